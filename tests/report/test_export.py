"""The bundle of a figure or a table: same bytes, embedded fonts, selectable text, the data that is drawn."""

import hashlib
import json
import warnings
from io import BytesIO
from pathlib import Path

import matplotlib.pyplot as plt
import nbformat
import pandas as pd
import pypdfium2
import pytest
from matplotlib.lines import Line2D
from nbclient import NotebookClient
from PIL import Image

from corpus_tools.plots.frames import attach, attached, axes_for
from corpus_tools.plots.style import house_style
from corpus_tools.plots.terms import plot_ranking
from corpus_tools.report.export import save_figure, save_table
from corpus_tools.sources.issues import Issue
from corpus_tools.tables import make_table
from corpus_tools.tokens.lexicon import Lexicon

TABLE = pd.DataFrame({"term": ["县域经济", "茶叶"], "n": [3, 2]})
RARE = "䶮"  # a character of a name, outside GB 2312
CAPTIONS = {"zh": "词频", "en": "Frequency"}
NO_GLYPH = "\U000a0000"  # no typeface has it: private and unassigned


@pytest.fixture(autouse=True)
def _styled():
    with house_style(language="zh"):
        yield
    plt.close("all")


def bars(title="每万词频次"):
    ax = axes_for(None, rows=2)
    ax.barh([*TABLE["term"]], TABLE["n"])
    ax.set_title(title)
    return attach(ax, TABLE)


def pdf_of(folder, title):
    return next(path for path in save_figure(bars(title), folder / "bars") if path.suffix == ".pdf")


def test_writes_the_bundle_and_returns_its_paths(tmp_path):
    written = save_figure(bars(), tmp_path / "03_bars", captions=CAPTIONS)
    assert [path.name for path in written] == [
        f"03_bars{suffix}" for suffix in (".pdf", ".svg", ".png", ".csv", ".json")
    ]
    assert sorted(tmp_path.iterdir()) == sorted(written)


def test_the_same_figure_gives_the_same_bytes(tmp_path):
    first, second = (save_figure(bars(), tmp_path / run / "bars") for run in ("one", "two"))
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_saving_twice_gives_the_same_bytes(tmp_path):
    ax = bars()
    first, second = (save_figure(ax, tmp_path / run / "bars") for run in ("one", "two"))
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_a_figure_can_be_changed_and_saved_again(tmp_path):
    ax = bars()
    save_figure(ax, tmp_path / "a")
    before = ax.get_position().x0
    ax.set_yticks([0, 1], ["凝聚县域经济高质量发展合力", "茶叶"])
    save_figure(ax, tmp_path / "b")
    assert ax.get_position().x0 > before + 0.05


def test_what_drawing_warns_of_is_heard(tmp_path):
    class Warner(Line2D):
        def draw(self, renderer):
            warnings.warn("a sign of what is wrong", RuntimeWarning, stacklevel=1)
            super().draw(renderer)

    ax = bars()
    ax.add_line(Warner([0, 1], [0, 1]))
    with pytest.warns(RuntimeWarning, match="a sign of what is wrong"):
        save_figure(ax, tmp_path / "a")


def test_the_csv_holds_what_is_drawn(tmp_path):
    terms = make_table(
        "terms",
        [
            {"term": term, "n": n, "per_10k": n / 2, "rank": rank}
            for rank, (term, n) in enumerate([("茶叶", 8), ("公路", 6), ("桥", 1)], 1)
        ],
    )
    csv = save_figure(plot_ranking(terms, top=2), tmp_path / "ranking")[3]
    assert pd.read_csv(csv, encoding="utf-8-sig")["term"].tolist() == ["茶叶", "公路"]


def test_the_csv_is_never_an_earlier_plots(tmp_path):
    ax = bars()
    attach(ax, TABLE.head(1))
    assert len(pd.read_csv(save_figure(ax, tmp_path / "bars")[3])) == 1


def test_panels_have_a_csv_each(tmp_path):
    _, (left, right) = plt.subplots(1, 2)
    attach(left, TABLE)
    attach(right, TABLE.head(1))
    names = [path.name for path in save_figure(left, tmp_path / "two")]
    assert names[3:5] == ["two_a.csv", "two_b.csv"]


