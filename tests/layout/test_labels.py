import numpy as np
import pytest

from corpus_tools.layout.labels import allowed, factors, labels, may_follow, membership, opening, sorts

NAMED = {label.name: label for label in labels()}

# before (None: the top of the page), after, may it be
STEPS = [
    (None, "opens title", True),
    (None, "outside", True),
    (None, "body", False),
    (None, "resumed", False),
    ("opens title", "subtitle", True),
    ("opens title", "title again", True),
    ("opens title", "body", True),
    ("opens title", "body, untitled", False),
    ("body", "joined", True),
    ("subhead", "joined", False),
    ("body", "late title 1", False),
    ("body, untitled", "late title 1", True),
    ("late title 1", "late title 2", True),
    ("late title 1", "late title 3", False),
    ("late title 1", "joined over 1", True),
    ("late title 2", "joined over 1", False),
    ("body", "opens title", True),
    ("opens column", "opens title", False),
    ("opens column", "title", True),
    ("outside", "body", False),
    ("body", "resumed inside", True),
]


@pytest.mark.parametrize(("before", "after", "may"), STEPS)
def test_what_may_follow_what(before, after, may):
    assert may_follow(NAMED[after], NAMED[before] if before else None) == may


def test_tables_say_what_the_rule_says():
    order = [label.name for label in labels()]
    for before, after, may in STEPS:
        table = opening()[order.index(after)] if before is None else allowed()[order.index(before), order.index(after)]
        assert table == may


def test_every_place_can_be_reached_and_left():
    assert (allowed().any(axis=0) | opening()).all()
    assert allowed().any(axis=1).all()


def test_sorts_put_places_of_one_kind_together():
    assert NAMED["late title 1"].sort == NAMED["late title 3"].sort == "late title"
    assert NAMED["joined"].sort == NAMED["joined over 2"].sort == "join"
    assert NAMED["opens byline"].sort == "opens byline"
    assert {label.sort for label in labels()} < set(sorts())


def test_factors_add_up_for_a_place():
    assert NAMED["opens title"].factors == ("title", "opens", "opens title")
    assert NAMED["late title 2"].factors == ("title", "late title")
    assert NAMED["joined"].factors == ("join",)
    assert membership().shape == (len(factors()), len(labels()))
    assert np.array_equal(membership().sum(axis=0), [len(label.factors) for label in labels()])
