from math import log2

import pandas as pd
import pytest

from corpus_tools.tables import SeedError
from corpus_tools.tokens.lexicon import Lexicon
from corpus_tools.tokens.new_words import COLUMNS, accept_words, find_new_words, save_word_sheet

TEXTS = [
    "云麓节在东溪开幕，云麓节很热闹。全县产业发展，",
    "记者走进云麓节现场，今年云麓节更好！产业发展好。",
    "看云麓节去。加快产业发展，2021年3月5日，2021年3月5日，2021年3月5日",
]
ARTICLES = pd.DataFrame({"article_id": ["a-01", "a-02", "a-03"], "text": TEXTS})
LEXICON = Lexicon()


def terms(lexicon, **options):
    return find_new_words(ARTICLES, lexicon, cohesion=2, **options)["term"].tolist()


def test_a_new_word_with_its_evidence():
    row = find_new_words(ARTICLES, LEXICON, cohesion=2).iloc[0]
    assert (row["term"], row["n"], row["articles"], row["parts"]) == ("云麓节", 5, 3, "云麓/节")
    assert row["example"] == "【云麓节】在东溪开幕，云麓节很热闹"


def test_cohesion_by_hand():
    # 云麓节 occurs 5 times, as do 云, 云麓, 麓节 and 节: either halving gives log2(5 N / (5 × 5)); dates do not count into N
    row = find_new_words(ARTICLES, LEXICON, cohesion=2).iloc[0]
    ideographs = sum("\u4e00" <= letter <= "\u9fd5" for text in TEXTS for letter in text) - 9
    assert row["cohesion"] == pytest.approx(log2(ideographs / 5))


def test_words_of_dictionary_and_lexicon_phrases_and_dates_are_not_new():
    assert terms(LEXICON) == ["云麓节"]
    assert terms(Lexicon().teach(["云麓节"])) == []


def test_thresholds():
    assert terms(LEXICON, least=6) == []
    assert find_new_words(ARTICLES, LEXICON, cohesion=20).empty
    assert find_new_words(ARTICLES, LEXICON, cohesion=2, entropy=20).empty


def test_the_order_of_articles_changes_only_the_example():
    columns = ["term", "n", "articles", "cohesion", "entropy"]
    found = find_new_words(ARTICLES[::-1], LEXICON, cohesion=2)[columns]
    pd.testing.assert_frame_equal(found, find_new_words(ARTICLES, LEXICON, cohesion=2)[columns])


def test_nothing_found_is_an_empty_table():
    for articles in (ARTICLES[:0], ARTICLES.assign(text=""), ARTICLES.assign(text="，。")):
        assert find_new_words(articles, LEXICON).dtypes.astype("str").to_dict() == COLUMNS


def test_accepted_rows_become_words(tmp_path):
    sheet = save_word_sheet(find_new_words(ARTICLES, LEXICON, cohesion=2), tmp_path / "sheet.csv")
    accept_words(sheet, tmp_path)
    assert "云麓节" not in Lexicon.read(tmp_path).tags
    pd.read_csv(sheet).assign(accept="x", tag="nz").to_csv(sheet, index=False, encoding="utf-8-sig")
    first = accept_words(sheet, tmp_path).read_bytes()
    assert Lexicon.read(tmp_path).tags["云麓节"] == "nz"
    assert accept_words(sheet, tmp_path).read_bytes() == first


def test_words_that_are_there_stay(tmp_path):
    (tmp_path / "words.tsv").write_text("东溪\tns", encoding="utf-8")
    sheet = tmp_path / "sheet.csv"
    sheet.write_text("term,tag,accept\n云麓节,nz,x\n东溪,n,x\n", encoding="utf-8")
    assert accept_words(sheet, tmp_path).read_text(encoding="utf-8") == "东溪\tns\n云麓节\tnz\treview\n"
    sheet.write_text("term\n云麓节\n", encoding="utf-8")
    with pytest.raises(SeedError, match=r"lacks \['tag', 'accept'\]"):
        accept_words(sheet, tmp_path)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no sheet that can be read"),
        (b'term,tag,accept\n"\xe4\xba\x91,nz,x\n', "no sheet that can be read|no known encoding"),
        ("term,tag,accept\n云 麓,nz,x\n".encode(), "line 2: a word must be one string without blanks"),
        ("term,tag,accept\n东溪,ns,x\n云麓节,NZ!,x\n".encode(), "line 3: tag must be small letters"),
        (b"\x89PNG", "PNG picture"),
    ],
)
def test_a_sheet_that_would_spoil_the_list_is_refused(tmp_path, content, said):
    (tmp_path / "words.tsv").write_text("东溪\tns\n", encoding="utf-8")
    (tmp_path / "sheet.csv").write_bytes(content)
    with pytest.raises(SeedError, match=said):
        accept_words(tmp_path / "sheet.csv", tmp_path)
    assert (tmp_path / "words.tsv").read_text(encoding="utf-8") == "东溪\tns\n"


def test_a_sheet_that_a_chinese_spreadsheet_saved_is_read(tmp_path):
    (tmp_path / "sheet.csv").write_bytes("term,tag,accept\r\n云麓节,nz,x\r\n".encode("gbk"))
    accept_words(tmp_path / "sheet.csv", tmp_path / "new")
    assert Lexicon.read(tmp_path / "new").tags["云麓节"] == "nz"
    with pytest.raises(SeedError, match="no sheet that can be read"):
        accept_words(tmp_path / "none.csv", tmp_path)