def test_the_pdf_embeds_truetype(tmp_path):
    content = pdf_of(tmp_path, "词频").read_bytes()
    assert b"/CIDFontType2" in content
    assert b"/FontFile2" in content
    assert b"/Type3" not in content


def test_the_pdf_has_text_that_can_be_selected(tmp_path):
    page = pypdfium2.PdfDocument(pdf_of(tmp_path, f"词频与{RARE}"))[0]
    text = page.get_textpage().get_text_bounded()
    assert all(word in text for word in ("县域经济", "茶叶", f"词频与{RARE}"))


def test_the_pdf_is_as_wide_as_a_column(tmp_path):
    width, _ = pypdfium2.PdfDocument(pdf_of(tmp_path, "词频"))[0].get_size()
    assert width / 72 * 25.4 == pytest.approx(89, abs=0.1)


def test_the_png_has_600_dpi(tmp_path):
    with Image.open(save_figure(bars(), tmp_path / "bars")[2]) as picture:
        assert round(picture.info["dpi"][0]) == 600
        assert picture.width == pytest.approx(89 / 25.4 * 600, abs=1)


@pytest.mark.parametrize("title", [f"缺{NO_GLYPH}字", f"$x^2$缺{NO_GLYPH}字", "$面积^2$"])
def test_a_missing_glyph_is_an_error_each_time(tmp_path, title):
    ax = bars(title)
    for _ in range(2):
        with pytest.raises(ValueError, match=r"not fit for print – .*(missing|does not have a glyph)"):
            save_figure(ax, tmp_path / "bars")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("title", ["很长的标题" * 30, "很长的标题" * 10])
def test_a_title_that_runs_off_is_wrapped(tmp_path, title):
    assert len(save_figure(bars(title), tmp_path / "bars")) == 5


def test_a_text_of_ones_own_that_runs_off_is_an_error(tmp_path):
    ax = bars()
    ax.text(0.9, 0.5, "很长的说明" * 9, transform=ax.transAxes)
    ax.figure.set_layout_engine("none")
    with pytest.raises(ValueError, match=r"not fit for print – '很长.* runs off its edge"):
        save_figure(ax, tmp_path / "bars")
    assert list(tmp_path.iterdir()) == []


def test_a_missing_glyph_is_named_with_its_label(tmp_path):
    with pytest.raises(ValueError, match=r"'缺.*字' holds '.*000a0000'"):
        save_figure(bars(f"缺{NO_GLYPH}字"), tmp_path / "bars")


def parts(count):
    return [attach(bars(), TABLE, notes=[("part_of", {"part": part, "parts": count})]) for part in range(1, count + 1)]


def test_parts_are_numbered(tmp_path):
    names = [path.name for path in save_figure(parts(2), tmp_path / "map")]
    assert names[::5] == ["map_1.pdf", "map_2.pdf"]
    assert len(names) == 10
    assert save_figure(parts(1), tmp_path / "map")[0].name == "map.pdf"


def test_captions_say_what_limits_the_figure(tmp_path):
    record = json.loads(save_figure(parts(2), tmp_path / "map", captions=CAPTIONS)[9].read_text(encoding="utf-8"))
    assert record["captions"] == {"zh": "词频（第 2 部分，共 2 部分）", "en": "Frequency (part 2 of 2)"}


def test_too_little_to_draw_writes_nothing(tmp_path):
    ax = attach(axes_for(None), TABLE.head(1), least=2)
    assert save_figure(ax, tmp_path / "out" / "bars") == []
    assert list(tmp_path.iterdir()) == []


CELLS = (
    "import pandas as pd\nimport corpus_tools as ct\nfrom corpus_tools.plots.frames import attach, axes_for",
    """with ct.house_style(language="zh"):
    ct.save_figure(attach(axes_for(None), pd.DataFrame({"n": [1, 2]})), "one", captions={"zh": "词频"})""",
    'with ct.house_style():\n    ct.save_figure(attach(axes_for(None), pd.DataFrame({"n": [1]}), least=2), "none")',
    """with ct.house_style():
    ct.save_figure([attach(axes_for(None), pd.DataFrame({"n": [1, 2]})) for _ in "ab"], "two")""",
)


