"""The shape of the package: imports run one way, modules stay small, importing does nothing, every public name resolves."""

import ast
import importlib
import re
import subprocess
import sys
from pathlib import Path

import pytest

import corpus_tools

PACKAGE = Path(corpus_tools.__file__).parent
LISTINGS = sorted(path for path in PACKAGE.rglob("__init__.py") if "resources" not in path.parts)
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path.stem != "__init__")
LONGEST_MODULE = 400
LONGEST_BODY = 30
MOST_PARAMETERS = 6


def parts(path):
    """The dotted name of a module below `corpus_tools`, in parts."""
    return path.relative_to(PACKAGE).with_suffix("").parts


def imported(path):
    """The modules and packages that a module imports, each in parts."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module]
    names = [f"{node.module}.{alias.name}" for node in found for alias in node.names]
    return [
        tuple(name.split(".")[1:]) for name in names if name.startswith("corpus_tools.") and ".resources" not in name
    ]


def functions(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


def body_length(node):
    body = node.body[1:] if ast.get_docstring(node) else node.body
    return body[-1].end_lineno - body[0].lineno + 1 if body else 0


def listed(listing):
    """The modules and packages in the order in which the docstring of an `__init__.py` lists them."""
    return re.findall(
        r"^    (\w+)/?  ", ast.get_docstring(ast.parse(listing.read_text(encoding="utf-8"))), re.MULTILINE
    )


@pytest.mark.parametrize("listing", LISTINGS, ids=lambda path: path.parent.name)
def test_every_module_is_in_the_listing(listing):
    there = {path.stem for path in listing.parent.glob("[!_]*.py")}
    packages = {path.parent.name for path in LISTINGS if path.parent.parent == listing.parent}
    assert sorted(listed(listing)) == sorted(there | packages)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: ".".join(parts(path)))
def test_imports_run_one_way(path):
    own = parts(path)
    for name in imported(path):
        level = next(at for at, part in enumerate(own) if at >= len(name) or name[at] != part)
        order = listed(PACKAGE.joinpath(*own[:level], "__init__.py"))
        assert order.index(name[level]) < order.index(own[level]), f"{own} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_modules_and_functions_stay_small(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE
    assert [node.name for node in functions(path) if body_length(node) > LONGEST_BODY] == []
    assert [
        node.name for node in functions(path) if len(node.args.args) + len(node.args.kwonlyargs) > MOST_PARAMETERS
    ] == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_public_functions_say_what_they_return(path):
    top = [node for node in functions(path) if node.col_offset == 0]
    bare = [
        node.name
        for node in top
        if not node.name.startswith("_") and (node.returns is None or not ast.get_docstring(node))
    ]
    assert bare == []


def test_public_names_resolve_and_are_documented():
    assert corpus_tools.__all__
    assert [name for name in corpus_tools.__all__ if not getattr(corpus_tools, name).__doc__] == []


def test_public_names_are_the_ones_that_editors_see():
    block = next(
        node for node in ast.walk(ast.parse((PACKAGE / "__init__.py").read_text("utf-8"))) if isinstance(node, ast.If)
    )
    seen = {alias.name: node.module for node in block.body for alias in node.names}
    assert {name: f"corpus_tools.{home}" for name, home in corpus_tools._HOMES.items()} == seen
    assert corpus_tools.__all__ == list(seen)
    assert set(corpus_tools.__all__) <= set(dir(corpus_tools))


def test_a_public_name_is_never_a_module():
    names = {path.stem for path in PACKAGE.glob("*.py")} | {path.name for path in PACKAGE.iterdir() if path.is_dir()}
    assert names & set(corpus_tools.__all__) == set()
    importlib.import_module("corpus_tools.stats.keyness")
    assert callable(corpus_tools.keyness)
    with pytest.raises(AttributeError, match="nothing"):
        corpus_tools.nothing  # noqa: B018


def test_importing_does_nothing(tmp_path):
    script = "import corpus_tools, sys, logging; print(sorted(m for m in sys.modules if m in ('pandas', 'jieba', 'papermill')))"
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    assert done.stderr == ""
    assert list(tmp_path.iterdir()) == []
