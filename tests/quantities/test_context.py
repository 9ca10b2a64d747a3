
import pytest

from corpus_tools.quantities.context import Context, TopicTime


def test_a_sentence_reads_by_the_text_and_rules_of_its_text(sentences_of):
    (parsed,) = sentences_of("茶园３万亩。")
    assert parsed.folded == parsed.reading.folded == "茶园3万亩。"
    assert parsed.rules is parsed.reading.rules
    assert parsed.reading.year == 2024


def test_a_context_is_frozen():
    with pytest.raises(AttributeError):
        Context().span = (0, 1)


def test_at_first_nothing_is_carried():
    assert TopicTime() == ("", None, "", "", 0)
    assert (Context().subject, Context().place, Context().levels, Context().target) == ("", "", (), False)
    assert Context().end < 0


def test_a_new_paragraph_drops_all_but_place_and_period():
    before = Context(
        subject="茶叶产量", items=("绿茶",), levels=("红茶",), target=True, end=9, place="湖南省", place_hops=0, period="2023",
        period_hops=1, blank=frozenset({"place"}),
    )  # fmt: skip
    after = before.in_paragraph()
    assert (after.place, after.place_hops, after.period, after.period_hops) == ("湖南省", 1, "2023", 2)
    assert (after.subject, after.items, after.levels, after.target, after.end) == ("", (), (), False, -1)
    assert after.blank == before.blank
