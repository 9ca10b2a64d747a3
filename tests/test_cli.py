"""The commands: what they print, and one clear line for whatever cannot be done."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from report.small_kit import make_kit, writing

from corpus_tools import cli
from corpus_tools.cli import main

ROOT = Path(__file__).resolve().parent.parent
SEED = next((ROOT / "seeds/issues").glob("*.txt"))
USAGE = 2


def said(capsys):
    """The one line that a failed command printed on standard error."""
    out, err = capsys.readouterr()
    assert out == ""
    assert "Traceback" not in err
    assert len(err.splitlines()) == 1, err
    return err


def seeds_with(tmp_path, name, content):
    folder = tmp_path / "seeds" / "issues"
    folder.mkdir(parents=True)
    if content is not None:
        (folder / name).write_bytes(content)
    return folder.parent


BAD = [
    ("none.txt", None, "no "),
    ("empty.txt", b"", "empty"),
    ("blank.txt", b" \n\xe3\x80\x80\n", ""),
    ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "no text"),
    ("broken.txt", "第一行\n".encode() + b"\xff\xfe\xfa\x81\x20\xff\n", ""),
]


@pytest.mark.parametrize(("name", "content", "words"), BAD, ids=[case[0] for case in BAD])
def test_a_bad_seed_is_one_clear_line(tmp_path, capsys, name, content, words):
    seeds = seeds_with(tmp_path, name, content)
    folders = {"--seeds": seeds, "--store": tmp_path / "store", "--figures": tmp_path / "figures"}
    places = [str(part) for pair in folders.items() for part in pair]
    code = main(["run", *places, "--folder", str(ROOT / "notebooks")])
    line = said(capsys)
    assert code == 1
    assert words in line
    assert (name if content is not None else "issues") in line


def test_an_unknown_notebook_is_named(tmp_path, capsys):
    assert main(["run", "99_nothing", "--folder", str(ROOT / "notebooks"), "--figures", str(tmp_path)]) == 1
    line = said(capsys)
    assert "99_nothing" in line
    assert "01_articles" in line


def test_figures_that_cannot_be_written(tmp_path, capsys):
    (tmp_path / "figures").write_text("a file where a folder is needed", encoding="utf-8")
    code = main(
        [
            "run",
            "01",
            "--seeds",
            str(ROOT / "seeds"),
            "--folder",
            str(ROOT / "notebooks"),
            "--figures",
            str(tmp_path / "figures"),
            "--store",
            str(tmp_path / "store"),
        ]
    )
    assert code == 1
    assert "figures" in said(capsys)


@pytest.mark.parametrize("arguments", [[], ["unknown"], ["parse"]])
def test_wrong_usage_ends_with_two(arguments, capsys):
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == USAGE
    assert "usage: corpus" in capsys.readouterr().err


def kit_with(tmp_path, **notebooks):
    """A kit of small notebooks on one made page."""
    seeds_with(tmp_path, "清河日报_2024-01-13_02.txt", "老桥亮起新灯\n\n老桥亮起新灯，投资1.2亿元。\n".encode())
    make_kit(tmp_path, **notebooks)
    return ["run", "--kit", str(tmp_path), "--name", "a run"]


def test_a_run_says_a_line_for_each_notebook_and_where_to_look(tmp_path, capsys, monkeypatch):
    arguments = kit_with(tmp_path, n03_a=writing("03_x.csv", "03_y.csv"))
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 0
    assert capsys.readouterr() == ("03_a  4 files\n1 of 1 notebooks complete\nsee figures/a run/index.html\n", "")
    assert (tmp_path / "figures" / "a run" / "index.html").is_file()


def test_a_run_in_which_a_notebook_fails_goes_on_and_ends_with_one(tmp_path, capsys):
    arguments = kit_with(tmp_path, n03_a=writing(then="1 / 0"), n04_b=writing("04_x.csv"))
    assert main(arguments) == 1
    out, err = capsys.readouterr()
    assert err == "corpus: 03_a  cell 4: ZeroDivisionError: division by zero\n"
    assert out.splitlines()[:2] == ["04_b  3 files", "1 of 2 notebooks complete; failed: 03_a"]


def test_a_seed_that_cannot_be_read_is_named_at_the_end(tmp_path, capsys):
    arguments = kit_with(tmp_path, n03_a=writing("03_x.csv"))
    (tmp_path / "seeds/issues/empty.txt").write_bytes(b"")
    for command in (arguments, ["parse", str(tmp_path / "seeds/issues")]):
        assert main(command) == 1
        out, err = capsys.readouterr()
        assert re.fullmatch(r"corpus: not read: \S+empty.txt: is empty\n", err)
        assert "1 of 1 notebooks complete" in out or "1 articles" in out


@pytest.mark.parametrize("name", ["..", "a/b", "/tmp", "a\\b"])
def test_a_name_that_leads_out_of_the_figures_is_refused(tmp_path, capsys, name):
    assert main([*kit_with(tmp_path, n03_a=writing())[:-1], name]) == 1
    assert "--name" in said(capsys)


def test_a_package_that_is_missing_is_named(capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "corpus_tools.articles.parse", None)
    assert main(["parse", str(SEED)]) == 1
    assert "corpus_tools.articles.parse" in said(capsys)


HEAVY = {"pandas", "numpy", "matplotlib", "jieba", "rjieba", "scipy", "duckdb", "papermill", "nbformat"}


@pytest.mark.parametrize(
    ("arguments", "needed"),
    [
        (["--help"], set()),
        (["run", "--help"], set()),
        (["build", "--help"], set()),
        (["parse", str(SEED)], {"pandas", "numpy"}),
    ],
    ids=["help", "run help", "build help", "parse"],
)
def test_a_command_imports_what_it_needs(arguments, needed):
    script = (
        "import sys\nfrom corpus_tools.cli import main\n"
        f"try:\n    main({arguments!r})\nexcept SystemExit:\n    pass\n"
        f"print(sorted({HEAVY!r} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.splitlines()[-1] == str(sorted(needed))


def test_parse_lists_the_articles(capsys):
    assert main(["parse", str(SEED)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("湖南日报-2024-01-13-01")
    assert "8 articles" in lines


def test_parse_writes_the_tables(tmp_path, capsys):
    assert main(["parse", str(SEED), "--out", str(tmp_path)]) == 0
    written = capsys.readouterr().out.splitlines()
    assert {Path(name).stem for name in written} == {"articles", "lines", "repairs", "quantities"}
    assert all(Path(name).is_file() for name in written)


def test_review_writes_one_page(tmp_path, capsys):
    shutil.copy(SEED, tmp_path / "page.txt")
    assert main(["review", str(tmp_path / "page.txt"), "--out", str(tmp_path / "review.html")]) == 0
    assert capsys.readouterr().out.strip() == str(tmp_path / "review.html")


@pytest.mark.parametrize(("code", "left"), [(130, ["at once 130"]), (1, ["in order 1"])])
def test_a_program_that_was_interrupted_leaves_at_once(monkeypatch, code, left):
    found = []
    monkeypatch.setattr(cli, "main", lambda: code)
    monkeypatch.setattr(cli.os, "_exit", lambda number: found.append(f"at once {number}"))
    monkeypatch.setattr(cli.sys, "exit", lambda number: found.append(f"in order {number}"))
    cli.program()
    assert found[:1] == left


def test_what_stands_after_two_dashes_is_for_jupyterlab(monkeypatch):
    monkeypatch.setattr("corpus_tools.report.lab.open_lab", lambda *asked: asked != (Path("k"), "zh", ["--no-browser", "--port=9000"]))
    assert main(["lab", "--kit", "k", "--language", "zh", "--", "--no-browser", "--port=9000"]) == 0


ESCAPES = "\x1b]0;owned\x07春耕\x1b[31m\n\n　　雨停了。\n"


def called(*command, **environment):
    """What a command prints as a program of its own."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "LC_", "LANG"))}
    return subprocess.run(
        [sys.executable, "-m", "corpus_tools.cli", *map(str, command)],
        env=plain | {"PYTHONPATH": str(ROOT)} | environment,
        capture_output=True,
        check=False,
    )


