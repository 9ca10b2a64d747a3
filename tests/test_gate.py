"""Every public function that takes a table × every frame that someone may hand it: the same result, or a ValueError that says why."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import matplotlib.pyplot as plt
import networkx as nx
import pandas as pd
import pytest
from frames import BROKEN, SAME
from made_corpora import TOPICS, corpus
from openpyxl import load_workbook

import corpus_tools as ct
from corpus_tools.plots.frames import attached
from corpus_tools.tables import SCHEMAS, make_table

LEXICON = ct.Lexicon()
KNOWN = {name for columns in SCHEMAS.values() for name in columns} | {"article", "characters"}
MADE = {
    "stability": make_table("topic_stability", [{"topic": n, "label": f"茶{n}", "stability": 0.5, "lowest": 0.2} for n in (1, 2)]),
    "numbers": make_table("topic_numbers", [{"k": k, "stability": 0.5, "coherence": 0.1, "exclusivity": 0.4, "weakest": 0.2, "enough": True} for k in (2, 3)]),
    "corrected": make_table("corrected_shares", [{"label": f"茶{n}", "machine": 0.2, "hand": 0.3, "hand_low": 0.2, "hand_high": 0.4, "share": 0.3, "low": 0.2, "high": 0.4} for n in (1, 2)]),
}  # fmt: skip


@cache
def tables():
    """Small tables of every kind: two articles of a page, one without a title, and what is counted in them."""
    page = corpus("one page")
    ids = page["articles"]["article_id"].head(2).tolist()
    few = {
        name: page[name][page[name]["article_id"].isin(ids)].reset_index(drop=True)
        for name in ("articles", "lines", "tokens", "quantities", "topics")
    }
    counts = ct.count_terms(page["tokens"])
    made = {
        "counts": counts, "terms": page["terms"].head(30), "keyness": page["keyness"].head(30), "pairs": page["pairs"].head(30),
        "recounts": ct.recount_terms(few["articles"], LEXICON),
        "target": counts[counts["group"] == ids[0]].reset_index(drop=True), "reference": counts[counts["group"] != ids[0]].reset_index(drop=True),
        "words": ct.find_new_words(page["articles"], LEXICON, least=2, cohesion=0, entropy=0).head(5),
        "quantities": few["quantities"].head(8), "many": ct.count_terms(themes()),
    }  # fmt: skip
    whole = {f"page_{name}": page[name] for name in ("articles", "lines", "repairs")}
    return page | few | made | whole | MADE


@cache
def themes():
    """Tokens of thirty articles of which the words say clearly what they are about."""
    words = (("茶园", "秧苗", "棉花"), ("学校", "孩子", "手艺"))
    rows = [
        {"article_id": f"a-{n:02}", "position": at, "start": 3 * at, "end": 3 * at + 2, "sentence": at, "term": term, "pos": "n"}
        for n in range(30)
        for at, term in enumerate((*words[n % 2], *words[n % 2][n % 3 :], "夏天"))
    ]  # fmt: skip
    return make_table("tokens", rows)


@cache
def topics():
    return tagged(corpus("one page")["tokens"])


@cache
def theme_topics():
    return tagged(themes())


def tagged(tokens):
    with TemporaryDirectory() as folder:
        (Path(folder) / "topics.toml").write_text(TOPICS, encoding="utf-8")
        return ct.tag_topics(tokens, Path(folder) / "topics.toml")


@pytest.fixture
def files(tmp_path):
    (tmp_path / "topics.toml").write_text(TOPICS, encoding="utf-8")
    return tmp_path


def parsed(articles, lines, repairs):
    return ct.Parsed(articles, lines, repairs, ())


# name of the function: the tables that it takes, and a call with them and a folder to write in
CALLS = {
    "restore": ("page_articles page_lines page_repairs", lambda a, n, r, _: ct.restore(parsed(a, n, r))),
    "find_periods": ("articles", lambda a, _: ct.find_periods(a)),
    "find_quantities": ("articles", lambda a, _: ct.find_quantities(a)),
    "audit_quantities": ("quantities", lambda q, _: ct.audit_quantities(q)),
    "tokenise": ("articles", lambda a, _: ct.tokenise(a, LEXICON)),
    "find_new_words": ("articles", lambda a, _: ct.find_new_words(a, LEXICON, least=2, cohesion=0, entropy=0)),
    "save_word_sheet": ("words", lambda w, f: ct.save_word_sheet(w, f / "words.csv").read_text(encoding="utf-8")),
    "count_terms": ("tokens", lambda t, _: ct.count_terms(t)),
    "count_terms of issues": ("tokens", lambda t, _: ct.count_terms(t, by="issue_id")),
    "count_terms of pairs": ("tokens", lambda t, _: ct.count_terms(t, by=None, size=2)),
    "count_terms of counts": ("counts", lambda c, _: ct.count_terms(c, by="group")),
    "recount_terms": ("articles", lambda a, _: ct.recount_terms(a, LEXICON)),
    "score_terms": ("counts recounts", lambda c, r, _: ct.score_terms(c, resamples=20, recounts=r)),
    "keyness": ("target reference", lambda t, r, _: ct.keyness(t, r, least=1)),
    "collocates": ("tokens", lambda t, _: ct.collocates(t, tables()["tokens"]["term"][0], least=1)),
    "collocation_network": ("pairs", lambda p, _: nx.node_link_data(ct.collocation_network(p), edges="edges")),
    "concordance": ("articles tokens lines", lambda a, t, n, _: ct.concordance(a, "的", tokens=t, lines=n)),
    "lexical_diversity": ("tokens", lambda t, _: ct.lexical_diversity(t, window=5)),
    "tag_topics": ("tokens articles", lambda t, a, f: ct.tag_topics(t, f / "topics.toml", articles=a)),
    "explain_topic": ("tokens articles", lambda t, a, f: ct.explain_topic(t, f / "topics.toml", tables()["articles"]["article_id"][0], articles=a)),
    "suggest_topic_words": ("tokens articles", lambda t, a, f: ct.suggest_topic_words(t, f / "topics.toml", "农业", articles=a, least=1)),
    "group_topics": ("topics", lambda t, _: ct.group_topics(ct.Topics(topics().terms, t, main=topics().main, shares=topics().shares, lists=topics().lists))),
    "pool_topics": ("topics", lambda t, _: ct.pool_topics(ct.Topics(topics().terms, t, main=topics().main), pd.Series("A01", index=tables()["articles"]["article_id"]))),
    "check_model_size": ("many", lambda c, _: ct.check_model_size(c, k=2)),
    "propagate_topics": ("many", lambda c, _: ct.propagate_topics(c, theme_topics(), words=1, margin=0.1)),
    "fit_topics": ("many", lambda c, _: ct.fit_topics(c, k=2, exploratory=True)),
    "topic_stability": ("many", lambda c, _: ct.topic_stability(c, k=2, runs=1)),
    "compare_topic_numbers": ("many", lambda c, _: ct.compare_topic_numbers(c, [2], runs=1)),
    "sample_for_coding": ("articles", lambda a, f: sheets(ct.sample_for_coding(a, topics(), path=f / "coding.xlsx", n=2))),
    "name_articles": ("articles", lambda a, _: ct.name_articles(a)),
    "plot_ledger": ("lines articles repairs", lambda n, a, r, _: ct.plot_ledger(n, a, repairs=r)),
    "plot_page": ("lines articles repairs", lambda n, a, r, _: ct.plot_page(n, a, repairs=r)),
    "plot_dispersion": ("tokens", lambda t, _: ct.plot_dispersion(t, tables()["terms"]["term"].head(3))),
    "plot_frequency_dispersion": ("terms", lambda t, _: ct.plot_frequency_dispersion(t, least=2)),
    "plot_keyness": ("keyness", lambda k, _: ct.plot_keyness(k)),
    "plot_profile": ("tokens", lambda t, _: ct.plot_profile(t)),
    "plot_ranking": ("terms", lambda t, _: ct.plot_ranking(t, top=5)),
    "plot_cloud": ("terms", lambda t, _: ct.plot_cloud(t, top=5)),
    "plot_topic_map": ("topics articles", lambda t, a, _: ct.plot_topic_map(t, a)),
    "plot_topic_shares": ("topics", lambda t, _: ct.plot_topic_shares(t)),
    "plot_topic_terms": ("topic_terms", lambda t, _: ct.plot_topic_terms(t)),
    "plot_corrected_shares": ("corrected", lambda s, _: ct.plot_corrected_shares(s)),
    "plot_stability": ("stability", lambda s, _: ct.plot_stability(s)),
    "plot_topic_numbers": ("numbers", lambda n, _: ct.plot_topic_numbers(n)),
    "plot_growth": ("quantities", lambda q, _: ct.plot_growth(q)),
    "plot_money": ("quantities", lambda q, _: ct.plot_money(q)),
    "plot_statistics": ("quantities articles", lambda q, a, _: ct.plot_statistics(q, a)),
    "save_table": ("quantities", lambda q, f: written(ct.save_table(q.drop(columns="value", errors="ignore"), f / "q"))),
    "write_review": ("articles lines repairs quantities", lambda a, n, r, q, f: written(ct.write_review(ct.Parsed(a, n, r, page_issues()), f / "r.html", quantities=q))),
    "explore_concordance": ("articles", lambda a, _: str(ct.explore_concordance(a, "的").children)),
}  # fmt: skip
# What takes no table, or takes one only through another function of this list.
OTHERS = {
    "data_dictionary", "Rules", "Issue", "read_issues", "Parsed", "parse_issues", "Lexicon", "accept_words", "dictionary_counts",
    "Scoring", "Topics", "Propagation", "Coding", "score_coding", "build_corpus", "Corpus", "open_corpus", "house_style",
    "plot_parts", "plot_network", "save_figure", "embed_texts", "Report",
}  # fmt: skip
# What compares takes a corpus, or tables made by these functions themselves; tested in tests/compare.
COMPARED = {
    "agency_series", "change_points", "compare_issues", "contrast", "count_mentions", "drift", "explain", "find_mentions", "find_passages",
    "find_reuse", "freeze_baseline", "group_counts", "leave_out_repeats", "plot_calendar", "plot_changes", "plot_moved", "plot_reuse",
    "plot_series", "plot_word_shift", "quantity_series", "read_topic_shares", "articles_once", "group_sizes", "latest_day", "mention_series", "term_series", "topic_series", "word_shift",
}  # fmt: skip
EXTRA_IS_KEPT = {"save_table"}  # a reader's own columns are written too


@cache
def page_issues():
    """The page of the tables, with its text as it was."""
    page, said = corpus("one page"), tables()["articles"].iloc[0]
    [text] = ct.restore(parsed(page["articles"], page["lines"], page["repairs"])).values()
    return (ct.Issue("a.txt", text, said["newspaper"], said["date"], said["page"]),)


def sheets(path):
    return [[(cell.value, cell.data_type) for cell in row] for sheet in load_workbook(path) for row in sheet]


def written(paths):
    values = [[str(cell) for row in sheets(path) for cell in row] for path in paths if path.suffix == ".xlsx"]
    return [path.read_bytes() for path in paths if path.suffix not in {".json", ".xlsx"}], values


def plain(result):
    """What a result holds, so that it can be compared; a reader's own columns and the order of the others do not count."""
    if isinstance(result, plt.Axes):
        shown = attached(result)
        return plain(shown[sorted(name for name in shown if name in KNOWN)])
    if isinstance(result, pd.DataFrame | pd.Series):
        return result.to_csv()
    if hasattr(result, "__dataclass_fields__"):
        return {name: plain(getattr(result, name)) for name in result.__dataclass_fields__}
    return result


