"""Text that other programs can hold: nothing lost, everything brought back."""

import csv
import io

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_tools.text.writable import as_it_was, cell, shown_signs, writable, writable_table

HOSTILE = st.text(st.one_of(st.sampled_from("'=+-@＝－⟨⟩U+0D8\t\r\n\x00\x1b\x85\ud800\udfff\ufffe雨"), st.characters()))


@given(HOSTILE)
def test_a_cell_can_be_undone(text):
    assert as_it_was(cell(text)) == text


@given(HOSTILE)
def test_a_cell_is_no_formula_and_can_be_encoded(text):
    written = cell(text)
    assert written[:1] not in set("=+-@＝＋－＠\t") or not written
    assert not set(written) & {chr(code) for code in (0, 13, 27, 0x85, 0xD800, 0xDFFF, 0xFFFE)}
    assert written.encode("utf-8") is not None


@given(HOSTILE)
def test_csv_reads_back_what_was_written(text):
    table = pd.DataFrame({"title": pd.Series([text], dtype=object), "n": [1]})
    written = writable_table(table, cells=True).to_csv(index=False, lineterminator="\n")
    [row] = list(csv.DictReader(io.StringIO(written, newline="")))
    assert as_it_was(row["title"]) == text


@pytest.mark.parametrize(
    ("text", "named"),
    [("雨\r\n停", "雨⟨U+000D⟩\n停"), ("⟨U+000D⟩", "⟨U+27E8⟩U+000D⟩"), ("《雨》\t停", "《雨》\t停"), ("⟨a⟩", "⟨a⟩")],
)
def test_only_what_cannot_be_held_is_named(text, named):
    assert writable(text) == named


def test_what_is_shown_keeps_names():
    assert shown_signs("⟨U+200B⟩\r") == "⟨U+200B⟩⟨U+000D⟩"


def test_numbers_stay_numbers_however_they_are_kept():
    table = pd.DataFrame({"n": pd.array([-1, None], "Int64"), "x": [-0.5, 1.0], "term": pd.Categorical(["-", "雨"])})
    held = writable_table(table, cells=True)
    assert held["n"].dtype == "float64"
    assert held["x"].tolist() == [-0.5, 1.0]
    assert held["term"].tolist() == ["'-", "雨"]
    assert table["term"].tolist() == ["-", "雨"]


def test_headings_are_cells_too():
    assert list(writable_table(pd.DataFrame({"=1": [1], 7: [2]}), cells=True).columns) == ["'=1", "7"]
