import pytest

from corpus_tools.text.passages import sentences


@pytest.mark.parametrize(
    ("text", "fresh"),
    [
        ("一句。二句。", [True, False]),
        ("一段。\n二段。", [True, True]),
        ("没有说完\n\n标题一行\n\n接着说完。下一句。", [True, False, False, False]),
        ("“引语！”后面。\n新段", [True, False, True]),
        ("", []),
        ("\n \n", []),
    ],
)
def test_a_paragraph_starts_afresh_unless_the_line_before_was_cut(text, fresh):
    assert [sentence.fresh for sentence in sentences(text)] == fresh


def test_headlines_are_short_lines_without_a_stop():
    assert [sentence.headline for sentence in sentences("标题一行\n正文说完。")] == [True, False]


def test_a_stretch_without_a_stop_is_read_piece_by_piece():
    found = sentences("一" * 1500)
    assert [(sentence.start, sentence.end) for sentence in found] == [(0, 600), (600, 1200), (1200, 1500)]
