"""A notebook in another language: the prose changes, the code does not, and a reader's own copy stays."""

import nbformat
import pytest

from corpus_tools.report.translation import translate, write_translations


def notebook():
    cells = [
        nbformat.v4.new_markdown_cell("# Terms", metadata={"zh": "# 词频"}),
        nbformat.v4.new_code_cell(
            'LANGUAGE = "en"  # language', metadata={"zh": 'LANGUAGE = "en"  # 语言', "tags": ["parameters"]}
        ),
        nbformat.v4.new_markdown_cell("mine"),
    ]
    return nbformat.v4.new_notebook(cells=cells)


def test_a_cell_is_replaced_by_its_translation_and_one_without_stays():
    chinese = translate(notebook(), "zh")
    assert [cell.source for cell in chinese.cells] == ["# 词频", 'LANGUAGE = "en"  # 语言', "mine"]
    assert translate(notebook()).cells[0].source == "# Terms"
    assert [name for cell in chinese.cells for name in cell.metadata] == ["tags"]


def test_what_is_given_is_not_changed():
    given = notebook()
    translate(given, "zh")
    assert given.cells[0].metadata == {"zh": "# 词频"}
    assert given.cells[0].source == "# Terms"


def test_an_unknown_language_is_refused():
    with pytest.raises(ValueError, match="'fr'; there are en, zh"):
        translate(notebook(), "fr")


def test_copies_state_their_language_and_are_never_overwritten(tmp_path):
    (tmp_path / "notebooks").mkdir()
    nbformat.write(notebook(), tmp_path / "notebooks" / "01_a.ipynb")
    [path] = write_translations(tmp_path / "notebooks", "zh", tmp_path / "notebooks-zh")
    assert nbformat.read(path, as_version=4).cells[1].source == 'LANGUAGE = "zh"  # 语言'
    path.write_text("my own", encoding="utf-8")
    write_translations(tmp_path / "notebooks", "zh", tmp_path / "notebooks-zh")
    assert path.read_text(encoding="utf-8") == "my own"
