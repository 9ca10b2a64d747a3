"""Shingles: what counts as the same text, and where it stands."""

import numpy as np
import pytest

from corpus_tools.compare.shingles import WIDTH, shingles

TEXT = "临川县今年新建茶园三千亩，带动两百户茶农增收。"


@pytest.mark.parametrize(
    "variant", [TEXT.replace("，", "、 "), "　　" + TEXT.replace("三千", "三 千"), TEXT.replace("。", "\n")]
)
def test_signs_and_blanks_make_no_difference(variant):
    assert shingles(variant).hashes.tolist() == shingles(TEXT).hashes.tolist()


def test_full_width_figures_are_figures():
    assert shingles("新建茶园３０００亩带动茶农").hashes.tolist() == shingles("新建茶园3000亩带动茶农").hashes.tolist()


def test_each_shingle_says_where_it_stands():
    found = shingles(TEXT)
    spans = [TEXT[a:b] for a, b in zip(found.starts, found.ends, strict=True)]
    assert {len(span.translate({ord(sign): None for sign in "，。"})) for span in spans} == {WIDTH}
    assert (spans[0], spans[-1]) == (TEXT[:12], TEXT[-14:-1])


@pytest.mark.parametrize("text", ["", "短文", "，。！", "一二三四五六七八九十十"])
def test_a_short_text_has_none(text):
    assert len(shingles(text).hashes) == 0


def test_one_other_character_changes_the_shingles_that_hold_it():
    text, other = "甲" * 20 + "乙" + "丙" * 20, "甲" * 20 + "丁" + "丙" * 20
    assert (shingles(text).hashes != shingles(other).hashes).sum() == WIDTH
    assert len(np.unique(shingles(text).hashes)) == 2 + WIDTH