def test_what_a_terminal_obeys_is_printed_by_name(tmp_path, capsys):
    (tmp_path / "a.txt").write_text(ESCAPES, encoding="utf-8")
    (tmp_path / "b\x1b[2J.doc").write_text("x", encoding="utf-8")
    assert main(["parse", str(tmp_path)]) == 1
    out, err = capsys.readouterr()
    assert "⟨U+001B⟩]0;owned⟨U+0007⟩春耕" in out
    assert "b⟨U+001B⟩[2J.doc" in err
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", out + err)


@pytest.mark.parametrize("encoding", ["ascii:strict", "gbk"])
def test_a_terminal_without_the_characters_gets_their_numbers(tmp_path, encoding):
    (tmp_path / "a.txt").write_text("🙂开张\n\n　　雨停了。\n", encoding="utf-8")
    found = called("parse", tmp_path, PYTHONIOENCODING=encoding)
    assert (found.returncode, found.stderr) == (0, b"")
    assert b"U0001f642" in found.stdout
    assert b"Traceback" not in called("parse", tmp_path / "没有", PYTHONIOENCODING=encoding).stderr


@pytest.mark.skipif(os.name == "nt", reason="a pipe whose reader has gone")
def test_whoever_reads_may_have_read_enough(tmp_path):
    (tmp_path / "a.txt").write_text("春耕开始\n\n　　雨停了。\n", encoding="utf-8")
    reader, writer = os.pipe()
    os.close(reader)
    found = subprocess.run(
        [sys.executable, "-m", "corpus_tools.cli", "parse", str(tmp_path)],
        env=os.environ | {"PYTHONPATH": str(ROOT)}, stdout=writer, stderr=subprocess.PIPE, check=False,
    )  # fmt: skip
    os.close(writer)
    assert (found.returncode, found.stderr) == (1, b"")
