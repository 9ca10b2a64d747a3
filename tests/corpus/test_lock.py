"""The lock: one holder, told by name; a dead one holds nothing."""

import os
import platform
import subprocess
import sys

import pytest

from corpus_tools.corpus.lock import FILE, StoreHeldError, hold

HOLD = "import sys, time; from pathlib import Path; from corpus_tools.corpus.lock import hold\nwith hold(Path(sys.argv[1])):\n    print('held', flush=True); time.sleep(60)"


def test_a_second_holder_is_told_who_holds_it(tmp_path):
    with hold(tmp_path), pytest.raises(StoreHeldError) as refused, hold(tmp_path):
        pass
    assert f"process {os.getpid()} on {platform.node()}" in str(refused.value)
    with hold(tmp_path) as finished:
        assert finished


@pytest.mark.skipif(os.name == "nt", reason="pipes and links")
@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir, lambda path: path.symlink_to("kept")], ids=["pipe", "folder", "link"])
def test_what_is_no_lock_is_named_and_nothing_is_written_through_it(tmp_path, make):
    (tmp_path / "kept").write_text("kept", encoding="utf-8")
    make(tmp_path / FILE)
    with pytest.raises(StoreHeldError, match="no lock of a store but a link, a folder or a pipe"), hold(tmp_path):
        pytest.fail("it was taken")
    assert (tmp_path / "kept").read_text(encoding="utf-8") == "kept"


def test_an_error_lets_go(tmp_path):
    with pytest.raises(KeyboardInterrupt), hold(tmp_path):
        raise KeyboardInterrupt
    with hold(tmp_path) as finished:
        assert finished


def test_a_dead_process_holds_nothing(tmp_path):
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    process = subprocess.Popen([sys.executable, "-c", HOLD, tmp_path], stdout=subprocess.PIPE, env=environment)
    process.stdout.readline()
    with pytest.raises(StoreHeldError, match=f"process {process.pid} on"), hold(tmp_path):
        pass
    process.kill()
    process.wait()
    process.stdout.close()
    with hold(tmp_path) as finished:
        assert not finished
    assert (tmp_path / FILE).read_text(encoding="utf-8") == ""
