"""Files that are written whole or not at all; sheets, and what keeps them from being written."""

import errno
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from uuid import uuid4

SHEET_ROWS: Final = 1_048_575  # of a sheet of Excel, without the header
SHEET_COLUMNS: Final = 16_384
UNFINISHED: Final = ".part"  # the ending of a file that is being written


def write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: under another name, to the disk, then renamed.

    Raises OSError where that cannot be done, such as on a full disk; what stood at `path` is then as it was.
    """
    write_all({path: content})


def write_all(contents: Mapping[Path, bytes]) -> list[Path]:
    """Write files whole or not at all, none before all are on the disk; return their paths.

    Raises OSError, which names the file, where that cannot be done; what stood there is then as it was.
    """
    parts: dict[Path, Path] = {}
    for path in contents:
        if path.is_dir():  # it could not be replaced, and the others would have been by then
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    try:
        for path, content in contents.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            parts[path] = path.with_name(f".{uuid4().hex}{UNFINISHED}")
            _write_through(parts[path], content, path)
        for path, part in parts.items():
            part.replace(path)
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)
    return list(contents)


def _write_through(part: Path, content: bytes, path: Path) -> None:
    """Write a new file to the disk; raise OSError with the name that it is to have."""
    try:
        with part.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error


@contextmanager
def sheet_errors() -> Iterator[None]:
    """Raise what keeps a sheet from being written as the OSError that it is: lxml, which openpyxl writes with, says ``IO_ENOSPC``."""
    from lxml.etree import SerialisationError  # noqa: PLC0415 – only where a sheet is written

    try:
        yield
    except SerialisationError as error:
        number = getattr(errno, str(error).removeprefix("IO_"), errno.EIO)
        raise OSError(number, os.strerror(number)) from error
