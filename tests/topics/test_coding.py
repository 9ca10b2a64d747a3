"""The sheets for coding by hand, filled in and read back."""

from hashlib import sha256

import pandas as pd
import pytest
from openpyxl import load_workbook
from topic_cases import DICTIONARY, tokens

from corpus_tools.report.provenance import provenance
from corpus_tools.tables import SeedError
from corpus_tools.topics.coding import draw_sample, sample_for_coding, topic_labels
from corpus_tools.topics.scoring import Scoring, tag_topics
from corpus_tools.topics.validation import score_coding

LONG = (
    DICTIONARY
    + 'words.1 = ["园区", "县城", "乡镇", "招商"]\n[[topic]]\nlabel = "体育"\nenglish = "Sports"\nwords.2 = ["球队", "比赛", "球员", "教练", "进球"]\n'
)
TEXTS = [
    ["茶叶", "春茶", "采摘", "市场"],
    ["县域", "县域经济", "园区", "县城", "招商"],
    ["球队", "比赛", "球员", "教练", "进球"],
    ["好"] * 30,
]


@pytest.fixture
def corpus(tmp_path):
    path = tmp_path / "topics.toml"
    path.write_text(LONG, encoding="utf-8")
    words = [TEXTS[number % 4] for number in range(40)]
    made = tokens(*words)
    articles = pd.DataFrame(
        {"article_id": made["article_id"].unique(), "title": "=标题", "text": ["".join(each) for each in words]}
    ).astype("str")
    return articles, tag_topics(made, path, scoring=Scoring(resamples=10))


def filled(path, answers, coder=1, column=5):
    """Fill the sheet of a coder with a code for each article."""
    book = load_workbook(path)
    sheet = book[f"编码员{coder}"]
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, column, answers.get(sheet.cell(row, 2).value))
    book.save(path)


def test_the_sample_is_drawn_by_the_seed_alone(corpus):
    articles, topics = corpus
    drawn = [
        draw_sample(table, topics, n=10, seed=seed)["article_id"].tolist()
        for table, seed in ((articles, 1), (articles[::-1], 1), (articles, 2))
    ]
    assert drawn[0] == drawn[1] != drawn[2]
    assert len(draw_sample(articles, topics, n=99, seed=1)) == 40


def test_no_sheet_of_a_coder_shows_what_the_machine_says(corpus, tmp_path):
    articles, topics = corpus
    book = load_workbook(sample_for_coding(articles, topics, path=tmp_path / "c.xlsx", n=20))
    for coder in (1, 2):
        values = [value for row in book[f"编码员{coder}"].iter_rows(min_row=2, values_only=True) for value in row]
        assert not set(topic_labels(topics, "zh")) & set(values)
    orders = [[row[1] for row in book[f"编码员{coder}"].iter_rows(min_row=2, values_only=True)] for coder in (1, 2)]
    assert orders[0] != orders[1]
    assert sorted(orders[0]) == sorted(orders[1])


def test_topics_are_chosen_from_a_list_and_text_is_no_formula(corpus, tmp_path):
    book = load_workbook(sample_for_coding(*corpus, path=tmp_path / "c.xlsx", n=20))
    choices = book["编码员1"].data_validations.dataValidation
    assert [(choice.formula1, str(choice.sqref)) for choice in choices] == [("'主题'!$A$2:$A$5", "E2:E21 F2:F21")]
    assert [cell.value for cell in book["主题"]["A"]][1:] == ["茶业", "县域经济", "体育", "无"]
    assert book["编码员1"]["C2"].data_type == "s"


def test_a_machine_that_agrees_needs_no_correction(corpus, tmp_path):
    articles, topics = corpus
    path = sample_for_coding(articles, topics, path=tmp_path / "c.xlsx", n=20)
    machine = topics.main.set_index("article_id")["label"].to_dict()
    for coder in (1, 2):
        filled(path, machine, coder)
    coding = score_coding(path, topics)
    values = coding.measures.set_index("measure")["value"]
    assert values[["alpha", "agreement", "strict", "lenient"]].tolist() == [1, 1, 1, 1]
    assert coding.shares["share"].tolist() == coding.shares["machine"].tolist() == [0.25] * 4
    assert coding.topics[["precision", "recall"]].eq(1).all(axis=None)


def test_what_the_machine_gets_wrong_moves_the_share(corpus, tmp_path):
    articles, topics = corpus
    path = sample_for_coding(articles, topics, path=tmp_path / "c.xlsx", n=40)
    machine = topics.main.set_index("article_id")["label"]
    hand = machine.where(~((machine == "体育") & (machine.index < "t-20")), "茶业")
    moved = int((hand != machine).sum())
    filled(path, hand.to_dict())
    filled(path, dict.fromkeys(machine.index, "体育"), column=6)
    coding = score_coding(path, topics)
    shares = coding.shares.set_index("label")
    assert shares.loc["茶业", "share"] == pytest.approx(0.25 + moved / 40)
    assert shares.loc["体育", "share"] == pytest.approx(0.25 - moved / 40)
    assert shares.loc["茶业", "low"] <= shares.loc["茶业", "hand"] <= shares.loc["茶业", "high"]
    values = coding.measures.set_index("measure")
    assert values.loc["strict", "value"] == pytest.approx(1 - moved / 40)
    assert values.loc["lenient", "value"] == 1
    assert values.loc["alpha", "n"] == 0  # one coder
    assert "α" not in coding.sentences["zh"]


