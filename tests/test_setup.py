"""What a researcher sets up: the lock, the conda file, the seeds, and `run.py` itself."""

import ast
import hashlib
import re
import sys
import tomllib
from pathlib import Path

import pytest

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


@pytest.mark.parametrize(
    "name", ["seeds", "notebooks", "corpus_tools", "figures", "tests", "environment.yml", "README.md", "LICENSE"]
)
def test_top_level(name):
    assert (ROOT / name).exists()
