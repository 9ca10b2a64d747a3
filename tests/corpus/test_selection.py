"""Choosing issues, and the days that are missing."""

import pytest

from corpus_tools.corpus.selection import choose, gaps
from corpus_tools.corpus.states import Page


def page(newspaper, date, number, path="a.txt"):
    name = f"{newspaper}-{date}-p{number}" if date else path
    return Page(name, path, 0, (), "", "", {"newspaper": newspaper, "date": date, "page": number})


PAGES = [
    page("江南日报", "2023-12-31", "01"),
    page("江南日报", "2024-01-05", "01"),
    page("江南日报", "2024-01-05", "02"),
    page("岭东日报", "2024-02-10", "01"),
    page("", "", "", "notes"),
]


@pytest.mark.parametrize(
    ("choice", "places"),
    [
        ({}, [0, 1, 2, 3, 4]),
        ({"issues": None, "since": None}, [0, 1, 2, 3, 4]),
        ({"since": 2024}, [1, 2, 3]),
        ({"until": "2023"}, [0]),
        ({"since": "2024-01", "until": "2024-01"}, [1, 2]),
        ({"until": "2024-01-05"}, [0, 1, 2]),
        ({"newspaper": "江南日报", "page": "01"}, [0, 1]),
        ({"issues": ["江南日报-2024-01-05"]}, [1, 2]),
        ({"issues": "江南日报-2024-01-05-p02"}, [2]),
        ({"issues": ["notes", "*-2024-*"]}, [1, 2, 3, 4]),
        ({"newspaper": ["岭东日报", "江南日报"], "since": 2025}, []),
    ],
)
def test_choosing(choice, places):
    assert choose(PAGES, choice) == tuple(PAGES[place] for place in places)


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        ({"issues": ["x"]}, r"no such issue in the corpus – \['x'\] – there are '江南日报-2023-12-31-p01'"),
        ({"newspaper": "x"}, "no such newspaper"),
        ({"page": ["01", "x"]}, r"no such page in the corpus – \['x'\] – there are '', '01', '02'"),
        ({"day": "x"}, r"nothing to choose by – \['day'\]"),
    ],
)
def test_what_is_not_there_is_named(choice, said):
    with pytest.raises(ValueError, match=said):
        choose(PAGES, choice)


def test_gaps():
    assert gaps([]) == gaps(["", "2024-01-01"]) == []
    assert gaps(["2024-01-01", "2024-01-08", "2024-01-15", "2024-01-29"]) == [("2024-01-16", "2024-01-28")]
