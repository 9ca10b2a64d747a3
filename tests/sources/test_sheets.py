"""The lines of a text and the marks on them."""

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_tools.sources.sheets import line_spans, make_sheet


@given(st.text(st.sampled_from("雨\r\n风\u2028\x0b")))
@settings(deadline=None, derandomize=True)
def test_lines_hold_everything_but_line_ends(text):
    assert "".join(text[start:end] for start, end in line_spans(text)) == text.replace("\r", "").replace("\n", "")


@given(
    st.lists(st.tuples(st.text(st.sampled_from("雨风 \n　")), st.sampled_from(["title", "body"]), st.integers(0, 3)))
)
@settings(deadline=None, derandomize=True)
def test_every_mark_speaks_of_a_line_that_is_there(parts):
    sheet = make_sheet(parts)
    lines = [sheet.text[start:end] for start, end in line_spans(sheet.text)]
    assert ["".join(lines[mark.line - 1].split()) for mark in sheet.marks] == [
        kept for text, _, _ in parts if (kept := "".join(text.split()))
    ]
