"""Naming: which characters names are written with."""

from corpus_tools.compare.naming import bearers, foreign_names, given_names


def test_characters_of_given_names_and_of_foreign_names():
    assert given_names()["娟"] > 2
    assert given_names()["的"] < 0
    assert foreign_names()["斯"] > 2
    assert foreign_names()["军"] < 0


def test_common_surnames_have_more_bearers():
    assert bearers("张") > bearers("能") >= 0
    assert bearers("没有这个姓") == 0
