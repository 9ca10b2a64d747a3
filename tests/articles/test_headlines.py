import pytest
from case_files import cases

from corpus_tools.articles.headlines import read_headline


@pytest.mark.parametrize("case", cases("headlines"))
def test_headline_is_divided(case):
    headline = read_headline([tuple(line) for line in case["lines"]])
    found = {key: getattr(headline, key) for key in ("column", "kicker", "title", "subtitle")}
    assert found == {key: case.get(key, "") for key in found}


@pytest.mark.parametrize("case", cases("headlines", "in the news", "negative"))
def test_every_line_has_a_role(case):
    assert len(read_headline([tuple(line) for line in case["lines"]]).roles) == len(case["lines"])
