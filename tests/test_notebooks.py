"""The notebooks: stripped, short, in order; each runs alone and leaves the same bytes twice."""

import ast
import json
import re
import shutil
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup

from corpus_tools.report.runs import find_notebooks, run_notebooks
from corpus_tools.resources import read_rows

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = find_notebooks(ROOT / "notebooks")
# Of the seed's one day there is nothing to compare, and no figure is drawn.
WITHOUT_PICTURES = {"07_comparison"}
MOST_CODE_CELLS = 15
MOST_LINES = 12
FORBIDDEN = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.For, ast.While, ast.Try)
PARAMETERS = {"SEEDS", "STORE", "ISSUES", "OUT", "LANGUAGE"}

each = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def cells(path, kind):
    return [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == kind]


def parameters(path):
    return next(cell for cell in cells(path, "code") if "parameters" in cell.metadata.get("tags", []))


@each
def test_is_stripped(path):
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert [cell.id for cell in notebook.cells] == [
        f"cell-{number:02d}" for number in range(1, len(notebook.cells) + 1)
    ]
    assert all(cell.outputs == [] and cell.execution_count is None for cell in cells(path, "code"))
    assert notebook.metadata == {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}


@each
def test_opens_with_question_reads_and_writes(path):
    first = nbformat.read(path, as_version=4).cells[0]
    assert first.cell_type == "markdown"
    assert re.match(rf"# {path.name[:2]} \S+", first.source)
    assert all(word in first.source for word in ("**Question.**", "**Reads.**", "**Writes.**"))


@each
def test_code_is_short_and_straight(path):
    code = cells(path, "code")
    assert len(code) <= MOST_CODE_CELLS
    assert [cell.id for cell in code if len(cell.source.splitlines()) > MOST_LINES] == []
    trees = [ast.walk(ast.parse(cell.source)) for cell in code]
    assert [node for tree in trees for node in tree if isinstance(node, FORBIDDEN)] == []


@each
def test_checks_what_it_reads(path):
    assert any(line.startswith("assert ") for cell in cells(path, "code") for line in cell.source.splitlines())


@each
def test_paths_stand_in_the_parameters_cell_only(path):
    named = {node.id for node in ast.walk(ast.parse(parameters(path).source)) if isinstance(node, ast.Name)}
    assert named >= PARAMETERS
    others = [cell.source for cell in cells(path, "code") if "parameters" not in cell.metadata.get("tags", [])]
    assert [source for source in others if re.search(r"[\"']\.\./|seeds/|figures/", source)] == []


@each
def test_begins_from_the_corpus_and_states_no_input_by_hand(path):
    code = "\n".join(cell.source for cell in cells(path, "code"))
    assert "corpus = ct.open_corpus(STORE, seeds=SEEDS, issues=ISSUES)" in code
    assert re.findall(r"inputs=|read_issues|parse_issues|find_quantities|find_periods", code) == []
    assert re.findall(r"ct\.save_|house_style|captions=", code) == []  # a figure or a table is one call
    assert re.findall(r"report = ct\.Report\(corpus, OUT, LANGUAGE|ct\.Report\(corpus, OUT, LANGUAGE\)", code) != []


@each
def test_asks_answers_and_says_what_to_change(path):
    prose = [cell.source for cell in cells(path, "markdown")]
    assert [text for text in prose if text.startswith("## Answer")]
    assert [text for text in prose if text.startswith("**Now change this.**")] == prose[-1:]
    assert re.search(rf'report\.say\("answer_{path.name[:2]}"', cells(path, "code")[-1].source)
    names = {line.split(" = ")[0] for line in parameters(path).source.splitlines()}
    assert {name for name in names if f"`{name}`" in prose[-1]} or "seeds/" in prose[-1]


@each
def test_figures_and_tables_are_called_by_their_captions_and_tagged(path):
    stated = {name for name, *_ in read_rows("report/captions.tsv")}
    for cell in cells(path, "code"):
        called = re.findall(r'\.(figure|table)\("(\w+)"', cell.source)
        assert {name for _, name in called} <= stated
        assert [f"{kind}-{name}" for kind, name in called] == [
            tag for tag in cell.metadata.get("tags", []) if "-" in tag
        ]


