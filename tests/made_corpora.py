"""Corpora made up for the tests of the plots: the tables of an article, of pages, of thirty pages of two newspapers, of nothing."""

import random
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from generated_pages import make_page

import corpus_tools as ct
from corpus_tools.sources.issues import Issue
from corpus_tools.tables import empty, make_table

# size: newspapers, days of each, pages of each day, articles of each page
SIZES = {
    "one article": (1, 1, 1, 1),
    "one page": (1, 1, 1, 6),
    "five pages": (1, 1, 5, 6),
    "a day of eight pages": (1, 1, 8, 7),
    "thirty pages of two newspapers": (2, 5, 3, 6),
    "nothing": (0, 0, 0, 0),
}
PAPERS = ("青岩日报", "白水镇与石门坳之声")
PLACES = ("临川县", "白水镇", "青岩市", "南浦区及周边七个乡镇")
GOODS = ("茶叶产值", "旅游收入", "棉花收购和仓储运输费用", "外贸进出口总额", "公路投资")
TOPICS = """
[[topic]]
label = "农业"
english = "Farming"
words.1 = ["茶园", "秧苗", "棉花", "果农"]

[[topic]]
label = "交通与水利基础设施建设"
english = "Transport, water and other infrastructure"
words.1 = ["列车", "水库", "渡口", "管道"]

[[topic]]
label = "教育"
english = "Education"
words.1 = ["学校", "孩子", "手艺"]
"""


@cache
def corpus(size):
    """The tables of a corpus of `size`, by name; made once."""
    papers, days, pages, articles = SIZES[size]
    issues = [
        Issue(
            f"{paper}-{day}-{page}.txt",
            _text(100 * paper + 10 * day + page, articles),
            PAPERS[paper],
            f"2024-03-{day + 1:02}",
            str(page + 1),
        )
        for paper in range(papers)
        for day in range(days)
        for page in range(pages)
    ]
    if not issues:
        return NOTHING
    parsed, lexicon = ct.parse_issues(issues), ct.Lexicon()
    tokens = ct.tokenise(parsed.articles, lexicon)
    counts = ct.count_terms(tokens, by="article_id")
    terms = ct.score_terms(counts, recounts=ct.recount_terms(parsed.articles, lexicon))
    target = counts["group"] == counts["group"].iloc[0]
    with TemporaryDirectory() as folder:
        (Path(folder) / "topics.toml").write_text(TOPICS, encoding="utf-8")
        topics = ct.tag_topics(tokens, Path(folder) / "topics.toml")
    return {
        "articles": parsed.articles,
        "lines": parsed.lines,
        "repairs": parsed.repairs,
        "tokens": tokens,
        "terms": terms,
        "keyness": ct.keyness(counts[target], counts[~target]) if not target.all() else empty("keyness"),
        "pairs": ct.collocates(tokens, terms["term"].head(30).tolist()),
        "topics": topics.articles,
        "topic_terms": topics.terms,
        "topic_shares": topics.shares,
        "quantities": ct.find_quantities(parsed.articles),
        **_compared(parsed, tokens, counts, target),
    }


def _compared(parsed, tokens, counts, target):
    """What the plots of comparison draw: the first article before, all after; and every term by day."""
    dated = tokens.merge(parsed.articles[["article_id", "date"]], on="article_id")
    shift = ct.word_shift(counts[target], counts)
    rows = [
        {"what": what, "key": row.term, "before": row.n_before / 9, "after": row.n_after / 9, "difference": (row.n_after - row.n_before) / 9,
         "low": (row.n_after - row.n_before) / 9 - 1, "high": (row.n_after - row.n_before) / 9 + 1, "q": at / 20,
         "evidence_before": f"a-01 text 1-2: {row.term * 9}⟦{at}亿元⟧，" * 2, "evidence_after": f"a-02 title 1-2: ⟦{at}亿元⟧"}
        for what in ("term", "indicator") for at, row in enumerate(shift.head(30).itertuples())
    ]  # fmt: skip
    return {
        "shift": shift,
        "changes": make_table("changes", rows),
        "series": ct.term_series(dated, shift["term"].head(20).tolist(), by="day"),
        "issues": parsed.articles[["issue_id", "newspaper", "date", "page"]].drop_duplicates(),
        "reuse": ct.find_reuse(parsed.articles, least=0.02),
    }


def _text(seed, articles):
    """A page with what the plots of quantities draw: sums of money, rates of growth, aims."""
    rng = random.Random(seed)
    page = make_page(seed, articles=articles)
    lines = [f"{row.text}{_statistics(rng)}" if row.role == "body" else row.text for row in page.rows]
    return "\n\n".join(lines)


def _statistics(rng):
    """Sentences that state statistics; an article of the smallest corpus may have none."""
    said = [
        f"去年{rng.choice(PLACES)}{rng.choice(GOODS)}达到{rng.randint(1, 99) / 10}亿元，同比增长{rng.randint(1, 400) / 10}%。",
        f"今年{rng.choice(PLACES)}力争{rng.choice(GOODS)}增长{rng.randint(3, 12)}%。",
        f"全年投入{rng.choice(GOODS)}{rng.randint(1, 900)}万美元。",
        "",
    ]
    return rng.choice(said)


NOTHING = {
    name: empty(name)
    for name in (
        "articles",
        "lines",
        "repairs",
        "tokens",
        "terms",
        "keyness",
        "quantities",
        "changes",
        "series",
        "issues",
        "reuse",
        "topic_terms",
        "topic_shares",
    )
} | {
    "pairs": ct.collocates(empty("tokens"), []),
    "topics": empty("topic_articles"),
    "shift": empty("word_shift"),
}
