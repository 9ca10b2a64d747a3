"""Runs of notebooks: one that fails takes nothing away, one that is stopped leaves no mixture, the same seeds give the same bytes."""

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import corpus_jobs as made
import pytest
from report.small_kit import PARAMETERS, make_kit, notebook, writing

from corpus_tools.report.outputs import Outputs
from corpus_tools.report.runs import find_notebooks, run_name, run_notebooks
from corpus_tools.sources.issues import Issue

ROOT = Path(__file__).resolve().parents[2]
NAME = "清河日报-2024-01-13"
SLEEPS = "import os, time\nPath('part').write_text(str(os.getpid()))\nPath('part').rename('begun')\ntime.sleep(60)"
SOON = 20.0  # seconds for a kernel to start on a busy machine


def run(kit, notebooks, **options):
    return run_notebooks(notebooks, kit / "figures" / NAME, seeds=kit / "seeds", **options)


def texts(kit):
    folder = kit / "figures" / NAME
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def true_of_what_is_there(kit):
    """Whether the manifest names every file and its digest."""
    files = texts(kit)
    named = json.loads(files.pop("manifest.json"))["notebooks"].values()
    files.pop("index.html")
    return {n: d for made in named for n, d in made.items()} == {
        n: hashlib.sha256(b).hexdigest() for n, b in files.items()
    }


def test_two_runs_give_the_same_bytes_and_name_no_folder_but_the_last(tmp_path):
    notebooks = make_kit(tmp_path, n03_a=writing("03_x.csv", "03_y.csv"), n04_b=writing("04_x.csv"))
    heard = []
    outcomes = run(tmp_path, notebooks, language="zh", tell=heard.append)
    first = texts(tmp_path)
    assert sorted(heard, key=notebooks_name) == outcomes
    assert [(outcome.notebook, outcome.problem) for outcome in outcomes] == [("03_a", ""), ("04_b", "")]
    assert set(first) == {"index.html", "manifest.json"} | {path.name for outcome in outcomes for path in outcome.files}
    assert first["03_x.csv"] == b"zh"
    assert b"PosixPath" in first["03_a.ipynb"] or os.name == "nt"
    assert [name for name, content in first.items() if b".run-" in content] == []
    assert f'OUT = \\"../figures/{NAME}\\"' in first["03_a.ipynb"].decode()
    assert true_of_what_is_there(tmp_path)
    run(tmp_path, notebooks, language="zh")
    assert texts(tmp_path) == first


def notebooks_name(outcome):
    return outcome.notebook


def test_a_failure_stops_no_other_and_takes_nothing_away(tmp_path):
    make_kit(tmp_path, n03_a=writing("03_x.csv", "03_y.csv"), n04_b=writing("04_x.csv"))
    run(tmp_path, find_notebooks(tmp_path / "notebooks"))
    before = texts(tmp_path)
    make_kit(tmp_path, n03_a=writing("03_x.csv", then="raise ValueError('no\\n terms')"), n04_b=writing("04_new.csv"))
    outcomes = run(tmp_path, find_notebooks(tmp_path / "notebooks"))
    after = texts(tmp_path)
    assert [outcome.problem for outcome in outcomes] == ["cell 4: ValueError: no terms", ""]
    assert {name: after[name] for name in before if name.startswith("03")} == {
        n: c for n, c in before.items() if n.startswith("03")
    }
    assert b"ValueError" in after["03_a.failed.ipynb"]
    assert "no terms" in after["index.html"].decode()
    assert "04_new.csv" in after
    assert "04_x.csv" not in after
    assert list((tmp_path / "figures").iterdir()) == [tmp_path / "figures" / NAME]
    make_kit(tmp_path, n03_a=writing("03_x.csv"))
    run(tmp_path, find_notebooks(tmp_path / "notebooks", ["03"]))
    assert not {"03_a.failed.ipynb", "03_y.csv"} & set(texts(tmp_path))
    assert true_of_what_is_there(tmp_path)


def test_a_notebook_without_parameters_is_named(tmp_path):
    notebooks = make_kit(tmp_path, n03_a=notebook("1", parameters=""), n04_b=writing("04_x.csv"))
    outcomes = run(tmp_path, notebooks)
    assert "no parameters ['LANGUAGE', 'OUT', 'SEEDS']" in outcomes[0].problem
    assert outcomes[1].problem == ""


def started(kit, notebooks):
    """A run in a process of its own, whose last notebook sleeps."""
    code = (
        "import sys; from pathlib import Path; from corpus_tools.report.runs import *;"
        f"kit = Path({str(kit)!r});"
        f"out = run_notebooks([Path(p) for p in {list(map(str, notebooks))!r}], kit / 'figures' / {NAME!r}, seeds=kit / 'seeds');"
        "print([o.problem for o in out])"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, cwd=ROOT, start_new_session=os.name != "nt"
    )
    wait_for(kit / "notebooks" / "begun")
    return process


def wait_for(path, seconds=3 * SOON):
    end = time.monotonic() + seconds
    while not path.exists():
        assert time.monotonic() < end, path
        time.sleep(0.05)


