"""The page map and the ledger account for every character of the lines."""

import json
from pathlib import Path

import matplotlib.pyplot as plt
import pytest

from corpus_tools.plots.frames import attached
from corpus_tools.plots.pages import plot_ledger, plot_page
from corpus_tools.plots.style import house_style
from corpus_tools.resources import read_rows
from corpus_tools.tables import make_table

ROLES = set(
    "column kicker title subtitle byline body subhead caption credit editors_note note furniture leftover".split()
)
CASES = json.loads((Path(__file__).parent.parent / "cases" / "drawings.json").read_text(encoding="utf-8"))
LINES, ARTICLES, REPAIRS = (make_table(name, CASES[name]) for name in ("lines", "articles", "repairs"))


@pytest.fixture(autouse=True)
def _styled():
    with house_style(width="double"):
        yield
    plt.close("all")


def test_the_map_draws_every_line_where_it_stands():
    bars = sorted((bar.get_x(), bar.get_width()) for bar in plot_page(LINES, ARTICLES).patches)
    assert bars == sorted(zip(LINES["start"], LINES["end"] - LINES["start"], strict=True))


def test_the_map_marks_every_repair():
    ax = plot_page(LINES, ARTICLES, repairs=REPAIRS)
    assert sum(len(line.get_xdata()) for line in ax.lines) == len(REPAIRS)


def test_what_is_in_no_article_has_a_row_of_its_own():
    names = [text.get_text() for text in plot_page(LINES, ARTICLES).get_yticklabels()]
    assert [name[:1] for name in names] == ["1", "2", "3", "I"]


def test_the_ledger_adds_up_to_the_page():
    table = attached(plot_ledger(LINES, ARTICLES, repairs=REPAIRS))
    assert table.drop(columns=["article", "article_id"]).to_numpy().sum() == (LINES["end"] - LINES["start"]).sum()


def test_the_ledger_counts_repairs_by_article():
    texts = [text.get_text() for text in plot_ledger(LINES, ARTICLES, repairs=REPAIRS).texts]
    assert texts[-4:] == ["1", "0", "1", "0"]


def test_every_role_has_a_group_with_a_colour():
    assert {role for role, _ in read_rows("plots/role_groups.tsv")} == ROLES
    assert {group for _, group in read_rows("plots/role_groups.tsv")} <= {
        name for name, _ in read_rows("plots/colours.tsv")
    }


def test_a_role_that_is_no_role_is_not_lost():
    with pytest.raises(ValueError, match="no group for the role"):
        plot_page(LINES.assign(role="advert"), ARTICLES)


def test_a_lacking_column_is_named():
    with pytest.raises(ValueError, match=r"table lacks \['role'\]"):
        plot_page(LINES.drop(columns="role"), ARTICLES)
