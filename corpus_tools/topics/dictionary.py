"""Tokens → topics: which policy areas each article speaks of, by a dictionary of weighted words."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd
from pandas.api.typing import DataFrameGroupBy

from corpus_tools.tables import SeedError, empty, make_table, require

THRESHOLD = 0.2  # share from which an article is said to speak of a topic: at most five topics can reach it
NAMES = {"zh": "label", "en": "english"}  # key of the file by language


@dataclass(frozen=True)
class Topics:
    """Topics of a corpus, as tables.

    `terms` has one row for each term of a topic that occurs: its weight is the share of the topic's weight that it
    brings. `articles` has one row for each topic of each article; its shares add up to 1, or to 0 where nothing
    matched. `coverage` has one row for each topic: words in the dictionary, those that matched, matches, share of all
    tokens, articles that reach the threshold. `overlap` has one row for each pair of topics with words or articles in
    common. `totals` hold the share of tokens and of articles that any topic covers, and of articles with several.
    """

    terms: pd.DataFrame
    articles: pd.DataFrame
    coverage: pd.DataFrame = field(default_factory=pd.DataFrame)
    overlap: pd.DataFrame = field(default_factory=pd.DataFrame)
    totals: Mapping[str, float] = field(default_factory=dict)

    def _repr_html_(self) -> str:
        """Return the coverage as a table, with the totals above it."""
        said = ", ".join(f"{name.replace('_', ' ')} {share:.1%}" for name, share in self.totals.items())
        return f"<p>{said}</p>{self.coverage.to_html(index=False, float_format='{:.3f}'.format)}"


def tag_topics(
    tokens: pd.DataFrame, topics: str | Path, *, language: str = "zh", threshold: float = THRESHOLD
) -> Topics:
    """Return the topics of `tokens` by the dictionary in the file `topics` (see ``seeds/lexicon/topics.toml``).

    The share of a topic in an article is its matched weight over that of all topics: with w(k) the weights of the
    words of topic k that occur, share(k) = Σ w(k) / Σ Σ w. A word matches one token or several neighbours of one
    sentence that make it up, the longest first; a token counts for one word, and a word for every topic that has it.
    Nothing is learnt from the text, so a topic without words is not seen, and a word in an unexpected sense counts.

    Raises SeedError when the file is not such a dictionary.

    Examples
    --------
    >>> from corpus_tools.tables import make_table
    >>> rows = [("县域", 0, 2), ("经济", 2, 4), ("与", 4, 5), ("教育", 5, 7)]
    >>> tokens = make_table("tokens", [{"article_id": "a", "term": t, "start": s, "end": e} for t, s, e in rows])
    >>> tag_topics(tokens, "seeds/lexicon/topics.toml").articles.query("share > 0")[["label", "share"]]
      label  share
    0  县域经济    0.5
    9    教育    0.5
    """
    words = read_topics(Path(topics), language)
    matches = _find_words(require(tokens, ("article_id", "start", "end", "sentence", "term")), set(words["term"]))
    hits = matches.merge(words, on="term")
    shares = _shares(hits, words, tokens["article_id"].drop_duplicates())
    spoken = shares[shares["share"] >= threshold]
    return Topics(
        terms=_rank_terms(hits),
        articles=shares,
        coverage=_cover(words, hits, spoken, len(tokens)),
        overlap=_overlap(words, matches, spoken),
        totals=_totals(matches, spoken, tokens),
    )


def read_topics(path: Path, language: str = "zh") -> pd.DataFrame:
    """Return a dictionary of topics: one row for each word of a topic, as topic, label, term, weight.

    Raises SeedError for a file that is not TOML, or a topic without label or words; ValueError for another language.
    """
    if language not in NAMES:
        msg = f"unknown language {language!r}; there are {sorted(NAMES)}"
        raise ValueError(msg)
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8-sig"))["topic"]
        labels = [{name: entry[key] for name, key in NAMES.items()}[language] for entry in entries]
        rows = [row for number, entry in enumerate(entries, 1) for row in _words(number, entry, labels[number - 1])]
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SeedError(str(error), path) from error
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        problem = (
            f'every [[topic]] needs a label, an english label and words by weight, such as words.3 = ["教育"] ({error})'
        )
        raise SeedError(problem, path) from error
    return pd.DataFrame(rows).drop_duplicates(["topic", "term"], ignore_index=True)


def _words(number: int, entry: Mapping, label: str) -> Iterator[dict]:
    """Yield the words of one topic, the heaviest first."""
    for weight, terms in sorted(entry["words"].items(), key=lambda item: -float(item[0])):
        for term in terms:
            yield {"topic": number, "label": label, "term": term, "weight": float(weight)}


def _find_words(tokens: pd.DataFrame, words: set[str]) -> pd.DataFrame:
    """Return the places where `words` stand: article, term, number of tokens that it takes."""
    terms = tokens["term"].tolist()
    ids = tokens["article_id"].tolist()
    follows = _follows(tokens)
    beginnings = {word[:length] for word in words for length in range(1, len(word) + 1)}
    found, place = [], 0
    while place < len(terms):
        word, size = _longest(terms, follows, place, words, beginnings)
        if word:
            found.append((ids[place], word, size))
        place += max(size, 1)
    return pd.DataFrame(found, columns=["article_id", "term", "tokens"]).astype(
        {"article_id": "str", "term": "str", "tokens": "int64"}
    )


def _follows(tokens: pd.DataFrame) -> list[bool]:
    """Tell of each token whether it stands directly behind the one before, in the same sentence."""
    before = tokens[["article_id", "sentence", "end"]].shift()
    same = (tokens["article_id"] == before["article_id"]) & (tokens["sentence"] == before["sentence"])
    return (same & (tokens["start"] == before["end"])).tolist()


def _longest(
    terms: list[str], follows: list[bool], place: int, words: set[str], beginnings: set[str]
) -> tuple[str, int]:
    """Return the longest word that the tokens from `place` make up, and how many tokens it takes; nothing is ("", 0)."""
    joined, best = terms[place], ("", 0)
    end = place + 1
    while joined in beginnings:
        if joined in words:
            best = (joined, end - place)
        if end == len(terms) or not follows[end]:
            break
        joined += terms[end]
        end += 1
    return best


def _shares(hits: pd.DataFrame, words: pd.DataFrame, ids: pd.Series) -> pd.DataFrame:
    """Return the share of every topic in every article."""
    labels = words[["topic", "label"]].drop_duplicates()
    grid = labels.merge(ids.to_frame(), how="cross")
    weights = hits.groupby(["topic", "article_id"], as_index=False)["weight"].sum()
    shares = grid.merge(weights, how="left", on=["topic", "article_id"]).fillna({"weight": 0.0})
    totals = shares.groupby("article_id")["weight"].transform("sum")
    shares["share"] = (shares["weight"] / totals).fillna(0.0)
    ordered = shares.sort_values(["article_id", "topic"], ignore_index=True)
    return make_table("topic_articles", ordered[["topic", "label", "article_id", "share"]].to_dict("records"))


def _rank_terms(hits: pd.DataFrame) -> pd.DataFrame:
    """Return the terms of each topic, by the share of the topic's weight that each brings."""
    if hits.empty:
        return empty("topic_terms")
    sums = hits.groupby(["topic", "label", "term"], as_index=False)["weight"].sum()
    sums["weight"] /= sums.groupby("topic")["weight"].transform("sum")
    ordered = sums.sort_values(["topic", "weight", "term"], ascending=[True, False, True])
    ranked = ordered.assign(rank=ordered.groupby("topic").cumcount() + 1)
    return make_table("topic_terms", ranked[["topic", "label", "rank", "term", "weight"]].to_dict("records"))


