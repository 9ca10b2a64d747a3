"""Stop `corpus run` at random moments, over and over, and hold what it leaves to its promises; outside the default tests.

    python tests/soak/kill_runs.py TIMES [SEED [KIT]]

Two runs, one in each language, write into the same folder by turns, and each is killed, terminated or interrupted at a
random moment. After each: no process is left; the manifest can be read; every file in the folder is whole; the files of a
notebook are all of one run, but for those of a notebook that was just being put in place, which the next run finishes; so is
every file of the store in `build/`, which is taken away now and then. Ctrl-C and SIGTERM end the run within two seconds. A last
run that nobody disturbs gives what it always gives. Without KIT, a copy of a checkout whose `run.py` is called, the notebooks
are small ones that write many files.
"""

import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "report"))
from small_kit import make_kit, notebook  # noqa: E402

NAME = "草稿 draft"
SIGNALS = (signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGINT)
WRITES = """
import time
from pathlib import Path
for n in range({files}):
    Path(OUT, f"{stem}_{{n}}.txt").write_text(LANGUAGE * {size})
    time.sleep(0.02)
if LANGUAGE == "zh":
    Path(OUT, "{stem}_zh.txt").write_text(LANGUAGE)
"""


def small_kit(folder):
    """Make a kit with blanks and Chinese in its path, of small notebooks that write many files."""
    kit = folder / "我的 kit"
    make_kit(kit, **{f"n0{n}_part": notebook(WRITES.format(files=12, size=40_000, stem=f"0{n}")) for n in range(1, 5)})
    (kit / "seeds/issues").mkdir(parents=True)
    (kit / "seeds/issues/清河日报-2024-01-13.txt").write_text("春耕开始\n\n　　雨停了。\n", encoding="utf-8")
    return kit


def hear():
    """Let Ctrl-C be heard, which a shell takes from what it starts in the background."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def start(kit, language):
    """Start a run as a group of processes of its own."""
    whole = (kit / "run.py").is_file()
    called = [str(kit / "run.py"), "run"] if whole else ["-m", "corpus_tools.cli", "run", "--kit", str(kit)]
    command = [sys.executable, *called, "--name", NAME, "--language", language]
    environment = os.environ | {"PYTHONPATH": "" if whole else str(HERE.parents[1]), "KIT_PYTHON": sys.executable}
    return subprocess.Popen(command, env=environment, start_new_session=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, preexec_fn=hear)  # fmt: skip


def left_over(session):
    """Return the processes of a session that are still there."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state, _, _, its = (folder / "stat").read_text().rpartition(")")[2].split()[:4]
        except OSError:
            continue
        if int(its) == session and state != "Z":
            found.append(int(folder.name))
    return found


def held(folder):
    """Return the digest of every file that stands in the folder of a run."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "lock"
    }


def wrong(folder, made):
    """Return what is wrong with what stands in the folder, by what whole runs had made of each notebook."""
    record = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    there, problems = held(folder), []
    whole = {name: set() for outputs in made.values() for name in outputs}
    for outputs in made.values():
        for name, digest in outputs.items():
            whole[name].add(digest)
    for name, digest in there.items():
        if name not in whole and not name.endswith((".failed.ipynb", "manifest.json", "index.html")):
            problems.append(f"{name} is of no run")
        elif name in whole and name not in {"manifest.json", "index.html"} and digest not in whole[name]:
            problems.append(f"{name} is not whole")
    for stem, files in record["notebooks"].items():
        if not any(all(outputs.get(name) == digest for name, digest in files.items()) for outputs in made.values()):
            problems.append(f"{stem}: the manifest mixes two runs")
        problems += [
            f"{name} is not what the manifest says" for name, digest in files.items() if there.get(name) != digest
        ]
    claimed = {name for files in record["notebooks"].values() for name in files}
    moving = {name for moves in record.get("replacing", {}).values() for name in (*moves["old"], *moves["new"])}
    problems += [
        f"{name} is claimed by nobody"
        for name in whole
        if name in there and name not in claimed | moving | {"manifest.json", "index.html"}
    ]
    return problems


def broken(store, made):
    """Return what is wrong with a store: files, but for unfinished ones under names of their own, that no whole build made."""
    return [f"{name} of the store is not whole" for name, digest in held(store).items() if not name.endswith(".part") and made.get(name) != digest]  # fmt: skip


def main(times, seed=0, kit=None):
    rng = random.Random(seed)
    outcomes, slowest = Counter(), 0.0
    with tempfile.TemporaryDirectory() as folder:
        kit = Path(kit) if kit else small_kit(Path(folder))
        out = kit / "figures" / NAME
        made, length = {}, 0.0
        for language in ("zh", "en"):
            begun = time.monotonic()
            process = start(kit, language)
            said = process.communicate()[0].decode()
            assert process.returncode == 0, said
            length, made[language] = time.monotonic() - begun, held(out)
        store, built = kit / "build", held(kit / "build")
        print(f"a run takes {length:.1f} s and leaves {len(made['en'])} files", flush=True)
        for turn in range(times):
            language, number = ("zh", "en")[turn % 2], rng.choice(SIGNALS)
            if rng.random() < 0.3:
                shutil.rmtree(store, ignore_errors=True)
            process = start(kit, language)
            moment = rng.uniform(0, length * 1.1)
            try:
                process.wait(moment)
            except subprocess.TimeoutExpired:
                pass
            ended = process.poll() is not None
            begun = time.monotonic()
            if not ended:
                process.send_signal(number)
            said = process.communicate()[0].decode() if number != signal.SIGKILL else process.wait()
            took = time.monotonic() - begun
            if number == signal.SIGKILL:
                time.sleep(2)  # a kernel looks once a second whether its parent is there
            else:
                slowest = max(slowest, took)
            problems = wrong(out, made) + broken(store, built)
            problems += [f"process {each} is left" for each in left_over(process.pid)]
            problems += [f"it took {took:.1f} s to end"] if took > 2 and number != signal.SIGKILL and not ended else []
            outcomes["ended before" if ended else signal.Signals(number).name] += 1
            outcomes["wrong"] += bool(problems)
            if problems:
                print(
                    f"turn {turn}, {signal.Signals(number).name} after {moment:.2f} s: {problems[:5]} {said}",
                    flush=True,
                )
        process = start(kit, "en")
        said = process.communicate()[0].decode()
        same = held(out) == made["en"] and held(store) == built
        print(
            dict(outcomes), f"slowest end {slowest:.2f} s", "last run the same" if same else f"last run differs: {said}"
        )
        return 0 if same and not outcomes["wrong"] else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0, *sys.argv[3:4]))