def kernel_lives(kit):
    """Whether the process of the notebook that sleeps still runs: it has written down its id."""
    command = Path("/proc", (kit / "notebooks" / "begun").read_text(encoding="utf-8"), "cmdline")
    return command.exists() and command.read_bytes() != b""


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="reads /proc")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_run_that_is_stopped_leaves_what_was_there_and_no_process(tmp_path, number):
    run(tmp_path, make_kit(tmp_path, n04_b=writing("04_x.csv")))
    before = texts(tmp_path)
    with started(tmp_path, make_kit(tmp_path, n04_b=writing("04_new.csv", then=SLEEPS))) as process:
        assert kernel_lives(tmp_path)
        begun = time.monotonic()
        process.send_signal(number)
        said, _ = process.communicate()
        assert time.monotonic() - begun < SOON
    assert said == ("" if number == signal.SIGKILL else "['interrupted']\n")
    while kernel_lives(tmp_path):
        assert time.monotonic() - begun < SOON
        time.sleep(0.1)
    assert texts(tmp_path) == before
    with Outputs(tmp_path / "figures" / NAME).held():
        pass
    assert list((tmp_path / "figures").iterdir()) == [tmp_path / "figures" / NAME]


def test_a_second_run_on_the_folder_is_told_who_holds_it(tmp_path):
    with started(tmp_path, make_kit(tmp_path, n04_b=writing("04_new.csv", then=SLEEPS))) as process:
        with pytest.raises(RuntimeError, match=rf"{NAME} is held by process {process.pid} on "):
            run(tmp_path, make_kit(tmp_path, n03_a=writing("03_x.csv")))
        process.terminate()


DAY = ("海南日报", "2026-07-20")
NAMES = [
    ([("湖南日报", "2024-01-13", "")], "湖南日报-2024-01-13"),
    ([("湖南日报", "2024-01-13", "03")], "湖南日报-2024-01-13-p03"),
    ([(*DAY, f"{page:02}") for page in range(1, 9)], "海南日报-2026-07-20_8-pages"),
    ([(*DAY, "01"), ("海南日报", "2026-07-28", "01")], "海南日报_2026-07-20…2026-07-28_2-pages"),
    ([(*DAY, "01"), ("清河日报", "2019-02-01", "01")], "2-newspapers_2019-02-01…2026-07-20_2-pages"),
    ([(*DAY, "01"), ("", "", "")], "1-newspapers-and-unnamed-2026-07-20_2-pages"),
    ([("", "", ""), ("", "", "")], "2-pages"),
    ([("a/b:c*", "2024-01-13", "")], "a_b_c-2024-01-13"),
]


def test_notebooks_that_find_no_store_make_it_once_in_turn(tmp_path):
    seeds = made.make_seeds(tmp_path / "seeds", days=2)
    made.put(seeds / "lexicon/words.tsv", "机耕道\tn\n")
    made.put(seeds / "rules/units.tsv", "穗\t穗\tcount\n")
    opening = "import corpus_tools as ct\ncorpus = ct.open_corpus(STORE, seeds=SEEDS)"
    asked = "assert '机耕道' in corpus.lexicon.tags and corpus.rules != ct.Rules() and len(corpus.articles)"
    both = [notebook(opening, asked, parameters=f'{PARAMETERS}\nSTORE = "nowhere"') for _ in range(2)]
    notebooks = make_kit(tmp_path, n03_a=both[0], n04_b=both[1])
    outcomes = run(tmp_path, notebooks, chosen={"STORE": tmp_path / "build/corpus"})
    assert [outcome.problem for outcome in outcomes] == ["", ""]
    assert b'STORE = \\"../build/corpus\\"' in texts(tmp_path)["03_a.ipynb"]
    assert not (tmp_path / "notebooks/nowhere").exists()


@pytest.mark.parametrize(("pages", "name"), NAMES, ids=[name for _, name in NAMES])
def test_a_run_is_named_after_what_is_in_it(pages, name):
    issues = [Issue(f"{at}.txt", "", *page) for at, page in enumerate(pages)]
    assert run_name(issues) == name
    assert run_name(issues, "zh") == f"{name}-zh"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_long_name_is_cut_and_stays_its_own(language):
    names = {run_name([Issue("a.txt", "", "清" * 200 + end, "2024-01-13")], language) for end in "ab"}
    assert len(names) == 2
    assert all(len(name.removesuffix("-zh").encode()) <= 120 for name in names)


def test_notebooks_are_found_by_the_beginning_of_their_names(tmp_path):
    make_kit(tmp_path, n03_a=notebook(), n04_b=notebook())
    folder = tmp_path / "notebooks"
    assert [path.stem for path in find_notebooks(folder)] == ["03_a", "04_b"]
    assert [path.stem for path in find_notebooks(folder, ["04"])] == ["04_b"]
    with pytest.raises(ValueError, match=r"no notebook 05 in .*; it has \['03_a', '04_b'\]"):
        find_notebooks(folder, ["05"])


def test_chosen_parameters_go_to_the_notebooks_that_have_them(tmp_path):
    said = notebook(
        "from pathlib import Path\nPath(f'{OUT}/03_said.csv').write_text(BEFORE)",
        parameters=PARAMETERS + '\nBEFORE = ""',
    )
    paths = make_kit(tmp_path, n03_said=said, n04_other=writing("04_other.csv"))
    outcomes = run_notebooks(paths, tmp_path / "figures/run", seeds=tmp_path / "seeds", chosen={"BEFORE": "2024-01"})
    assert [outcome.problem for outcome in outcomes] == ["", ""]
    assert (tmp_path / "figures/run/03_said.csv").read_text() == "2024-01"