@pytest.mark.parametrize("backend", ["module://matplotlib_inline.backend_inline", "agg"])
def test_every_figure_saved_is_shown_once_in_a_notebook(tmp_path, monkeypatch, backend):
    monkeypatch.setenv("MPLBACKEND", backend)
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in CELLS + CELLS[1:]])
    NotebookClient(notebook, kernel_name="python3", resources={"metadata": {"path": tmp_path}}).execute()
    shown = [[output.get("data", {}) for output in cell.outputs] for cell in notebook.cells]
    assert [sum("image/png" in data for data in outputs) for outputs in shown] == [0, 1, 0, 2, 1, 0, 2]
    assert len(list(tmp_path.glob("*.pdf"))) == 3
    assert shown[1][0]["image/png"] == shown[4][0]["image/png"]
    assert "Only 1 found" in shown[2][0]["text/plain"]


def test_a_formula_beside_chinese_is_no_error(tmp_path):
    assert len(save_figure(bars("面积 $m^2$"), tmp_path / "bars")) == 5


def test_axes_without_a_table_are_an_error(tmp_path):
    with pytest.raises(ValueError, match="no table is attached"):
        save_figure(axes_for(None), tmp_path / "bars")


def test_the_record_says_where_the_figure_comes_from(tmp_path):
    issue = Issue("seeds/issues/页.txt", "", sha256="ab" * 32)
    extra = tmp_path / "extra.csv"
    extra.write_bytes(b"a")
    paths = save_figure(
        bars(),
        tmp_path / "bars",
        captions=CAPTIONS,
        inputs=[issue, extra],
        lexicon=Lexicon(),
        parameters={"top": 2, "seed": 1},
    )
    record = json.loads(paths[-1].read_text(encoding="utf-8"))
    assert record["captions"] == CAPTIONS
    assert record["inputs"] == {"extra.csv": hashlib.sha256(b"a").hexdigest(), "页.txt": "ab" * 32}
    assert record["lexicon"] == Lexicon().hash
    assert record["parameters"] == {"seed": 1, "top": 2}
    assert record["files"] == {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths[:-1]}


def test_the_record_names_no_folder_and_no_moment(tmp_path):
    text = save_figure(bars(), tmp_path / "bars", inputs=[Issue(str(tmp_path / "a.txt"), "")])[-1].read_text(
        encoding="utf-8"
    )
    assert str(tmp_path) not in text


def test_a_folder_that_cannot_be_made_is_an_os_error(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(OSError, match="file"):
        save_figure(bars(), tmp_path / "file" / "bars")


def test_a_table_is_written_in_every_form(tmp_path):
    names = [path.name for path in save_table(TABLE, tmp_path / "03_terms", captions=CAPTIONS)]
    assert names == ["03_terms.csv", "03_terms.tex", "03_terms.xlsx", "03_terms.json"]


@pytest.mark.parametrize("suffix", [".csv", ".tex", ".xlsx"])
def test_a_suffix_asks_for_one_form(tmp_path, suffix):
    path = tmp_path / f"terms{suffix}"
    assert save_table(TABLE, path) == [path]
    assert list(tmp_path.iterdir()) == [path]


def test_a_table_gives_the_same_bytes(tmp_path):
    first, second = (save_table(TABLE, tmp_path / run / "terms") for run in ("one", "two"))
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_saving_leaves_the_table_as_it_was(tmp_path):
    before = TABLE.copy(deep=True)
    save_table(TABLE, tmp_path / "terms")
    pd.testing.assert_frame_equal(TABLE, before)


def test_other_warnings_stay_warnings(tmp_path):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert attached(bars()) is not None
        save_figure(bars(), tmp_path / "bars")
    assert BytesIO((tmp_path / "bars.png").read_bytes()).read(4) == b"\x89PNG"


def test_a_table_with_a_column_twice_is_refused(tmp_path):
    with pytest.raises(ValueError, match="more than once"):
        save_table(pd.DataFrame([[1, 2]], columns=["n", "n"]), tmp_path / "t")
