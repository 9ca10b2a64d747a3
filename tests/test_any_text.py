"""Any text and any bytes through every public function: what comes out holds its promises, and only `ValueError` comes instead."""

import tempfile
from contextlib import suppress
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import corpus_tools as ct

LEXICON = ct.Lexicon()
PIECES = (
    "去年", "全省", "收入", "16.3亿元", "，", "。", "同比", "增长", "4.6%", "\n", "\r\n", "　　", "本报记者 张一山", "（记者", "）", "本报讯", "——", "…", "“三高四新”",
    "一", "百分之五点二", "分别", "、", "由5.1%升至", "2024年1月13日", "前11个月", "上年", "0", "1—", "-", "万", "亿", "第3版", "①", "下转", "<p>", "\x00", "\u200b", "\u0301", "𠮷", "\u2028",
)  # fmt: skip
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.characters(exclude_categories=["Cs"])), max_size=60).map("".join)
settings.register_profile("any text", derandomize=True, deadline=None, max_examples=12)
TRIED = settings.get_profile("any text")


def article(text):
    return pd.DataFrame(
        {"article_id": ["a-01"], "date": ["2024-01-13"], "title": [text[:20]], "text": [text]}, dtype="str"
    )


def stated(table, text):
    rows = table[table["field"] == "text"] if "field" in table else table
    return [text[start:end] for start, end in zip(rows["start"], rows["end"], strict=True)], rows


@TRIED
@given(TEXTS)
def test_what_is_found_stands_in_the_text(text):
    for find, column in ((ct.find_quantities, "stated"), (ct.find_periods, "stated")):
        said, rows = stated(find(article(text)), text)
        assert said == rows[column].tolist()
    said, tokens = stated(ct.tokenise(article(text), LEXICON, complete=True), text)
    assert said == tokens["term"].tolist()


@TRIED
@given(TEXTS)
def test_what_is_counted_of_it(text):
    tokens = ct.tokenise(article(text), LEXICON)
    counts = ct.count_terms(tokens)
    assert counts["n"].gt(0).all()
    assert ct.score_terms(counts, resamples=5)["n"].sum() == counts["n"].sum()
    assert ct.lexical_diversity(tokens, window=5)["tokens"].sum() == counts["n"].sum()
    assert ct.concordance(article(text), text[:3] or "雨")["node"].eq(text[:3]).all()
    ct.audit_quantities(ct.find_quantities(article(text)))
    ct.find_new_words(article(text), LEXICON, least=1, cohesion=0, entropy=0)


@TRIED
@given(TEXTS, TEXTS)
def test_a_page_is_kept_whole_and_can_be_looked_at(text, newspaper):
    issue = ct.Issue(f"{newspaper[:9]}.txt", text, newspaper[:30], "2024-01-13", "01")
    parsed = ct.parse_issues([issue])
    said, _ = stated(parsed.lines, text)
    assert "".join("".join(said).split()) == "".join(text.split())
    assert ct.restore(parsed).get(issue.issue_id, text) == text
    with tempfile.TemporaryDirectory() as folder:
        [page] = ct.write_review(parsed, Path(folder) / "a.html", quantities=ct.find_quantities(parsed.articles))
        assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
        ct.save_table(parsed.articles, Path(folder) / "articles")
        assert len(list(Path(folder).iterdir())) == 5


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.jsonl", "a.pdf", "issues.csv", "corrections.toml"])
@TRIED
@given(
    content=st.one_of(st.binary(max_size=300), TEXTS.map(str.encode), TEXTS.map(lambda text: text.encode("gb18030")))
)
def test_any_bytes_are_read_or_refused(name, content):
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "b.txt").write_text("雨停了。", encoding="utf-8")
        (Path(folder) / name).write_bytes(content)
        with suppress(ValueError):
            issues = ct.read_issues(folder)
            assert issues or issues.failed
            ct.parse_issues(issues)


@pytest.mark.parametrize("name", ["words.tsv", "stopwords.tsv", "topics.toml", "units.tsv"])
@TRIED
@given(content=st.one_of(st.binary(max_size=200), TEXTS.map(str.encode)))
def test_any_list_is_read_or_refused(name, content):
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / name).write_bytes(content)
        with suppress(ValueError):
            if name == "topics.toml":
                ct.tag_topics(ct.tokenise(article("雨停了"), LEXICON), Path(folder) / name)
            elif name == "units.tsv":
                ct.find_quantities(article("增长4.6%"), rules=ct.Rules.read(folder))
            else:
                ct.tokenise(article("雨停了"), ct.Lexicon.read(folder))
