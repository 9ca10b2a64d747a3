import json
from pathlib import Path

import cn2an
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_tools.text.numerals import fold, read_number, step_of

CASES = json.loads((Path(__file__).parent.parent / "cases" / "numerals.json").read_text(encoding="utf-8"))


def check(stated, low, high, bound):
    number = read_number(fold(stated))
    assert (number.low, number.high, number.bound) == (pytest.approx(low), pytest.approx(high), bound)


@pytest.mark.parametrize(("stated", "low", "high", "bound"), CASES["in the news"])
def test_numerals_of_the_news(stated, low, high, bound):
    check(stated, low, high, bound)


@pytest.mark.parametrize(("stated", "low", "high", "bound"), CASES["known failures"])
@pytest.mark.xfail(strict=True, raises=(AssertionError, AttributeError))
def test_numerals_that_are_not_read_yet(stated, low, high, bound):
    check(stated, low, high, bound)


@pytest.mark.parametrize("stated", CASES["negative"])
def test_what_is_no_numeral_is_none(stated):
    assert read_number(stated) is None


@settings(derandomize=True, deadline=None, max_examples=300)
@given(st.integers(0, 10**12 - 1))
def test_whole_numbers_agree_with_an_independent_reader(number):
    assert read_number(cn2an.an2cn(number, "low")).low == number


@settings(derandomize=True, deadline=None, max_examples=200)
@given(st.decimals(0, 10**6, places=2))
def test_decimals_agree_with_an_independent_reader(number):
    assert read_number(cn2an.an2cn(str(number), "low")).low == pytest.approx(float(number))


@settings(derandomize=True, deadline=None)
@given(st.text(max_size=60))
def test_folding_keeps_every_offset(text):
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded


@settings(derandomize=True, deadline=None)
@given(st.text("零一二三四五六七八九十百千万亿点两几数上余多来0123456789.,，·-负", max_size=30))
def test_any_run_of_numeral_characters_is_read_or_refused(text):
    number = read_number(text)
    assert number is None or number.low <= number.high or number.low < 0


@pytest.mark.parametrize(
    ("stated", "step"), [("1.4万亿", 1e11), ("2万5千", 1e3), ("46.8", 0.1), ("1200", 1), ("三点一四", 0.01)]
)
def test_the_step_is_what_the_last_digit_is_worth(stated, step):
    assert step_of(stated) == pytest.approx(step)
