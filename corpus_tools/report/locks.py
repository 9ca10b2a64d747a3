"""One run at a time on a folder: a lock that ends with the process that holds it, however it ends."""

import errno
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import msvcrt
except ImportError:
    msvcrt = None
    import fcntl

HELD = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)
NO_LOCKS = (errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS)  # some network folders: there a run goes on without a lock
BEYOND = 1 << 20  # the byte that Windows locks: nobody could read the holder's name if it were among the first


@contextmanager
def locked(path: Path, what: object) -> Iterator[None]:
    """Hold the lock file `path`, which names this process, while the block runs; remove it afterwards.

    The operating system holds the lock, and lets go when the process ends: what a killed process left is no lock.
    Raises RuntimeError, which names `what` is held and by which process, where another holds it.
    """
    descriptor = _take(path, what)
    try:
        os.ftruncate(descriptor, 0)
        os.write(descriptor, f"process {os.getpid()} on {socket.gethostname()}".encode())
        yield
    finally:
        if msvcrt is None:
            path.unlink(missing_ok=True)  # while it is held, so that nobody else's is removed
            os.close(descriptor)
        else:
            os.close(descriptor)  # Windows removes no open file
            _forget(path)


def _take(path: Path, what: object) -> int:
    """Return a descriptor of the lock file, locked, which is still the one that stands there."""
    while True:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_symlink() or (path.exists() and not path.is_file()):
            msg = f"{path} is no lock but a link, a folder or a pipe: take it away"
            raise RuntimeError(msg)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            _lock(descriptor)
        except OSError as error:
            os.close(descriptor)
            if error.errno not in HELD:
                raise
            msg = f"{what} is held by {_holder(path)}, which is writing in it: wait until it has ended, or give this run another --name"
            raise RuntimeError(msg) from None
        if path.is_file() and os.path.samestat(os.fstat(descriptor), path.stat()):
            return descriptor
        os.close(descriptor)  # the one who held it has removed it meanwhile


def _lock(descriptor: int) -> None:
    """Lock an open file, or raise OSError where another process has locked it."""
    try:
        if msvcrt is None:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        else:
            os.lseek(descriptor, BEYOND, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
            os.lseek(descriptor, 0, os.SEEK_SET)
    except OSError as error:
        if error.errno not in NO_LOCKS:
            raise


def _holder(path: Path) -> str:
    """Return what the lock file says of the process that holds it."""
    try:
        return path.read_text(encoding="utf-8") or "another process"
    except OSError:
        return "another process"


def _forget(path: Path) -> None:
    """Remove the lock file unless another process has just opened it."""
    try:
        path.unlink(missing_ok=True)
    except PermissionError:
        return
