"""One run at a time on a folder: the second is told who holds it; a dead process holds nothing."""

import os
import subprocess
import sys

import pytest

from corpus_tools.report.locks import locked

HOLD = """
import sys
from pathlib import Path
from corpus_tools.report.locks import locked
with locked(Path(sys.argv[1]), "figures/a"):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(tmp_path):
    """Another process that holds the lock until its standard input ends, or it is killed."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path / "lock")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_second_is_told_who_holds_it(tmp_path, holder):
    with (
        pytest.raises(RuntimeError, match=rf"figures/b is held by process {holder.pid} on "),
        locked(tmp_path / "lock", "figures/b"),
    ):
        pytest.fail("two hold one folder")


@pytest.mark.skipif(os.name == "nt", reason="pipes and links")
@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir, lambda path: path.symlink_to("kept")], ids=["pipe", "folder", "link"])
def test_what_is_no_lock_is_named_and_nothing_is_written_through_it(tmp_path, make):
    (tmp_path / "kept").write_text("kept", encoding="utf-8")
    make(tmp_path / "lock")
    with pytest.raises(RuntimeError, match="lock is no lock but a link, a folder or a pipe"), locked(tmp_path / "lock", "a"):
        pytest.fail("it was taken")
    assert (tmp_path / "kept").read_text(encoding="utf-8") == "kept"


def test_a_killed_process_holds_nothing(tmp_path, holder):
    holder.kill()
    holder.wait()
    assert (tmp_path / "lock").is_file()
    with locked(tmp_path / "lock", "figures/a"):
        assert f"process {os.getpid()}" in (tmp_path / "lock").read_text(encoding="utf-8")


def test_it_leaves_nothing(tmp_path):
    with locked(tmp_path / "new" / "lock", "figures/a"):
        pass
    assert list((tmp_path / "new").iterdir()) == []
