import pytest
from case_files import cases
from generated_pages import CLAUSES
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_tools.articles.loops import find_loops


@pytest.mark.parametrize("case", cases("loops", "in the news"))
def test_loop_is_found(case):
    [loop] = find_loops(case["text"])
    assert (loop.times, loop.once.strip("，、。")) == (case["times"], case["once"])
    assert loop.certain == (case["times"] > 2)


@pytest.mark.parametrize("case", cases("loops", "negative"))
def test_other_repeats_are_left_alone(case):
    assert find_loops(case["text"]) == []


@given(
    st.sampled_from(CLAUSES),
    st.integers(3, 6),
    st.sampled_from("、，；"),
    st.sampled_from(["", "雨停了，"]),
    st.sampled_from(["", "。", "。后来雨停了。"]),
)
@settings(max_examples=60, deadline=None, derandomize=True)
def test_what_is_said_often_is_kept_once(clause, times, sign, before, after):
    text = before + sign.join([clause] * times) + after
    [loop] = find_loops(text)
    assert text[: loop.start] + loop.once + text[loop.end :] == before + clause + after
