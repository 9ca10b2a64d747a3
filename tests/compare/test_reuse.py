"""Repeated text: excerpts, copies, formulas, and what is none of them."""

import random

import pandas as pd
import pytest

import corpus_tools as ct

CHARACTERS = [chr(code) for code in range(0x4E00, 0x5200)]


def made(seed, length=200):
    """A text of characters drawn at random: no two share a run of twelve."""
    return "".join(random.Random(seed).choices(CHARACTERS, k=length))


def table(**texts):
    return pd.DataFrame({"article_id": list(texts), "text": list(texts.values())}).astype("str")


def kinds(found):
    return {(row.article_id, row.other_id): row.kind for row in found.itertuples()}


def test_an_excerpt_is_found_in_the_whole():
    found = ct.find_reuse(table(whole=made(1, 600), part=made(1, 600)[100:300], other=made(2)))
    assert kinds(found) == {("whole", "part"): "same"}
    assert found.loc[0, ["containment", "shared"]].tolist() == [1.0, 189]


def test_half_of_a_text_is_reuse_and_a_quotation_is_none():
    source = made(1)
    found = ct.find_reuse(table(a=source, half=source[:130] + made(2, 80), quote=source[:40] + made(3)))
    assert kinds(found) == {("a", "half"): "reuse"}


def test_the_earlier_article_stands_first_whatever_the_ids():
    assert kinds(ct.find_reuse(table(z=made(1), a=made(1)[:150]))) == {("z", "a"): "same"}


def test_copies_are_paired_with_each_other_and_with_what_holds_them():
    found = ct.find_reuse(table(a=made(1), b=made(1), c=made(1) + made(2), d=made(1)))
    assert set(kinds(found)) == {(x, y) for x in "abcd" for y in "abcd" if x < y}
    assert set(found["kind"]) == {"same"}


def test_what_many_articles_share_is_a_formula():
    formula = made(0, 60)
    texts = {f"n{number}": formula + made(number, 150) for number in range(1, 9)}
    texts |= {"x": formula + made(99, 30), "y": formula + made(99, 30)[:24]}
    found = kinds(ct.find_reuse(table(**texts), formula=5))
    assert found == {("x", "y"): "same"}
    near = texts | {"y": formula + made(99, 30)[:14] + made(98, 16)}
    assert kinds(ct.find_reuse(table(**near), formula=5)) == {("x", "y"): "formula"}


def test_repeats_of_every_article_do_not_become_formulas():
    texts = {f"n{number}": made(1) for number in range(6)}
    assert len(ct.find_reuse(table(**texts), formula=3)) == 15


def test_the_passages_slice_back():
    texts = table(a=made(1) + "，" + made(2), b=made(3) + made(1).replace(made(1)[50], made(1)[50] + "、"))
    found = ct.find_passages(texts, ct.find_reuse(texts, least=0.3))
    text = texts.set_index("article_id")["text"]
    for row in found.itertuples():
        assert text[row.article_id][row.start : row.end] == row.text
        assert text[row.other_id][row.other_start : row.other_end].replace("、", "") == row.text.replace("，", "")
    assert found["text"].tolist() == [made(1)]


def test_repeats_are_left_out_once():
    texts = table(a=made(1), b=made(1), c=made(2))
    counts = pd.DataFrame({"group": ["a", "b", "c"], "term": "春茶", "n": 1})
    assert ct.leave_out_repeats(counts, ct.find_reuse(texts))["group"].tolist() == ["a", "c"]
    assert ct.leave_out_repeats(texts, ct.find_reuse(texts))["article_id"].tolist() == ["a", "c"]


@pytest.mark.parametrize("texts", [{}, {"a": ""}, {"a": made(1), "b": made(2)}, {"a": "短文", "b": "短文"}])
def test_nothing_shared_is_an_empty_table(texts):
    found = ct.find_reuse(table(**texts))
    assert found.empty
    assert list(found.columns) == ["article_id", "other_id", "containment", "shared", "kind"]
    assert ct.find_passages(table(**texts), found).empty


def test_a_part_of_the_shingles_stands_for_all(monkeypatch):
    monkeypatch.setattr("corpus_tools.compare.reuse.MOST", 400)
    found = ct.find_reuse(table(a=made(1, 900), b=made(1, 900)[:500], c=made(2, 900)))
    assert kinds(found) == {("a", "b"): "same"}
    assert found.loc[0, "shared"] < 400
