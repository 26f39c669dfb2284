"""Who the embedded servers run as: the caller, or another account where the caller is root."""

import contextlib
import os
import pwd
import shutil
from pathlib import Path


class ServiceFailed(Exception):
    """A server cannot start; the message says why and what to do."""


def servant() -> pwd.struct_passwd | None:
    """As root, the account the servers run as, because PostgreSQL refuses root; else nobody else.

    The owner of the working copy, so that he can go on without root; then the machine's own
    `postgres`; then `nobody`.
    """
    if os.geteuid() != 0:
        return None
    owner = Path(__file__).stat().st_uid
    for find in (
        lambda: pwd.getpwuid(owner) if owner else None,
        lambda: pwd.getpwnam("postgres"),
        lambda: pwd.getpwnam("nobody"),
    ):
        with contextlib.suppress(KeyError):
            if account := find():
                return account
    raise ServiceFailed(
        "PostgreSQL does not run as root and this machine has no other account; "
        "run the command as an ordinary user or set DATABASE_URL."
    )


def give_to_servant(*paths: Path) -> None:
    account = servant()
    if account is None:
        return
    for path in paths:
        if path.stat().st_uid == account.pw_uid:
            continue
        inside = [Path(root, name) for root, dirs, files in os.walk(path) for name in dirs + files]
        for each in [*inside, path]:
            os.chown(each, account.pw_uid, account.pw_gid, follow_symlinks=False)


def unprivileged(command: list[str]) -> list[str]:
    """The command as the servants' account, ended by the kernel when the keeper dies.

    A working copy under a closed folder (/root, mktemp -d) stays closed: the servers get the one
    capability to pass through it instead, and access(2) is told to respect that (securebits).
    """
    account, setpriv = servant(), shutil.which("setpriv")
    if setpriv is None:
        if account is None:
            return command
        raise ServiceFailed(
            "PostgreSQL does not run as root and the program setpriv is missing; install "
            "util-linux, run the command as an ordinary user, or set DATABASE_URL."
        )
    words = [setpriv, "--pdeathsig", "INT"]
    if account is not None:
        words += ["--reuid", str(account.pw_uid), "--regid", str(account.pw_gid)]
        words += ["--clear-groups"]
        if _is_closed(Path(command[0])):
            words += ["--securebits", "+no_setuid_fixup"]
            words += ["--inh-caps", "-all,+dac_override", "--ambient-caps", "-all,+dac_override"]
    return [*words, "--", *command]


def _is_closed(path: Path) -> bool:
    """Whether a folder above PATH (or above this file) lets no stranger through."""
    above = {*path.resolve().parents, *Path(__file__).resolve().parents}
    return any(not folder.stat().st_mode & 0o001 for folder in above)


def clean_environment() -> dict[str, str]:
    """Nothing of the caller's PG* or LD_* variables may bend the servers."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8"}