def _cover(words: pd.DataFrame, hits: pd.DataFrame, spoken: pd.DataFrame, size: int) -> pd.DataFrame:
    """Return what each topic covers of the corpus."""
    coverage = words.groupby(["topic", "label"], as_index=False).agg(words=("term", "size"))
    by_topic = hits.groupby("topic")
    columns = {"matched": by_topic["term"].nunique(), "n": by_topic.size(), "articles": spoken.groupby("topic").size()}
    for name, counts in columns.items():
        coverage[name] = coverage["topic"].map(counts).fillna(0).astype("int64")
    taken = coverage["topic"].map(by_topic["tokens"].sum()).fillna(0)
    return coverage.assign(token_share=taken / max(size, 1))


def _overlap(words: pd.DataFrame, matches: pd.DataFrame, spoken: pd.DataFrame) -> pd.DataFrame:
    """Return, for each pair of topics with something in common: shared words, their matches, articles that speak of both."""
    found = words["term"].map(matches["term"].value_counts()).fillna(0)
    shared = _pairs(words.assign(n=found), "term").agg(words=("term", "size"), n=("n", "sum"))
    both = _pairs(spoken, "article_id").agg(articles=("article_id", "size"))
    return shared.join(both, how="outer").fillna(0).astype("int64").sort_index().reset_index()


def _pairs(table: pd.DataFrame, common: str) -> DataFrameGroupBy:
    """Group what two topics have in common by the pair, each pair once."""
    pairs = table.merge(table[["topic", "label", common]], on=common, suffixes=("", "_other"))
    return pairs[pairs["topic"] < pairs["topic_other"]].groupby(["topic", "label", "topic_other", "label_other"])


def _totals(matches: pd.DataFrame, spoken: pd.DataFrame, tokens: pd.DataFrame) -> dict[str, float]:
    """Return the share of tokens and of articles that any topic covers, and of articles with several topics."""
    articles = max(tokens["article_id"].nunique(), 1)
    return {
        "tokens_covered": float(matches["tokens"].sum() / max(len(tokens), 1)),
        "articles_covered": matches["article_id"].nunique() / articles,
        "articles_with_several": int((spoken["article_id"].value_counts() > 1).sum()) / articles,
    }