def call(name, change, folder):
    needed, function = CALLS[name]
    given = [change(tables()[table]) for table in needed.split()]
    before = [table.copy(deep=True) if isinstance(table, pd.DataFrame) else table for table in given]
    try:
        result = plain(function(*given, folder))
    finally:
        plt.close("all")
    for table, kept in zip(given, before, strict=True):
        pd.testing.assert_frame_equal(table, kept)
    return result


@cache
def expected(name):
    with TemporaryDirectory() as folder:
        (Path(folder) / "topics.toml").write_text(TOPICS, encoding="utf-8")
        return call(name, lambda table: table, Path(folder))


def test_every_public_function_is_tried():
    assert {name.split()[0] for name in CALLS} | OTHERS | COMPARED == set(ct.__all__)


# What takes a twentieth of a second and more meets the frames that ask most of it, the slowest the hardest; all else every one.
SLOWEST = {"recount_terms", "suggest_topic_words", "explain_topic", "tag_topics", "plot_cloud"}
SLOW = {"find_quantities", "collocates", "lexical_diversity", "save_table", "write_review", "sample_for_coding"}
HARDEST = ("arrow", "missing as NaN", "extra columns")
HARD = ("category", "many-level index", *HARDEST)
TRIED = [
    (name, frame)
    for name in CALLS
    for frame in SAME
    if (frame in HARDEST or name not in SLOW)
    and (frame == HARDEST[-1] or name not in SLOWEST)
    and (frame in HARD or not name.startswith(("plot_", "count_terms")))
]


@pytest.mark.parametrize(("name", "frame"), TRIED)
def test_the_same_table_otherwise_kept_gives_the_same(files, name, frame):
    if frame in {"extra columns", "other order of columns"} and name in EXTRA_IS_KEPT:
        pytest.skip("it writes the columns that it is given")
    assert call(name, SAME[frame], files) == expected(name)


WITHOUT_TEXT = {"plot_topic_numbers"}


@pytest.mark.parametrize("frame", BROKEN)
@pytest.mark.parametrize("name", sorted(set(CALLS) - EXTRA_IS_KEPT))
def test_a_broken_table_is_refused(files, name, frame):
    if name in WITHOUT_TEXT and frame.endswith("for text"):
        pytest.skip("it has no text")
    with pytest.raises(
        ValueError, match=r"table (lacks|has)|must be (a pandas DataFrame|text|whole numbers|numbers|true)"
    ):
        call(name, BROKEN[frame], files)
