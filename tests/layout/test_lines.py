from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_tools.layout.lines import printed, read_lines
from corpus_tools.sources.sheets import line_spans


@given(st.text(alphabet="春 \u3000\n\r\u200b。\x0c", max_size=60))
@settings(max_examples=200, deadline=None, derandomize=True)
def test_lines_hold_every_printing_character_once(text):
    lines = read_lines(text)
    assert [c for c in "".join(text[line.start : line.end] for line in lines) if not c.isspace()] == [
        c for c in text if not c.isspace()
    ]


@given(st.text(alphabet="春 \n\r", max_size=40))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_lines_are_numbered_as_a_reader_of_the_file_numbers_them(text):
    spans = line_spans(text)
    assert all(
        spans[line.number - 1][0] <= line.start and line.end <= spans[line.number - 1][1] for line in read_lines(text)
    )


def test_blank_lines_before_a_line_are_counted():
    assert [line.gap for line in read_lines("春\n\n\n夏\n秋")] == [0, 2, 0]


def test_characters_that_print_nothing_are_left_out():
    assert printed("\ufeff春\u200b风\u3000化雨") == "春风\u3000化雨"
