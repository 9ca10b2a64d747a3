"""What `SECURITY.md` promises and no test of one module holds: what the code never does, where it never writes, what it needs of a machine."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted((ROOT / "corpus_tools").rglob("*.py"))
NEVER = {"eval", "exec", "compile", "__import__"}
UNSAFE = {("pickle", "load"), ("marshal", "loads"), ("marshal", "load"), ("os", "system"), ("os", "popen"), ("tempfile", "mktemp"), ("tempfile", "gettempdir")}  # fmt: skip
NETWORK = {"requests", "httpx", "urllib3", "http", "ftplib", "smtplib", "aiohttp", "socketserver", "xmlrpc"}
PICKLES = {"executors.py", "worker.py"}  # from and to processes of their own, through pipes
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="limits, links and mounts of Linux")


def calls(path):
    """The calls in a file: their names, as written."""
    nodes = [node.func for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    return [(node.value.id, node.attr) if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) else ("", getattr(node, "id", "")) for node in nodes]  # fmt: skip


def imported(path):
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    plain = [name.name for node in nodes if isinstance(node, ast.Import) for name in node.names]
    return [*plain, *(node.module or "" for node in nodes if isinstance(node, ast.ImportFrom))]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_nothing_is_run_that_was_read(path):
    said = calls(path)
    assert [name for where, name in said if not where and name in NEVER] == []
    assert [pair for pair in said if pair in UNSAFE] == []
    assert ("pickle", "loads") not in said or path.name in PICKLES
    assert "shell=True" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_nothing_asks_the_network(path):
    assert [name for name in imported(path) if name.split(".")[0] in NETWORK or name == "urllib.request"] == []


def test_markup_is_read_without_entities_of_its_own():
    taken = [
        (path.name, name.name)
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in node.names
        if {"lxml", "xml"} & {(getattr(node, "module", "") or "").split(".")[0], name.name.split(".")[0]}
    ]
    assert taken == [("files.py", "SerialisationError")]  # an error, no parser


def kit(*arguments, folder, limit="", **changed):
    """Run a command of the kit in a folder, with so much of an environment as is given."""
    environment = {
        name: value for name, value in (os.environ | {"PYTHONPATH": str(ROOT)} | changed).items() if value is not None
    }
    command = [sys.executable, "-m", "corpus_tools.cli", *map(str, arguments)]
    if limit:
        command = ["bash", "-c", f'{limit}; exec "$@"', "-", *command]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


@pytest.fixture
def place(tmp_path):
    """A folder with blanks and Chinese in its name, with a page of seeds."""
    folder = tmp_path / "我的 报纸"
    (folder / "seeds/issues").mkdir(parents=True)
    (folder / "seeds/issues/清河日报-2024-01-13.txt").write_text(
        "春耕开始\n\n　　雨停了，全县收入163亿元。\n", encoding="utf-8"
    )
    return folder


def one_line(result):
    assert result.returncode == 1
    assert re.fullmatch(r"corpus: .+\n", result.stderr), result.stderr
    return result.stderr


@LINUX
def test_a_machine_without_home_and_language(place):
    bare = dict.fromkeys(("HOME", "LANG", "LC_ALL", "XDG_CACHE_HOME"), None) | {"LC_ALL": "C", "HOME": "/nonexistent"}
    made = kit("parse", "seeds/issues", "--out", "表 格", folder=place, **bare)
    assert (made.returncode, made.stderr) == (0, "")
    assert len(list((place / "表 格").iterdir())) == 16
    assert {path.name for path in place.iterdir()} == {"seeds", "表 格"}


@LINUX
def test_a_full_disk_leaves_no_half_of_a_file(place):
    said = one_line(kit("parse", "seeds/issues", "--out", "out", folder=place, limit="ulimit -f 4"))
    assert "too large" in said
    assert "articles" in said
    assert list((place / "out").iterdir()) == []


@LINUX
def test_a_folder_that_cannot_be_written_is_named(place):
    assert "/proc/no" in one_line(kit("build", "--store", "/proc/no", folder=place))


PROMISES = (ROOT / "SECURITY.md").read_text(encoding="utf-8")


def test_every_promise_names_tests_that_are_there():
    named = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", PROMISES)
    assert len(named) >= 10
    for path, test in named:
        assert (ROOT / path).is_file(), path
        assert not test or f"def {test}(" in (ROOT / path).read_text(encoding="utf-8"), test