@each
def test_every_cell_of_prose_is_translated(path):
    prose = [*cells(path, "markdown"), parameters(path)]
    assert [cell.id for cell in prose if not re.search("[\u4e00-\u9fff]", cell.metadata.get("zh", ""))] == []
    for cell in cells(path, "markdown"):
        chinese = cell.metadata["zh"]
        assert re.findall(r"^#+ ", chinese, re.MULTILINE) == re.findall(r"^#+ ", cell.source, re.MULTILINE), cell.id
        assert sorted(re.findall("`[^`]+`", chinese)) == sorted(re.findall("`[^`]+`", cell.source)), cell.id
        assert chinese.count("\n\n") == cell.source.count("\n\n"), cell.id
    own = parameters(path)
    assert ast.dump(ast.parse(own.metadata["zh"])) == ast.dump(ast.parse(own.source))


def test_every_caption_and_every_sentence_is_used():
    code = "\n".join(cell.source for path in NOTEBOOKS for cell in cells(path, "code"))
    assert [name for name, *_ in read_rows("report/captions.tsv") if f'("{name}"' not in code] == []
    said = {key for key, *_ in read_rows("report/sentences.tsv")} - {"rows", "corpus"}
    assert [key for key in said if f'"{key}"' not in code] == []


@each
def test_prose_types_no_number(path):
    prose = "\n".join(cell.source for cell in cells(path, "markdown")[1:])
    assert re.findall(r"\d+(?:\.\d+)?%|\b\d{3,}\b", re.sub(r"\(?\b(?:19|20)\d\d\b\)?", "", prose)) == []


@pytest.fixture(scope="module")
def kit(tmp_path_factory):
    """A copy of what a researcher has: seeds and notebooks, no figures."""
    folder = tmp_path_factory.mktemp("kit")
    for name in ("seeds", "notebooks"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


def written(store):
    """The files of a store, and when each was written; of the lock alone the last is no matter."""
    files = [path for path in store.rglob("*") if path.is_file() and path.name != "lock"]
    return {path: path.stat().st_mtime_ns for path in files}


@each
def test_runs_alone_and_gives_what_is_committed(path, kit):
    before = written(kit / "build")
    committed = next((ROOT / "figures").glob("*/manifest.json"))
    [outcome] = run_notebooks(
        [kit / "notebooks" / path.name], kit / "figures" / committed.parent.name, seeds=kit / "seeds",
        chosen={"STORE": kit / "build" / "corpus"},
    )  # fmt: skip
    assert outcome.problem == ""
    assert not before or written(kit / "build") == before  # a second notebook costs no parse
    pictures = set() if path.stem in WITHOUT_PICTURES else {".pdf", ".svg", ".png"}
    assert {file.suffix for file in outcome.files} >= {*pictures, ".csv", ".json", ".ipynb", ".html"}
    made = json.loads((kit / "figures" / committed.parent.name / "manifest.json").read_text(encoding="utf-8"))
    assert made["notebooks"][path.stem] == json.loads(committed.read_text(encoding="utf-8"))["notebooks"][path.stem]


@each
def test_executed_copy_is_clean(path):
    executed = nbformat.read(next((ROOT / "figures").glob(f"*/{path.name}")), as_version=4)
    outputs = [output for cell in executed.cells if cell.cell_type == "code" for output in cell.outputs]
    assert [output for output in outputs if output.output_type == "error" or output.get("name") == "stderr"] == []
    assert any("image/png" in output.get("data", {}) for output in outputs) == (path.stem not in WITHOUT_PICTURES)


@each
def test_no_picture_lacks_its_alt_text(path):
    executed = next((ROOT / "figures").glob(f"*/{path.name}"))
    code = [cell for cell in nbformat.read(executed, as_version=4).cells if cell.cell_type == "code"]
    pictures = [output for cell in code for output in cell.outputs if "image/png" in output.get("data", {})]
    said = [output.metadata["image/png"]["alt"] for output in pictures]
    assert all(len(text) > 40 for text in said)
    page = BeautifulSoup(executed.with_suffix(".html").read_text(encoding="utf-8"), "html.parser")
    assert [picture["alt"] for picture in page.find_all("img")] == said
