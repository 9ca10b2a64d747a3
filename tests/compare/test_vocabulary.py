"""Terms and phrases that differ: counted by hand, marked where one article has them."""

import pytest

from corpus_tools.compare.groups import read_sides
from corpus_tools.compare.vocabulary import compare_phrases, compare_terms, group_counts


@pytest.fixture(scope="module")
def terms(compared):
    return compare_terms(compared, read_sides(compared, "2024-01", "2024-02")).set_index("key")


def test_rates_are_per_ten_thousand_tokens(compared, terms):
    counts = compared.counts
    for key in ("水库", "春茶"):
        for name, month in (("before", "2024-01"), ("after", "2024-02")):
            side = counts[counts["group"].str.contains(month)]
            assert terms.loc[key, name] == pytest.approx(
                1e4 * side.loc[side["term"] == key, "n"].sum() / side["n"].sum()
            )


def test_a_term_of_one_article_is_marked(terms):
    assert terms.loc["会展经济", "what"] == "term_of_one_article"
    assert terms.loc["会展经济", "before"] == 0
    assert terms.loc["水库", "what"] == "term"


def test_the_places_hold_the_term(compared, terms):
    text = compared.articles.set_index("article_id")["text"]
    for key, row in terms.iterrows():
        places = [*row["places_before"], *row["places_after"]]
        assert {text[place.article_id][place.start : place.end] for place in places} == {key}
        assert {place.article_id[5:12] for place in row["places_after"]} <= {"2024-02"}


def test_a_phrase_is_whole_with_its_first_place(compared):
    found = compare_phrases(compared, read_sides(compared, "2024-01", "2024-02")).set_index("key")
    row = found.loc["抗旱保供水攻坚行动"]
    assert (row["before"], row["after"]) == (0, 0.75)
    assert [place.article_id for place in row["places_after"]] == ["青岩日报-2024-02-03-p01-01"]
    assert not [key for key in found.index if key != row.name and key in row.name]


def test_seen_backwards_it_was_last_seen(compared):
    found = compare_phrases(compared, read_sides(compared, "2024-02", "2024-01")).set_index("key")
    assert found.loc["抗旱保供水攻坚行动", "places_before"][0].article_id == "青岩日报-2024-02-05-p01-01"


def test_counts_of_both_groups_add_up(compared):
    counts = group_counts(compared, "2024-01", "2024-02")
    assert counts.groupby("group")["n"].sum().sum() == compared.counts["n"].sum()
    assert list(dict.fromkeys(counts["group"])) == ["before", "after"]
