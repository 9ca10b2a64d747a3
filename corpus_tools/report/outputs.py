"""The folder of a run: what each notebook made, written aside and put in place whole, and the manifest of what stands there.

Outputs are never written where the earlier ones stand. A notebook writes into a folder beside the run's, and when it is
complete its files are moved in place, those of its earlier run that it no longer makes are removed, and the manifest is
written. What is about to be moved is first noted in the manifest, so that a run which is killed at that moment is
finished by the next.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from corpus_tools.report.locks import locked
from corpus_tools.report.provenance import versions

MANIFEST = "manifest.json"
PACKAGES = ("corpus-tools", "pandas", "matplotlib", "jieba", "rjieba", "wordcloud", "numpy", "scipy", "duckdb")
SECTIONS = ("notebooks", "failed", "replacing")
FAILED = ".failed.ipynb"


@dataclass(frozen=True)
class Outputs:
    """The folder of a run (`path`), and the folder beside it (`aside`) where outputs are written until they are complete."""

    path: Path

    @property
    def aside(self) -> Path:
        """The folder for what is being written: beside the run's, on the same file system, hidden, one for each run."""
        where = self.path.resolve()  # the folder may be a link to another disk
        return where.parent / f".run-{hashlib.sha256(where.name.encode('utf-8')).hexdigest()[:8]}"

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the folder while the block runs: nobody else writes in it, and nothing is left aside before and after.

        Raises RuntimeError where another run holds it, and where the folder beside it is a link: all in that is taken away.
        """
        if self.aside.is_symlink():
            msg = f"{self.aside} is a link, where a run writes what is not complete: take it away"
            raise RuntimeError(msg)
        try:
            with locked(self.aside / "lock", self.path):
                self.recover()
                self._clear()
                try:
                    yield
                finally:
                    self._clear()
        finally:
            with suppress(OSError):  # another run needs it
                self.aside.rmdir()

    def stage(self, notebook: str) -> Path:
        """Return a new, empty folder for what a notebook makes."""
        folder = self.aside / notebook
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        return folder

    def replace(self, notebook: str) -> list[Path]:
        """Put what a notebook has made in place of what its earlier run left, and return the paths.

        Raises OSError, and leaves everything as it was, where a file of the earlier run cannot be taken away.
        """
        self.path.mkdir(parents=True, exist_ok=True)
        staged, ready = self.aside / notebook, self.aside / f"{notebook}.ready"
        made = digests(staged)
        before = self.read()
        old = [*before["notebooks"].get(notebook, {}), *([notebook + FAILED] if notebook in before["failed"] else [])]
        shutil.rmtree(ready, ignore_errors=True)
        staged.rename(ready)
        self._write(_noted(before, notebook, old, made))
        try:
            self._check({*old, *made})
        except OSError:
            self._write(before)
            raise
        self._finish(notebook)
        return [self.path / name for name in made]

    def keep_failed(self, notebook: str, problem: str, executed: str = "") -> None:
        """Note why a notebook failed, and keep its executed copy, if there is one, beside what its earlier run left."""
        self.path.mkdir(parents=True, exist_ok=True)
        (self.path / (notebook + FAILED)).unlink(missing_ok=True)
        if executed:
            self.put(notebook + FAILED, executed)
        now = self.read()
        self._write({**now, "failed": {**now["failed"], notebook: problem}})

    def put(self, name: str, content: str | bytes) -> Path:
        """Write a file of the run whole or not at all, and return its path."""
        part = self.aside / "part"
        part.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return part.replace(self.path / name)

    def recover(self) -> None:
        """Finish what a killed run had begun to put in place."""
        for notebook in self.read()["replacing"]:
            self._finish(notebook)

    def read(self) -> dict[str, dict]:
        """Return what stands in the folder.

        ``notebooks`` has the files of each with their SHA-256, ``failed`` why a later run of it failed, ``replacing``
        what a killed run was about to move. Raises ValueError for a manifest that cannot be read.
        """
        path = self.path / MANIFEST
        try:
            record = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
            sections = {section: dict(record.get(section, {})) for section in SECTIONS}
        except (ValueError, TypeError, AttributeError) as error:
            msg = f"{path} is no manifest of a run ({error}): remove the folder {self.path}, or name another"
            raise ValueError(msg) from error
        names = [name for made in sections["notebooks"].values() for name in made]
        for name in names:
            if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
                msg = f"{path} names a file outside its folder: {name}"
                raise ValueError(msg)
        return sections

    def _finish(self, notebook: str) -> None:
        """Move the complete outputs of a notebook in place, remove what it no longer makes, and note it."""
        now = self.read()
        moves, ready = now["replacing"].pop(notebook), self.aside / f"{notebook}.ready"
        for name in moves["new"]:
            if (ready / name).exists():
                (self.path / name).parent.mkdir(parents=True, exist_ok=True)
                (ready / name).replace(self.path / name)
        for name in set(moves["old"]) - set(moves["new"]):
            (self.path / name).unlink(missing_ok=True)
        there = (name for name in moves["new"] if (self.path / name).is_file())
        now["notebooks"][notebook] = {name: digest(self.path / name) for name in there}
        self._write(now)
        shutil.rmtree(ready, ignore_errors=True)

    def _check(self, names: Iterable[str]) -> None:
        """Raise OSError where a file cannot be replaced because a program on Windows holds it open."""
        for name in names if os.name == "nt" else ():
            path = self.path / name
            if path.exists():
                path.rename(path)

    def _write(self, sections: Mapping[str, Mapping]) -> None:
        """Write the manifest: what stands there, which notebook made it, and with which versions."""
        needed = {name: sections[name] for name in SECTIONS if sections[name] or name == "notebooks"}
        record = {"packages": versions(PACKAGES), **needed}
        self.put(MANIFEST, json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True) + "\n")

    def _clear(self) -> None:
        """Remove what was written aside, but for the lock."""
        for left in self.aside.iterdir():
            if left.is_dir():
                shutil.rmtree(left, ignore_errors=True)
        (self.aside / "part").unlink(missing_ok=True)


def digests(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of each file in a folder and the folders in it, by its name, sorted."""
    return {path.relative_to(folder).as_posix(): digest(path) for path in sorted(folder.rglob("*")) if path.is_file()}


def digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _noted(now: Mapping[str, Mapping], notebook: str, old: Iterable[str], made: Mapping[str, str]) -> dict[str, dict]:
    """Return the manifest while the outputs of a notebook are being replaced: it claims none of them, nor of its namesakes."""
    others = {
        stem: {name: known for name, known in files.items() if name not in made}
        for stem, files in now["notebooks"].items()
        if stem != notebook
    }
    failed = {stem: problem for stem, problem in now["failed"].items() if stem != notebook}
    moves = {"old": sorted(old), "new": dict(made)}
    return {"notebooks": others, "failed": failed, "replacing": {**now["replacing"], notebook: moves}}
