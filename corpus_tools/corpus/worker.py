"""A worker process: takes jobs from its standard input, one after the other, and answers on its standard output.

Started by `executors.Processes`. When the process that started it dies, its
input ends and it ends at once: what it was writing stays unfinished under a name that no reader looks for.
"""

import os
import pickle
import signal
import sys
from queue import SimpleQueue
from threading import Thread
from typing import IO, Any, Final

LENGTH: Final = 8  # bytes that say how long a message is


def send(stream: IO[bytes], message: bytes) -> None:
    """Write one message with its length before it."""
    stream.write(len(message).to_bytes(LENGTH, "big") + message)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes:
    """Read one message; raise EOFError where the other side is gone."""
    head = stream.read(LENGTH)
    message = stream.read(int.from_bytes(head, "big")) if len(head) == LENGTH else b""
    if len(head) < LENGTH or len(message) < int.from_bytes(head, "big"):
        raise EOFError
    return message


def answer(job: bytes) -> bytes:
    """Return what a job came to: True and its value, or False and its exception."""
    try:
        function, arguments = pickle.loads(job)  # noqa: S301 - from the process that started this one
        return pickle.dumps((True, function(*arguments)))
    except Exception as error:  # noqa: BLE001 - it is raised again where the job came from
        return _failure(error)


def _failure(error: Exception) -> bytes:
    """Return an exception as an answer; one that cannot be put together again is told in words."""
    try:
        packed = pickle.dumps((False, error))
        pickle.loads(packed)  # noqa: S301 - its own
    except Exception:  # noqa: BLE001 - whatever is wrong with it, its words can be sent
        return pickle.dumps((False, RuntimeError(f"{type(error).__name__}: {error}")))
    return packed


def main() -> None:
    """Answer jobs until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interruption is for the process that gives the jobs
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever a job prints is no answer
    jobs: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_listen, args=(sys.stdin.buffer, jobs), daemon=True).start()
    while True:
        send(answers, answer(jobs.get()))


def _listen(stream: IO[bytes], jobs: "SimpleQueue[bytes]") -> Any:
    """Take jobs in; end the process where there will be no more."""
    try:
        while True:
            jobs.put(receive(stream))
    except EOFError:
        os._exit(0)
