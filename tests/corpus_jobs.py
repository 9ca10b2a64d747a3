"""Seeds made up for the tests of the corpus, and executors whose workers are struck in the middle of their work."""

import hashlib
import os
import signal
from concurrent.futures import Executor
from pathlib import Path

from generated_pages import make_page


def make_seeds(folder, days=4, pages=2, first=1):
    """A folder of seeds: so many days of one newspaper, each of so many pages."""
    for day in range(first, first + days):
        for page in range(1, pages + 1):
            text = make_page(100 * day + page, articles=3).text
            put(folder / "issues" / f"湖南日报-2024-03-{day:02}-p{page:02}.txt", text)
    return folder


def put(path, content):
    """A file with the folders that it needs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def tree(store):
    """The SHA-256 of every file of a store, by its path."""
    files = sorted(path for path in Path(store).rglob("*") if path.is_file())
    return {path.relative_to(store).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def times(store):
    """When each file of a store was last written, by its path."""
    return {path: path.stat().st_mtime_ns for path in Path(store).rglob("*") if path.is_file() and path.name != "lock"}


class Struck(Executor):
    """An executor that hands its jobs to another, each through a function that may do harm first."""

    def __init__(self, inner, harm, word):
        self.inner, self.harm, self.word = inner, harm, word

    def submit(self, fn, /, *args):
        return self.inner.submit(strike, self.harm, self.word, fn, args)

    def shutdown(self, wait=True, *, cancel_futures=False):  # noqa: FBT002
        self.inner.shutdown(wait=wait, cancel_futures=cancel_futures)


def strike(harm, word, fn, args):
    """Do a job, but for the one that speaks of `word`: there die each time, or once, or fail."""
    if word in repr(args):
        HARMS[harm](word)
    return fn(*args)


def die(_):
    os.kill(os.getpid(), signal.SIGKILL)


def die_once(word):
    mark = Path(os.environ["STRUCK_MARK"])
    if not mark.exists():
        mark.touch()
        die(word)


def fail(word):
    raise KeyError(word)


HARMS = {"die": die, "die once": die_once, "fail": fail}


class StubbornError(ValueError):
    """An error that cannot be put together again from its words."""

    def __init__(self, one, two):
        super().__init__(f"{one}{two}")


def be_stubborn():
    raise StubbornError(*"ab")
