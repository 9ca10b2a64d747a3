"""Executors: what a job comes to, workers that die, and a cluster on this machine."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import CancelledError
from contextlib import contextmanager
from logging import CRITICAL

import corpus_jobs as made
import pytest

from corpus_tools.corpus.build import build_corpus
from corpus_tools.corpus.executors import Processes, Serial, WorkerDiedError, as_done, processors
from corpus_tools.tables import SeedError

posix = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")


def raises(error):
    raise error


@pytest.mark.parametrize("make", [Serial, lambda: Processes(1)], ids=["serial", "processes"])
def test_values_and_errors_come_back(make):
    with make() as executor:
        assert executor.submit(max, 2, 3).result() == 3
        with pytest.raises(SeedError, match=r"a\.txt, line 3: empty"):
            executor.submit(raises, SeedError("empty", "a.txt", 3)).result()


def test_what_cannot_be_sent_is_told_in_words():
    with Processes(1) as executor, pytest.raises(RuntimeError, match="StubbornError: ab"):
        executor.submit(made.be_stubborn).result()


def test_what_a_job_prints_is_no_answer():
    with Processes(1) as executor:
        assert executor.submit(os.write, 1, b"").result() == 0
        assert executor.submit(print, "said").result() is None


@posix
def test_a_worker_that_dies_takes_no_other_job_along():
    with Processes(2, retries=1) as executor:
        futures = [
            executor.submit(made.die, "") if number == 3 else executor.submit(abs, -number) for number in range(8)
        ]
        assert [future.result() for number, future in enumerate(futures) if number != 3] == [0, 1, 2, 4, 5, 6, 7]
        with pytest.raises(WorkerDiedError, match=r"each of 2 times \(exit code -9\)"):
            futures[3].result()


@posix
def test_workers_end_with_the_process_that_started_them():
    executor = Processes(1)
    pid = executor.submit(os.getpid).result()
    (worker,) = executor._running
    worker.process.stdin.close()
    assert worker.process.wait(10) == 0
    assert pid == worker.process.pid
    executor.shutdown()


def test_shutting_down_now_gives_up_what_waits():
    executor = Processes(1)
    executor.submit(abs, 1).result()
    futures = [executor.submit(time.sleep, 60) for _ in range(3)]
    executor.shutdown(cancel_futures=True)
    assert all(future.done() for future in futures)
    with pytest.raises((CancelledError, WorkerDiedError)):
        futures[-1].result()
    with pytest.raises(RuntimeError, match="takes no jobs"):
        executor.submit(abs, 1)


def test_calls_come_back_as_they_are_done():
    calls = [(abs, (-number,)) for number in range(5)]
    assert [(call[1], future.result()) for call, future in as_done(Serial(), calls)] == [((-n,), n) for n in range(5)]


def test_processors():
    assert processors() >= 1


@contextmanager
def cluster():
    """Two Dask workers, each a process of its own, with nothing else around them."""
    dask, distributed = pytest.importorskip("dask"), pytest.importorskip("distributed")
    with (
        # one job at a time on a worker: a job that waits there is blamed for the death of the one before it
        dask.config.set({"distributed.scheduler.allowed-failures": 1, "distributed.scheduler.worker-saturation": 1.0}),
        distributed.LocalCluster(2, threads_per_worker=1, dashboard_address=None, silence_logs=CRITICAL) as local,
        distributed.Client(local) as client,
    ):
        yield client.get_executor(pure=False, retries=2)


@posix
@pytest.mark.filterwarnings("ignore")
def test_a_cluster_gives_the_same_bytes_whatever_dies(tmp_path, monkeypatch):
    monkeypatch.setenv("STRUCK_MARK", str(tmp_path / "struck"))
    seeds, bad = made.make_seeds(tmp_path / "seeds"), "湖南日报-2024-03-02-p02.txt"
    build_corpus(seeds, tmp_path / "serial", executor=Serial())
    with cluster() as executor:
        once = made.Struck(executor, "die once", "Unit(name='湖南日报-2024-03-03'")
        assert build_corpus(seeds, tmp_path / "cluster", executor=once).failed == ()
        assert (tmp_path / "struck").exists()
        assert made.tree(tmp_path / "cluster") == made.tree(tmp_path / "serial")
        always = made.Struck(executor, "die", f"path='{bad}', nth=0")
        built = build_corpus(seeds, tmp_path / "poisoned", executor=always)
        assert [error.path for error in built.failed] == [bad]
        assert len(built.built) == 4


@contextmanager
def workers_by_hand(folder):
    """A scheduler and two workers as the command line of Dask starts them, each on its own; the file by which they meet."""
    pytest.importorskip("distributed")
    places = os.pathsep.join(filter(None, sys.path))
    environment = {**os.environ, "PYTHONPATH": places, "DASK_DISTRIBUTED__SCHEDULER__WORKER_SATURATION": "1.0"}
    meeting = ["--scheduler-file", str(folder / "scheduler.json"), "--no-dashboard"]
    scheduler = ["scheduler", "--host", "127.0.0.1", "--port", "0", *meeting]
    worker = ["worker", *meeting, "--nthreads", "1", "--no-nanny", "--local-directory", str(folder)]
    started = [
        subprocess.Popen([sys.executable, "-m", "dask", *asked], env=environment, stderr=subprocess.DEVNULL)
        for asked in (scheduler, worker, worker)
    ]
    try:
        yield folder / "scheduler.json"
    finally:
        for process in started:
            process.kill()
            process.wait()


@posix
@pytest.mark.filterwarnings("ignore")
def test_workers_that_were_started_by_the_command_line_give_the_same_bytes(tmp_path):
    distributed = pytest.importorskip("distributed")
    seeds = made.make_seeds(tmp_path / "seeds")
    made.put(seeds / "lexicon/words.tsv", "机耕道\tn\n")
    build_corpus(seeds, tmp_path / "serial", executor=Serial())
    with workers_by_hand(tmp_path) as meeting:
        while not meeting.exists():
            time.sleep(0.1)
        with distributed.Client(scheduler_file=str(meeting), timeout=60) as client:
            client.wait_for_workers(2, timeout=60)
            executor = client.get_executor(pure=False, retries=2)
            assert build_corpus(seeds, tmp_path / "cluster", executor=executor).failed == ()
            assert len({worker["id"] for worker in client.scheduler_info()["workers"].values()}) == 2
    assert made.tree(tmp_path / "cluster") == made.tree(tmp_path / "serial")


def test_signals_reach_no_worker():
    with Processes(1) as executor:
        assert executor.submit(signal.getsignal, signal.SIGINT).result() == signal.SIG_IGN
