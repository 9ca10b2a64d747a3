import pytest

from corpus_tools.quantities.ranking import Candidate, alike, best, chances, most_agreed
from corpus_tools.rules import Rules


def rules(**weights):
    rows = tuple(("place", name, str(weight)) for name, weight in weights.items())
    return Rules({**Rules().lists, "cell_weights": rows}, Rules().settings)


def candidate(value, *features):
    return Candidate(value, None, "sentence", features)


def test_chances_add_up_and_follow_the_weights():
    likely = chances("place", [candidate("甲", "near"), candidate("乙", "far"), candidate("")], rules(near=2, far=-1))
    assert sum(likely) == pytest.approx(1)
    assert likely[0] > likely[2] > likely[1]


def test_candidates_of_one_value_stand_together():
    three = [candidate("甲", "near"), candidate("乙", "low"), candidate("乙", "low")]
    assert best("place", three, rules(near=1, low=0.9))[0].value == "乙"


def test_a_name_is_chosen_that_agrees_with_the_others():
    names = [candidate("工业增加值", "a"), candidate("规模工业增加值", "a"), candidate("会议", "b"), candidate("")]
    chosen, chance = most_agreed("place", names, rules(a=1.2, b=1.5))
    assert alike(chosen.value, "工业增加值")
    assert chance > 0.5


def test_nothing_known_is_every_value_alike():
    assert chances("place", [candidate("甲", "new"), candidate("")], rules()) == [0.5, 0.5]


@pytest.mark.parametrize(
    ("one", "other", "same"), [("税收", "税收", True), ("全省税收", "税收", False), ("", "", True), ("", "税收", False)]
)
def test_names_alike(one, other, same):
    assert alike(one, other) is same
