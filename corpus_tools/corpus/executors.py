"""Where the work of a build is done: in this process, in worker processes of this computer, or on a cluster.

`build_corpus` hands its jobs to a `concurrent.futures.Executor`. A job is a function that can be imported, of plain values
(paths, names, hashes); it can be done twice without harm, and what it writes is written whole or not at all. So the
executor decides nothing but the time that a build takes: the files have the same bytes from every one of them.

Without `executor`, a small build is done in this process and a large one by `Processes`. A bare
``concurrent.futures.ProcessPoolExecutor`` is the wrong choice: when one of its processes is killed (by a damaged PDF, or for
want of memory), it gives up all that follows.

On a cluster, with ``pip install corpus-tools[cluster]``, hand over the executor of a Dask client::

    from distributed import Client
    client = Client("tcp://scheduler:8786")
    corpus_tools.build_corpus(seeds, store, executor=client.get_executor(pure=False, retries=2))

`pure=False` because a job writes files; `retries=2` so that a job whose worker was lost is done by another one. Every worker
must reach `seeds` and `store` under the same paths (a shared file system), and have the same version of this package: a
worker of another version says so and does nothing. The ways to have workers:

SSH
    ``dask ssh host1 host2 host3`` starts the scheduler and the workers; ``Client("tcp://host1:8786")`` finds them.
    By hand: ``dask scheduler`` on one computer, ``dask worker tcp://host1:8786 --nthreads 1 --nworkers auto`` on each.
SLURM (package ``dask-jobqueue``)
    ``from dask_jobqueue import SLURMCluster``; ``cluster = SLURMCluster(cores=8, processes=8, memory="16GB",
    walltime="02:00:00")``; ``cluster.scale(jobs=10)``; ``client = Client(cluster)``. PBS, SGE and LSF have classes alike.
Kubernetes (package ``dask-kubernetes``)
    ``from dask_kubernetes.operator import KubeCluster``; ``cluster = KubeCluster(name="corpus", image="…")`` with an image
    that holds this package and mounts the volume of `seeds` and `store`; ``cluster.scale(10)``; ``client = Client(cluster)``.

Give each worker one thread (``--nthreads 1``): parsing holds Python's lock. Set ``distributed.scheduler.worker-saturation``
to 1.0, so that no job waits on a worker that another kills, and is blamed for it. A worker needs less than 1 GB. The dashboard of
the client (port 8787) shows the jobs.

How Dask is maintained (November 2026): released in August 2026, developed slowly, its interface of futures stable. Nothing
here rests on more than `concurrent.futures.Executor`: this module and Dask's executor are both tested, with workers of a
``LocalCluster`` and with some that ``dask scheduler`` and ``dask worker`` started; any other works too.
*Not tried*: SLURM, Kubernetes, workers on other computers.
"""

import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from itertools import islice
from queue import SimpleQueue
from threading import Lock, Thread
from typing import Any, Final, ParamSpec, TypeVar

from corpus_tools.corpus.worker import receive, send

P = ParamSpec("P")
T = TypeVar("T")
Call = tuple[Callable[..., Any], tuple[Any, ...]]

WAITING: Final = 1_000  # jobs that are handed over at a time: enough for a large cluster, few for memory


class WorkerDiedError(RuntimeError):
    """A job ended its worker process each time that it was tried."""


class Serial(Executor):
    """An executor that does each job at once, in this process.

    >>> Serial().submit(max, 2, 3).result()
    3
    """

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> "Future[T]":
        """Return the finished future of a call."""
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - whoever asks for the result gets it
            future.set_exception(error)
        return future


