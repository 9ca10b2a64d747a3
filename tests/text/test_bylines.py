import pytest
from case_files import cases
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_tools.text.bylines import is_byline, is_credit, is_names, is_signature, read_names


@pytest.mark.parametrize("case", cases("bylines"))
def test_lines_are_told_apart(case):
    text = case["text"]
    assert is_byline(text) == case.get("byline", False)
    assert is_credit(text) == case.get("credit", False)
    assert is_names(text) == case.get("bare", False)
    assert is_signature(text) == case.get("signature", False)


@pytest.mark.parametrize("case", cases("bylines", "in the news", "negative"))
def test_names_are_read_without_roles_and_papers(case):
    assert read_names(case["text"]) == tuple(case.get("names", read_names(case["text"])))


@given(
    st.lists(st.sampled_from(["张一山", "李小川", "王若兰"]), min_size=1, max_size=3, unique=True),
    st.sampled_from(["、", " ", "　"]),
)
@settings(max_examples=30, deadline=None, derandomize=True)
def test_names_come_in_order_whatever_parts_them(names, gap):
    assert read_names("本报记者 " + gap.join(names)) == tuple(names)
