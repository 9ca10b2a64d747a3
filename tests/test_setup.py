"""What a researcher sets up: the lock, the conda file, the seeds, and `run.py` itself."""

import ast
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import corpus_tools

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
ENVIRONMENT = (ROOT / "environment.yml").read_text(encoding="utf-8")


def wanted():
    return [
        re.match(r"[\w-]+", entry)[0]
        for entry in PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"]
    ]


def locked():
    return dict(re.findall(r"^([\w.-]+)==([^ ;\\]+)", LOCK, re.MULTILINE))


def test_lock_pins_every_dependency_with_a_hash():
    assert set(wanted()) <= set(locked())
    assert len(re.findall(r"^[\w.-]+==", LOCK, re.MULTILINE)) == len(locked()), (
        "one version a package, for every Python"
    )
    assert LOCK.count("--hash=sha256:") >= len(locked())


def test_lock_names_no_address():
    assert re.findall(r"https?://|file:|--index|--find-links", LOCK) == []


def test_conda_file_pins_what_the_lock_pins():
    pins = dict(re.findall(r"^ +- ([\w.-]+)==(\S+)$", ENVIRONMENT, re.MULTILINE))
    assert pins == {name: locked()[name] for name in wanted()}
    assert f"python {PROJECT['project']['requires-python']}" in ENVIRONMENT


def test_every_dependency_has_its_reason():
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    without = [name for name in wanted() if not re.search(rf'"{re.escape(name)}[^"]*",\s+# \S+', text)]
    assert without == []


def test_seeds_are_unchanged():
    sums = (ROOT / "seeds/issues/SHA256SUMS").read_text(encoding="utf-8").splitlines()
    for line in sums:
        digest, name = line.split("  ")
        assert hashlib.sha256((ROOT / "seeds/issues" / name).read_bytes()).hexdigest() == digest, name
    assert len(sums) >= 1


def test_run_needs_the_standard_library_only():
    tree = ast.parse((ROOT / "run.py").read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names


def test_the_version_stands_in_the_package_alone():
    assert PROJECT["project"]["dynamic"] == ["version"]
    assert PROJECT["tool"]["setuptools"]["dynamic"]["version"] == {"attr": "corpus_tools.__version__"}
    assert re.fullmatch(r"\d+\.\d+\.\d+", corpus_tools.__version__)


def test_the_package_need_not_be_installed(tmp_path):
    script = (
        "import importlib.metadata as m\nold = m.version\n"
        "def version(name):\n    if name == 'corpus-tools':\n        raise m.PackageNotFoundError(name)\n    return old(name)\n"
        "m.version = version\n"
        "from corpus_tools.report.provenance import provenance\nprint(provenance()['packages']['corpus-tools'])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == corpus_tools.__version__


def hand(*arguments, cwd, python=sys.executable):
    """Give `arguments` to run.py, with an interpreter that is used as it is."""
    environment = os.environ | {"KIT_PYTHON": str(python)}
    command = [sys.executable, str(ROOT / "run.py"), *arguments]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=cwd, env=environment, encoding="utf-8"
    )


def test_run_finds_the_kit_from_anywhere_and_files_from_where_one_stands(tmp_path):
    shutil.copy(next((ROOT / "seeds/issues").glob("*.txt")), tmp_path / "page.txt")
    assert hand("parse", "page.txt", cwd=tmp_path).stdout.splitlines()[-3] == "8 articles"
    unknown = hand("run", "99", cwd=tmp_path)
    assert unknown.returncode == 1
    assert "01_articles" in unknown.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["page.txt"]


def test_run_says_what_it_can_do(tmp_path):
    said = hand("--help", cwd=tmp_path)
    assert said.returncode == 0
    assert all(word in said.stdout for word in ("run.py lab", "run.py test", "parse", "review", "KIT_PYTHON"))


def test_an_interpreter_that_is_none_is_one_line(tmp_path):
    said = hand("--version", cwd=tmp_path, python=tmp_path / "none")
    assert (said.returncode, len(said.stderr.splitlines())) == (1, 1)
    assert "KIT_PYTHON" in said.stderr


@pytest.mark.parametrize(
    "name", ["seeds", "notebooks", "corpus_tools", "figures", "tests", "environment.yml", "README.md", "LICENSE"]
)
def test_top_level(name):
    assert (ROOT / name).exists()
