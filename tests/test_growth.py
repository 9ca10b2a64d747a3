"""The time of every step grows with its text, not with the square of it; `tests/growth.py` tries many more signs and prints a table."""

import time

import pytest
from growth import LEXICON, STEPS, articles, grows, issue, read, too_fast

import corpus_tools as ct

# What once took the square of its length, or asks for it.
UNITS = ("1", "。", "　", "“", "1,", "雨 ")
PAGES = ("雨\n", "春耕开始\n\n本报记者 张一山\n\n　　雨停了。\n\n")
SMALL = 500
SECONDS = 20


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("unit", UNITS)
def test_eight_times_the_text_takes_at_most_twelve_times_the_time(step, unit):
    tried = (grows(step, unit, SMALL * more) for more in (1, 2))  # once more, longer, where the clock was disturbed
    assert any(not too_fast(*taken) for taken in tried)


@pytest.mark.parametrize("step", ["parse", "review"])
@pytest.mark.parametrize("unit", PAGES)
def test_a_page_of_many_lines_and_articles_takes_time_with_their_number(step, unit):
    tried = (grows(step, unit, 4000 * more) for more in (1, 2))
    assert any(not too_fast(*taken) for taken in tried)


MILLION = "1" * 1_000_000
LONG = {
    "read": lambda: read(MILLION),
    "tokenise": lambda: ct.tokenise(articles(MILLION[:200_000]), LEXICON),
    "periods": lambda: ct.find_periods(articles(MILLION[:200_000])),
    "parse": lambda: ct.parse_issues(issue("、" * 1_000_000)),
}


@pytest.mark.parametrize("step", LONG)
def test_a_line_of_a_million_characters_ends_within_seconds(step):
    start = time.process_time()
    LONG[step]()
    assert time.process_time() - start < SECONDS
