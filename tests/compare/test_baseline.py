"""The baseline: what is usual stays so, what is not is said in one sentence, and the file is held to what it was made from."""

import json

import pytest
from compared_corpus import TEA, TOPICS, WATER, make_corpus, write

import corpus_tools as ct
from corpus_tools.compare.baseline import _usual

STRANGE = "囍囍鑫森淼焱垚，犇羴鱻猋骉麤。赑赑屃饕餮魑魅魍魉。"


@pytest.fixture(scope="module")
def frozen(tmp_path_factory):
    folder = tmp_path_factory.mktemp("baseline")
    usual = [
        {"date": f"2024-01-{day:02}", "body": f"{TEA}{WATER}", "byline": "本报记者 张一山"} for day in range(1, 11)
    ]
    new = [{"date": "2024-02-01", "body": f"{TEA}{WATER}", "byline": "本报记者 张一山"},
           {"date": "2024-02-02", "body": STRANGE * 9, "byline": "本报记者 李小川"}]  # fmt: skip
    corpus, topics = make_corpus(folder, usual + new), write(folder / "topics.toml", TOPICS)
    return corpus, topics, ct.freeze_baseline(corpus.select(until="2024-01"), folder / "kept/usual.json", topics=topics)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_is_usual_is_inside_and_what_is_strange_outside(frozen, language):
    corpus, topics, path = frozen
    found = ct.drift(corpus.select(since="2024-02"), path, topics=topics, language=language)
    outside = found[found["outside"]]
    assert set(outside["issue"]) == {"青岩日报-2024-02-02"}
    assert {"unseen_words", "unseen_names", "topic_coverage", "lexicon_coverage"} <= set(outside["measure"])
    sentence = outside.set_index("measure").loc["unseen_words", "sentence"]
    assert sentence.startswith("青岩日报-2024-02-02")
    assert ("never seen in the baseline; usual is" in sentence) == (language == "en")


def test_the_issues_of_the_baseline_are_inside(frozen):
    corpus, topics, path = frozen
    assert not ct.drift(corpus.select(until="2024-01"), path, topics=topics)["outside"].any()


def test_the_file_says_what_it_holds(frozen):
    corpus, _, path = frozen
    held = json.loads(path.read_text(encoding="utf-8"))
    assert held["terms"]["春茶"] == 10
    assert held["names"] == ["张一山"]
    assert sum(held["topics"].values()) == pytest.approx(1)
    assert set(held["measures"]["repairs"]) == {f"青岩日报-2024-01-{day:02}" for day in range(1, 11)}
    again = ct.freeze_baseline(corpus.select(until="2024-01"), path.with_name("again.json"), topics=frozen[1])
    assert again.read_bytes() == path.read_bytes()


def test_a_small_baseline_has_no_bounds(frozen, tmp_path):
    corpus = frozen[0]
    path = ct.freeze_baseline(corpus.select(until="2024-01-05"), tmp_path / "few.json")
    found = ct.drift(corpus.select(since="2024-02"), path)
    assert found["low"].isna().all()
    assert not found["outside"].any()


@pytest.mark.parametrize("text", ["", "[]", "{", '{"schema": 9}'])
def test_what_is_no_baseline(frozen, tmp_path, text):
    with pytest.raises(ValueError, match=r"baseline.* – bad.json – "):
        ct.drift(frozen[0], write(tmp_path / "bad.json", text))


def test_other_topics_and_nothing_at_all_are_refused(frozen, tmp_path):
    corpus, _, path = frozen
    with pytest.raises(ValueError, match=r"the topics are not those of the baseline – other\.toml"):
        ct.drift(corpus, path, topics=write(tmp_path / "other.toml", TOPICS + "\n"))
    with pytest.raises(ValueError, match=r"a baseline needs articles – none\.json"):
        ct.freeze_baseline(corpus.select(since=2031), tmp_path / "none.json")


def test_a_share_is_usual_up_to_one_and_a_high_one_within_little():
    low, middle, high = _usual([0.94, 0.95, 0.95, 0.95, 0.95, 0.95, 0.95, 0.96], share=True)
    assert (round(low, 5), middle, round(high, 5)) == (0.94125, 0.95, 0.95875)
    assert _usual([0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.9], share=True)[2] == 1.0
    assert _usual([2.0] * 8)[2] > 2.0


def changed(**parts):
    return lambda held: json.dumps(held | parts)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (changed(schema="x"), "another version"),
        (changed(measures=[1]), "was changed"),
        (changed(measures={"repairs": {"a": "x"}}), "was changed"),
        (changed(measures={"repairs": {"a": float("nan")}}), "was changed"),
        (changed(terms=[["春茶"]]), "was changed"),
        (changed(names=5), "no baseline"),
        (lambda held: json.dumps({name: part for name, part in held.items() if name != "names"}), "no baseline"),
        (lambda _: "[" * 100_000, "no baseline"),
        (lambda _: "[1]", "no baseline"),
    ],
)
def test_a_baseline_that_was_changed_is_refused(frozen, tmp_path, change, said):
    corpus, _, path = frozen
    bad = write(tmp_path / "bad.json", change(json.loads(path.read_text(encoding="utf-8"))))
    with pytest.raises(ValueError, match=said):
        ct.drift(corpus, bad)


def test_what_is_not_there_is_said(frozen, tmp_path):
    corpus, _, path = frozen
    with pytest.raises(ValueError, match="no baseline"):
        ct.drift(corpus, tmp_path / "none.json")
    with pytest.raises(ValueError, match="no such language – 'fr' – there are en, zh"):
        ct.drift(corpus, path, language="fr")
    with pytest.raises(ValueError, match=r"none\.toml"):
        ct.freeze_baseline(corpus, tmp_path / "b.json", topics=tmp_path / "none.toml")
