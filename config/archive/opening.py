"""Opening an archive that somebody handed in: nothing of it is believed before it was checked."""

import hashlib
import json
import re
import zipfile
import zlib
from typing import IO, Any

from config.archive.schema import FORMAT, SCHEMA
from office.workflow import Problem, Problems

NAME = re.compile(r"^(data\.json|manifest\.json|files/[0-9a-f]{64})$")
MOST_FILES = 20_000
MB = 1024 * 1024
MOST_BYTES, MOST_DATA = 4096 * MB, 256 * MB
# Text packs well, but not a thousandfold: that is a bomb.
MOST_RATIO = 200
CHUNK = MB


def refuse(text: str) -> Problems:
    return Problems([Problem(text, "#id_upload")])


class Opened:
    """An archive whose names, sizes and sums hold. Raises Problems in words otherwise."""

    def __init__(self, source: IO[bytes]):
        try:
            self.zip = zipfile.ZipFile(source)
        except (zipfile.BadZipFile, OSError, ValueError) as error:
            raise refuse("Tệp này không phải hồ sơ .zip, hoặc bị hỏng.") from error
        self._check_names()
        self.manifest = self._json("manifest.json")
        self._check_manifest()
        self.data = self._json("data.json")
        if self.data.get("format") != FORMAT or self.data.get("schema") != SCHEMA:
            raise refuse(f"Hồ sơ không thuộc định dạng {FORMAT} bản {SCHEMA}.")

    def _check_names(self) -> None:
        infos = self.zip.infolist()
        names = [info.filename for info in infos]
        if len(infos) > MOST_FILES or sum(info.file_size for info in infos) > MOST_BYTES:
            raise refuse("Hồ sơ quá lớn: quá nhiều tệp hoặc quá nhiều dữ liệu sau khi giải nén.")
        strange = next((name for name in names if not NAME.match(name)), None)
        if strange is not None:
            raise refuse(f"Hồ sơ chứa tệp lạ “{strange[:80]}”.")
        if len(names) != len(set(names)):
            raise refuse("Hồ sơ chứa hai tệp trùng tên.")
        if not {"data.json", "manifest.json"} <= set(names):
            raise refuse("Hồ sơ thiếu data.json hoặc manifest.json.")
        for info in infos:
            packed = max(info.compress_size, 1)
            if info.flag_bits & 1 or (info.file_size > MB and info.file_size / packed > MOST_RATIO):
                raise refuse(
                    f"Tệp “{info.filename}” trong hồ sơ bị nén bất thường nên không được nhận."
                )

    def _check_manifest(self) -> None:
        sums = self.manifest.get("sha256")
        if not isinstance(sums, dict) or set(sums) != set(self.zip.namelist()) - {"manifest.json"}:
            raise refuse("Danh sách tệp trong manifest.json không khớp với hồ sơ.")
        for name, promised in sums.items():
            if self._sum(name) != promised or (name != "data.json" and promised != name[6:]):
                raise refuse(
                    f"Tệp “{name}” trong hồ sơ đã bị sửa hoặc hỏng: mã SHA-256 không khớp."
                )

    def _sum(self, name: str) -> str:
        digest, size = hashlib.sha256(), 0
        promised = self.zip.getinfo(name).file_size
        for chunk in self.chunks(name):
            digest.update(chunk)
            size += len(chunk)
            if size > promised:
                raise refuse(f"Tệp “{name}” trong hồ sơ lớn hơn kích thước ghi trong hồ sơ.")
        return digest.hexdigest()

    def chunks(self, name: str) -> Any:
        try:
            with self.zip.open(name) as source:
                while chunk := source.read(CHUNK):
                    yield chunk
        except (
            *(zipfile.BadZipFile, zlib.error, OSError, EOFError),
            *(NotImplementedError, RuntimeError, ValueError),
        ) as error:
            raise refuse(f"Tệp “{name}” trong hồ sơ bị hỏng.") from error

    def _json(self, name: str) -> dict[str, Any]:
        if self.zip.getinfo(name).file_size > MOST_DATA:
            raise refuse(f"Tệp “{name}” trong hồ sơ quá lớn.")
        try:
            found = json.loads(b"".join(self.chunks(name)))
        except (ValueError, RecursionError) as error:
            raise refuse(f"Tệp “{name}” trong hồ sơ không đúng cấu trúc.") from error
        if not isinstance(found, dict):
            raise refuse(f"Tệp “{name}” trong hồ sơ không đúng cấu trúc.")
        return found
