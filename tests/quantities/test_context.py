from dataclasses import FrozenInstanceError

import pytest

from corpus_tools.quantities.context import NOTHING, Governor, Memory


def test_a_scene_reads_by_the_text_and_rules_of_its_reading(scenes):
    (scene,) = scenes("茶园３万亩。")
    assert scene.folded == scene.reading.folded == "茶园3万亩。"
    assert scene.rules is scene.reading.rules


@pytest.mark.parametrize("value", [Memory(), NOTHING])
def test_values_are_frozen(value):
    with pytest.raises(FrozenInstanceError):
        value.span = (0, 1)


def test_at_first_nothing_governs_and_nothing_is_remembered():
    assert Governor() == NOTHING
    assert (NOTHING.value, NOTHING.source, NOTHING.span) == ("", "", None)
    assert (Memory().subject, Memory().place, Memory().levels, Memory().target) == ("", "", (), False)
    assert Memory().end < 0
