"""A Valkey of the bench's own, which may be killed and comes back at the same address."""

import subprocess
import tempfile
from pathlib import Path
from types import TracebackType

from config import servers
from config.servers import Place


class Broker:
    """The broker while the block runs; forgets everything when it is killed."""

    def __enter__(self) -> "Broker":
        self._folder = tempfile.TemporaryDirectory(prefix="minh-bach-bench-")
        folder = Path(self._folder.name)
        folder.chmod(0o755)
        self._place = Place(folder, folder, throwaway=True)
        self.address = servers.start_valkey(self._place)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        servers.stop_all(self._place)
        self._folder.cleanup()

    def kill(self) -> None:
        """kill -9."""
        server = self._place.running["redis"]
        server.kill()
        server.wait()

    def start_again(self) -> None:
        """As a container would: the same command, an empty memory."""
        command = self._place.running["redis"].args
        self._place.running["redis"] = subprocess.Popen(
            command,
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