class Processes(Executor):
    """An executor of worker processes of which any may die: its job is tried again by a new one, the others go on.

    `workers` is their number (without it, one for each processor that this process may use); `retries` is how often a job
    is tried again after it ended its worker. They are started when there is work, as fresh interpreters: nothing of the
    caller runs in them again, so no ``if __name__ == "__main__"`` is needed. A function must be importable and its
    arguments must pickle.
    """

    def __init__(self, workers: int | None = None, *, retries: int = 2) -> None:
        self._workers = workers or processors()
        self._retries = retries
        self._jobs: SimpleQueue[tuple[Future[Any], bytes] | None] = SimpleQueue()
        self._threads: list[Thread] = []
        self._running: set[_Worker] = set()
        self._lock = Lock()
        self._closed = self._dropped = False

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> "Future[T]":
        """Return the future of a call in a worker process."""
        if self._closed or kwargs:
            msg = "an executor that was shut down takes no jobs" if self._closed else "a job takes no arguments by name"
            raise RuntimeError(msg)
        future: Future[T] = Future()
        self._jobs.put((future, pickle.dumps((fn, args))))
        if len(self._threads) < self._workers:
            self._threads.append(Thread(target=self._serve, daemon=True))
            self._threads[-1].start()
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002
        """End the workers once the jobs that were handed over are done; with `cancel_futures`, now."""
        self._closed = True
        if cancel_futures:
            self._drop()
        for _ in self._threads:
            self._jobs.put(None)
        for thread in self._threads if wait else ():
            thread.join()

    def _drop(self) -> None:
        """Give up the jobs that wait, and kill the workers."""
        self._dropped = True
        while not self._jobs.empty():
            job = self._jobs.get()
            if job:
                job[0].cancel()
        with self._lock:
            for worker in self._running:
                worker.process.kill()

    def _serve(self) -> None:
        """Hand jobs to one worker after another, one worker at a time."""
        worker = None
        while job := self._jobs.get():
            future, call = job
            if future.set_running_or_notify_cancel():
                worker = self._try(worker, future, call)
        self._end(worker)

    def _try(self, worker: "_Worker | None", future: "Future[Any]", call: bytes) -> "_Worker | None":
        """Settle the future of one call, and return the worker that lives on."""
        code: int | None = None
        for _ in range(1 if self._dropped else self._retries + 1):
            current = worker or self._start()
            try:
                done, value = current.ask(call)
            except (EOFError, OSError):
                code, worker = self._end(current), None
                if self._dropped:
                    break
                continue
            (future.set_result if done else future.set_exception)(value)
            return current
        msg = f"ended its worker process each of {self._retries + 1} times (exit code {code})"
        future.set_exception(WorkerDiedError(msg))
        return None

    def _start(self) -> "_Worker":
        """Start a worker."""
        worker = _Worker()
        with self._lock:
            self._running.add(worker)
        return worker

    def _end(self, worker: "_Worker | None") -> int | None:
        """End a worker, and return the exit code."""
        if worker is None:
            return None
        with self._lock:
            self._running.discard(worker)
        return worker.end()


class _Worker:
    """One worker process."""

    def __init__(self) -> None:
        places = os.pathsep.join(place for place in sys.path if place)
        environment = {**os.environ, "PYTHONPATH": places, "PYTHONUTF8": "1"}
        command = [sys.executable, "-c", "from corpus_tools.corpus.worker import main; main()"]
        self.process = subprocess.Popen(  # noqa: S603 - this interpreter and this package
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment
        )

    def ask(self, call: bytes) -> tuple[bool, Any]:
        """Return what a call came to; raise EOFError or OSError where the process died of it."""
        if not (self.process.stdin and self.process.stdout):
            raise EOFError
        send(self.process.stdin, call)
        answer = receive(self.process.stdout)
        try:
            done, value = pickle.loads(answer)  # noqa: S301 - from a process of our own
        except Exception as error:  # noqa: BLE001 - what cannot be read back is the outcome of this job alone
            return False, error
        return done, value

    def end(self) -> int:
        """Close its input, which ends it, and return its exit code."""
        for stream in (self.process.stdin, self.process.stdout):
            try:
                if stream:
                    stream.close()
            except OSError:  # what was in the pipe of a dead process is lost
                continue
        return self.process.wait()


def processors() -> int:
    """Return the number of processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def as_done(executor: Executor, calls: Iterable[Call]) -> Iterator[tuple[Call, "Future[Any]"]]:
    """Yield each call with its finished future, in the order in which they finish; cancel what waits when left early."""
    waiting: dict[Future[Any], Call] = {}
    room, rest = 1 if isinstance(executor, Serial) else WAITING, iter(calls)
    try:
        while True:
            for call in islice(rest, room - len(waiting)):
                waiting[executor.submit(call[0], *call[1])] = call
            if not waiting:
                return
            done, _ = wait(waiting, return_when=FIRST_COMPLETED)
            for future in done:
                yield waiting.pop(future), future
    finally:
        for future in waiting:
            future.cancel()
