"""The folder of a run: old outputs or new ones, never some of each, and a manifest that is true of them."""

import hashlib
import json
import os
from contextlib import suppress
from pathlib import Path

import pytest

from corpus_tools.report.outputs import FAILED, MANIFEST, Outputs, digests

OLD = {"03_a.csv": "old a", "03_b.csv": "old b", "03_c.csv": "old c"}
NEW = {"03_b.csv": "new b", "03_c.csv": "new c", "deep/03_d.csv": "new d"}


class Killed(BaseException):
    """The process ends here: nothing that follows is done."""


@pytest.fixture
def outputs(tmp_path):
    return Outputs(tmp_path / "figures" / "清河日报-2024-01-13")


def put(outputs, files, notebook="03_terms"):
    with outputs.held():
        stage(outputs, files, notebook)
        return outputs.replace(notebook)


def stage(outputs, files, notebook="03_terms"):
    folder = outputs.stage(notebook)
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def there(outputs):
    """What stands in the folder, but for the manifest."""
    files = sorted(path for path in outputs.path.rglob("*") if path.is_file() and path.name != MANIFEST)
    return {path.relative_to(outputs.path).as_posix(): path.read_text(encoding="utf-8") for path in files}


def claimed(outputs):
    """What the manifest says of the folder's files."""
    return {name: digest for files in outputs.read()["notebooks"].values() for name, digest in files.items()}


def sums(files):
    return {name: hashlib.sha256(text.encode()).hexdigest() for name, text in files.items()}


def test_new_outputs_replace_the_old_ones_and_what_is_no_longer_made_goes(outputs):
    put(outputs, OLD)
    assert sorted(path.name for path in put(outputs, NEW)) == ["03_b.csv", "03_c.csv", "03_d.csv"]
    assert there(outputs) == NEW
    assert claimed(outputs) == sums(NEW)
    assert list(outputs.path.parent.iterdir()) == [outputs.path]


def test_other_notebooks_and_foreign_files_stay(outputs):
    put(outputs, {"04_x.csv": "of another"}, "04_keyness")
    (outputs.path / "my notes.txt").write_text("mine", encoding="utf-8")
    put(outputs, OLD)
    put(outputs, NEW)
    assert there(outputs) == {**NEW, "04_x.csv": "of another", "my notes.txt": "mine"}


def test_what_is_not_put_in_place_changes_nothing(outputs):
    put(outputs, OLD)
    with suppress(Killed), outputs.held():
        stage(outputs, NEW)
        raise Killed
    assert there(outputs) == OLD
    assert claimed(outputs) == sums(OLD)
    assert list(outputs.path.parent.iterdir()) == [outputs.path]


STEPS = 40


@pytest.mark.parametrize("step", range(1, STEPS))
def test_a_run_that_is_killed_at_any_step_is_finished_or_forgotten_by_the_next(outputs, monkeypatch, step):
    put(outputs, OLD)
    stage(outputs, {"03_b.csv": "new b"})
    steps = iter(range(1, STEPS + 1))

    def dying(act):
        def one(*args, **kwargs):
            if next(steps) >= step:
                raise Killed
            return act(*args, **kwargs)

        return one

    with monkeypatch.context() as patched:
        for name in ("replace", "rename", "unlink", "mkdir", "write_text", "write_bytes"):
            patched.setattr(Path, name, dying(getattr(Path, name)))
        with suppress(Killed):
            outputs.replace("03_terms")
    now = there(outputs)
    assert {name: digest for name, digest in claimed(outputs).items() if sums(now).get(name) != digest} == {}
    with outputs.held():
        pass
    assert there(outputs) in (OLD, {"03_b.csv": "new b"})
    assert claimed(outputs) == sums(there(outputs))
    assert list(outputs.path.parent.iterdir()) == [outputs.path]


def test_the_steps_above_are_all_there_are(outputs, monkeypatch):
    put(outputs, OLD)
    stage(outputs, {"03_b.csv": "new b"})
    acts = []
    with monkeypatch.context() as patched:
        for name in ("replace", "rename", "unlink", "mkdir", "write_text", "write_bytes"):
            act = getattr(Path, name)
            patched.setattr(Path, name, lambda *args, act=act, **kwargs: (acts.append(act), act(*args, **kwargs))[1])
        outputs.replace("03_terms")
    assert 8 < len(acts) < STEPS


def test_a_failed_notebook_is_noted_until_it_succeeds(outputs):
    put(outputs, OLD)
    with outputs.held():
        outputs.keep_failed("03_terms", "cell 2: it is wrong", "the copy")
    assert there(outputs) == {**OLD, f"03_terms{FAILED}": "the copy"}
    assert outputs.read()["failed"] == {"03_terms": "cell 2: it is wrong"}
    put(outputs, NEW)
    assert there(outputs) == NEW
    assert outputs.read()["failed"] == {}


def test_a_file_belongs_to_the_notebook_that_wrote_it_last(outputs):
    put(outputs, OLD)
    put(outputs, {"03_a.csv": "renamed"}, "03_term_frequency")
    assert outputs.read()["notebooks"]["03_terms"] == sums({name: OLD[name] for name in ("03_b.csv", "03_c.csv")})
    assert claimed(outputs) == sums(there(outputs))


def test_two_runs_of_two_names_stand_beside_each_other(outputs):
    other = Outputs(outputs.path.with_name(f"{outputs.path.name}-zh"))
    with outputs.held(), other.held():
        assert outputs.aside != other.aside
    with (
        outputs.held(),
        pytest.raises(RuntimeError, match="清河日报-2024-01-13 is held by process"),
        Outputs(outputs.path).held(),
    ):
        pytest.fail("two hold one folder")


@pytest.mark.parametrize(
    ("text", "said"),
    [("{", "no manifest"), ("[]", "no manifest"), ('{"notebooks": {"03": {"../x": ""}}}', "outside its folder: ../x")],
)
def test_a_manifest_that_is_none_is_named(outputs, text, said):
    outputs.path.mkdir(parents=True)
    (outputs.path / MANIFEST).write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=said) as raised:
        outputs.read()
    assert MANIFEST in str(raised.value)


def test_the_manifest_is_the_same_each_time(outputs):
    put(outputs, OLD)
    first = (outputs.path / MANIFEST).read_bytes()
    put(outputs, OLD)
    assert (outputs.path / MANIFEST).read_bytes() == first
    assert b"\r" not in first
    assert set(json.loads(first)) == {"notebooks", "packages"}


def test_digests_name_files_in_folders(tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "c.txt").write_bytes(b"x")
    assert digests(tmp_path) == {"b/c.txt": hashlib.sha256(b"x").hexdigest()}


@pytest.mark.skipif(os.name == "nt", reason="links")
def test_nothing_is_written_or_taken_away_through_a_link_beside_the_run(tmp_path):
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept/a.txt").write_text("kept", encoding="utf-8")
    outputs = Outputs(tmp_path / "run")
    outputs.aside.symlink_to(tmp_path / "kept")
    with pytest.raises(RuntimeError, match="is a link"), outputs.held():
        pytest.fail("it was taken")
    assert [path.name for path in (tmp_path / "kept").iterdir()] == ["a.txt"]
