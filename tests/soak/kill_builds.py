"""Stop `corpus build` at random moments, over and over, and hold what it leaves to its promises; outside the default tests.

    python tests/soak/kill_builds.py TIMES [SEED]

The seeds change with every turn (pages, words, a rule, a file that cannot be read), so that each build has work to do, and is
killed, terminated or interrupted. After each: no process is left; every file of the store is whole; each state is of one
build, and all that it names is there; the store opens. Ctrl-C and SIGTERM end the build within two seconds. The next build that
nobody disturbs gives, byte for byte, what a build of the same seeds into an empty folder gives.
"""

import json
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from kill_runs import HERE, SIGNALS, hear, held, left_over

sys.path.insert(0, str(HERE.parent))
import corpus_jobs as made

from corpus_tools import open_corpus

# days of pages, words, units, whether a file is there that cannot be read
KINDS = ((5, 0, 0, False), (5, 1, 0, False), (8, 0, 1, False), (3, 1, 1, True))


def change(seeds, kind):
    """Make the seeds what they are of a kind."""
    days, words, units, bad = KINDS[kind]
    shutil.rmtree(seeds, ignore_errors=True)
    made.make_seeds(seeds, days=days)
    made.put(seeds / "lexicon/words.tsv", f"机耕道{words}号\tn\n")
    if units:
        made.put(seeds / "rules/units.tsv", "茶篓\t茶篓\tcount\n")
    if bad:
        made.put(seeds / "issues/no.jsonl", "{")


def start(seeds, store):
    """Start a build as a group of processes of its own."""
    command = [sys.executable, "-m", "corpus_tools.cli", "build", "--seeds", str(seeds), "--store", str(store)]
    return subprocess.Popen(command, cwd=HERE.parents[1], start_new_session=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, preexec_fn=hear)  # fmt: skip


def whole(store):
    return {name: digest for name, digest in held(store).items() if not name.endswith(".part")}


def wrong(store, builds):
    """Return what is wrong with a store, by what undisturbed builds had made."""
    there = whole(store)
    known = {(name, digest) for build in builds for name, digest in build.items()}
    problems = [f"{name} is of no build" for name, digest in there.items() if (name, digest) not in known]
    for path in (store / "state").glob("*.json"):
        for name, table in json.loads(path.read_text(encoding="utf-8"))["tables"].items():
            stands = there.get(f"{name}/{table['file']}")
            problems += [f"{path.name} names {table['file']}, which is not there"] if stands != table["sha256"] else []
    if any((store / "state").glob("*.json")):
        corpus = open_corpus(store)
        problems += [f"{name} is empty" for name in ("articles", "tokens", "counts") if getattr(corpus, name).empty]
    return problems


def undisturbed(seeds, store):
    """Let a build end, and return what it leaves and how long it took."""
    begun = time.monotonic()
    process = start(seeds, store)
    said = process.communicate()[0].decode()
    assert process.returncode in {0, 1}, said
    assert "Traceback" not in said, said
    return held(store), time.monotonic() - begun


def strike(process, moment, number):
    """Stop a build at a moment, and return what was done and what is wrong with how it ended."""
    try:
        process.wait(moment)
    except subprocess.TimeoutExpired:
        process.send_signal(number)
    else:
        return "ended before", []
    begun = time.monotonic()
    process.communicate()
    took = time.monotonic() - begun
    if number == signal.SIGKILL:
        time.sleep(2)  # a worker looks once a second whether its parent is there
    problems = [f"process {each} is left" for each in left_over(process.pid)]
    return signal.Signals(number).name, [*problems, *([f"it took {took:.1f} s to end"] if took > 2 else [])]


def main(times, seed=0):
    rng, outcomes = random.Random(seed), Counter()
    with tempfile.TemporaryDirectory() as folder:
        seeds, store, builds, length = Path(folder, "我的 seeds"), Path(folder, "我的 store"), [], 0.0
        for kind in range(len(KINDS)):
            change(seeds, kind)
            build, length = undisturbed(seeds, Path(folder, f"whole{kind}"))
            builds.append(build)
        print(f"a build takes {length:.1f} s and leaves {[len(build) for build in builds]} files", flush=True)
        for turn in range(times):
            kind, number = rng.randrange(len(KINDS)), rng.choice(SIGNALS)
            change(seeds, kind)
            if rng.random() < 0.3:
                shutil.rmtree(store, ignore_errors=True)
            outcome, problems = strike(start(seeds, store), rng.uniform(0, length * 1.1), number)
            problems += wrong(store, builds)
            if rng.random() < 0.3 or turn == times - 1:
                problems += [] if undisturbed(seeds, store)[0] == builds[kind] else ["the next build differs"]
                outcomes["gone on"] += 1
            outcomes[outcome] += 1
            outcomes["wrong"] += bool(problems)
            if problems:
                print(f"turn {turn}, {outcome}: {problems[:5]}", flush=True)
        print(dict(outcomes))
        return 1 if outcomes["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:3])))
