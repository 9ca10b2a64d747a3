"""One build at a time on a store: the second is refused and told who holds it; a lock of a dead process holds nothing.

The operating system holds the lock and lets go of it when the process ends, however it ends; what stands in the file only
says whose it was. On a network file system it holds as far as that passes locks on (NFS 4 does).
"""

import json
import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

FILE: Final = "lock"
FAR: Final = 1 << 30  # the byte that is locked on Windows, far behind what the file says, so that this can be read


class StoreHeldError(ValueError):
    """Another build holds the store."""


@contextmanager
def hold(store: Path) -> Iterator[bool]:
    """Hold a store, and tell whether the process before that held it let go of it alive; raise StoreHeldError where another holds it.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder, hold(Path(folder)) as finished:
    ...     finished
    True
    """
    store.mkdir(parents=True, exist_ok=True)
    path = store / FILE
    if path.is_symlink() or (path.exists() and not path.is_file()):
        msg = f"no lock of a store but a link, a folder or a pipe – {path} – take it away"
        raise StoreHeldError(msg)
    path.touch()
    with path.open("r+", encoding="utf-8") as file:
        if not _take(file):
            msg = f"another build holds the store – {store} – {_holder(path)}; wait for it, or end it"
            raise StoreHeldError(msg)
        try:
            finished = not file.read()
            _say(file, json.dumps({"process": os.getpid(), "computer": platform.node()}))
            yield finished
        finally:
            _say(file, "")
            _let_go(file)


def _say(file: IO[str], text: str) -> None:
    """Put `text` in place of what the file says."""
    file.seek(0)
    file.truncate()
    file.write(text)
    file.flush()


def _holder(path: Path) -> str:
    """Say who wrote a lock."""
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        return "its process is not known"
    return f"process {said['process']} on {said['computer']}"


if os.name == "nt":
    import msvcrt

    def _take(file: IO[str]) -> bool:
        """Lock the file; tell whether that could be done."""
        file.seek(FAR)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        except OSError:
            return False
        finally:
            file.seek(0)
        return True

    def _let_go(file: IO[str]) -> None:
        """Unlock the file."""
        file.seek(FAR)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)  # type: ignore[attr-defined]
else:
    import fcntl

    def _take(file: IO[str]) -> bool:
        """Lock the file; tell whether that could be done."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _let_go(file: IO[str]) -> None:
        """Unlock the file."""
        fcntl.flock(file, fcntl.LOCK_UN)