def test_two_coders_who_differ_count_half_each(corpus, tmp_path):
    articles, topics = corpus
    path = sample_for_coding(articles, topics, path=tmp_path / "c.xlsx", n=40)
    filled(path, dict.fromkeys(articles["article_id"], "茶业"), 1)
    filled(path, dict.fromkeys(articles["article_id"], "体育"), 2)
    coding = score_coding(path, topics)
    assert coding.shares.set_index("label")["hand"].to_dict() == {"茶业": 0.5, "县域经济": 0, "体育": 0.5, "无": 0}
    assert coding.measures.set_index("measure").loc["alpha", "value"] < 0
    assert "Krippendorff α=" in coding.sentences["zh"]
    assert "Krippendorff's α between coders" in coding.sentences["en"]


def test_the_sentences_name_the_seed_that_the_sample_was_drawn_with(corpus, tmp_path):
    articles, topics = corpus
    path = sample_for_coding(articles, topics, path=tmp_path / "c.xlsx", n=40, seed=7, language="en")
    book = load_workbook(path)
    book["coder1"].cell(2, 5, "none" if "none" in topic_labels(topics, "en") else "无")
    book.save(path)
    coding = score_coding(path, topics)
    assert provenance(coding=coding)["inputs"] == {"c.xlsx": sha256(path.read_bytes()).hexdigest()}
    said = coding.sentences
    assert "drawn at random (seed 7)" in said["en"]
    assert "“none”" in said["en"]
    assert "（种子7）" in said["zh"]
    assert "“无”" in said["zh"]
    del book["guide"]
    book.save(path)
    assert "seed" not in score_coding(path, topics).sentences["en"]


def test_intruders_that_are_found_are_counted(corpus, tmp_path):
    articles, topics = corpus
    path = sample_for_coding(articles, topics, path=tmp_path / "c.xlsx", n=40)
    filled(path, {articles["article_id"][0]: "茶业"})
    book = load_workbook(path)
    sheet = book["词语入侵1"]
    tops = [set(part["term"]) for _, part in topics.terms[topics.terms["rank"] <= 5].groupby("topic")]
    for row in range(2, sheet.max_row + 1):
        shown = [sheet.cell(row, column).value for column in range(2, 8)]
        top = max(tops, key=lambda words: len(words & set(shown)))
        sheet.cell(row, 8, next(word for word in shown if word not in top))
    book.save(path)
    measures = score_coding(path, topics).measures.set_index("measure")
    assert measures.loc["word_intrusion", ["n", "value"]].tolist() == [sheet.max_row - 1, 1]
    assert sheet.max_row > 1


def test_a_topic_that_is_not_in_the_list_is_an_error_with_its_line(corpus, tmp_path):
    articles, topics = corpus
    path = sample_for_coding(articles, topics, path=tmp_path / "c.xlsx", n=5)
    book = load_workbook(path)
    book["编码员2"].cell(4, 5, "咖啡")
    book.save(path)
    with pytest.raises(SeedError, match=r"c\.xlsx, line 4: no such topic – '咖啡', coder 2 – there are 茶业"):
        score_coding(path, topics)


def test_what_is_no_coded_sheet_is_an_error(corpus, tmp_path):
    articles, topics = corpus
    path = sample_for_coding(articles, topics, path=tmp_path / "c.xlsx", n=5)
    with pytest.raises(ValueError, match="nothing coded"):
        score_coding(path, topics)
    (tmp_path / "x.xlsx").write_text("no", encoding="utf-8")
    with pytest.raises(SeedError, match="not a workbook"):
        score_coding(tmp_path / "x.xlsx", topics)
    with pytest.raises(ValueError, match="language='fr'"):
        sample_for_coding(articles, topics, path=path, language="fr")


def moved(book):
    book["编码员1"].delete_cols(4)


def renamed(book):
    book["编码员2"].cell(1, 5).value = "主题"


def twice(book):
    sheet = book["编码员1"]
    sheet.cell(3, 2).value = sheet.cell(2, 2).value


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (moved, "编码员1 were moved or named anew"),
        (renamed, "编码员2 were moved or named anew"),
        (twice, "line 3: an article twice"),
    ],
)
def test_a_sheet_that_would_be_read_wrongly_is_refused(corpus, tmp_path, change, said):
    articles, topics = corpus
    path = sample_for_coding(articles, topics, path=tmp_path / "c.xlsx", n=20)
    filled(path, dict.fromkeys(articles["article_id"], "茶业"))
    book = load_workbook(path)
    change(book)
    book.save(path)
    with pytest.raises(SeedError, match=said):
        score_coding(path, topics)


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x05\x06" + b"\0" * 18])
def test_what_is_no_workbook_is_said(corpus, tmp_path, content):
    (tmp_path / "c.xlsx").write_bytes(content)
    with pytest.raises(SeedError, match="not a workbook of sample_for_coding"):
        score_coding(tmp_path / "c.xlsx", corpus[1])
    with pytest.raises(SeedError, match="not a workbook of sample_for_coding"):
        score_coding(tmp_path / "none.xlsx", corpus[1])
