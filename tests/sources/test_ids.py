"""Ids are file names on every system."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_tools.sources.ids import LONGEST, portable
from corpus_tools.sources.issues import Issue

NAMES = [
    "../../x",
    "/abs/x",
    "..",
    ".",
    "",
    "C:\\x",
    "a:b*?<>|",
    "CON",
    "com1.txt",
    "a\nb\0",
    "报" * 5000,
    "x ",
    "x.",
    "-rf",
]


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_hostile_newspapers(name):
    check(Issue("a.txt", "", newspaper=name, date="2024-01-13", page="03").issue_id)


def test_half_a_character_names_a_file_but_no_newspaper():
    check(portable("\ud800"))
    with pytest.raises(ValueError, match="newspaper holds half a character"):
        Issue("a.txt", "", newspaper="\ud800", date="2024-01-13", page="03")


@given(st.text())
def test_any_name(name):
    check(portable(name))
    assert portable(portable(name)) == portable(name)


def check(found):
    assert re.fullmatch(r"[\w.·…-]+", found)
    assert not found.startswith((".", "-"))
    assert not found.endswith((".", " "))
    assert not re.match(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)", found)
    assert len(found.encode()) <= LONGEST + len("-2024-01-13-p03")


def test_long_names_that_begin_alike_differ():
    assert portable("报" * 500) != portable("报" * 501)
