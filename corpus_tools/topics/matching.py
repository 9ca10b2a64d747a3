"""Matching: where the words and rules of a dictionary stand in tokens, the longest word first."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import numpy as np
import pandas as pd

from corpus_tools.tables import require
from corpus_tools.tokens.lexicon import Lexicon
from corpus_tools.tokens.tokenise import tokenise
from corpus_tools.topics.dictionary import TopicDictionary, TopicRule

LEAD = 2  # sentences: the first paragraph of a report, which says what happened
BATCH = 200_000  # tokens that are looked through at a time, which bounds memory
BEFORE = 1_000_000  # positions of a headline lie before those of the text
HEADLINES = ("kicker", "title", "subtitle")
PLACES = ["article_id", "field", "sentence", "position", "place", "start", "end", "term", "tokens"]


def read_tokens(tokens: pd.DataFrame) -> pd.DataFrame:
    """Return `tokens` with what a dictionary is matched with; raise ValueError for anything else."""
    return require(tokens, ("article_id", "start", "end", "sentence", "term"), of="tokens")


def read_hits(tokens: pd.DataFrame, articles: pd.DataFrame | None, dictionary: TopicDictionary) -> pd.DataFrame:
    """Return where the words and rules of `dictionary` stand in `tokens`, and in the headlines of `articles`.

    One row for each topic of each place, in reading order; `place` numbers the tokens, headlines included. The tokens of
    an article must stand together, as `tokenise` gives them.
    """
    tokens = read_tokens(tokens)
    articles = None if articles is None else require(articles, ("article_id", "title"), of="articles")
    parts, before = [], 0
    for first, last in _batches(tokens):
        read = with_headlines(tokens.iloc[first:last], articles)
        hits = find_hits(read, dictionary)
        parts.append(hits.assign(place=hits["place"] + before))
        before += len(read)
    return pd.concat(parts, ignore_index=True)


def _batches(tokens: pd.DataFrame) -> Iterator[tuple[int, int]]:
    """Yield first and last place of stretches of tokens that hold whole articles; one, if empty, for no tokens."""
    ids = tokens["article_id"].reset_index(drop=True)
    starts = np.flatnonzero((ids != ids.shift()).to_numpy())
    first = 0
    for start in [*starts[1:].tolist(), len(tokens)]:
        if start - first >= BATCH or start == len(tokens):
            yield first, start
            first = start


def with_headlines(tokens: pd.DataFrame, articles: pd.DataFrame | None) -> pd.DataFrame:
    """Return `tokens` with a column `field` (``title``, ``lead`` or ``text``), the headlines of `articles` before them.

    Headlines are cut by the package's own lexicon; a word of several tokens is found all the same. In them `start` and
    `end` count characters of kicker, title and subtitle joined by line breaks.
    """
    needed = read_tokens(tokens)
    field = np.where(needed["sentence"] < LEAD, "lead", "text")
    position = needed["position"] if "position" in needed.columns else needed.groupby("article_id").cumcount()
    body = needed.assign(field=field, position=position)
    if articles is None:
        return body
    articles = require(articles, ("article_id", "title"), of="articles")
    said = [name for name in HEADLINES if name in articles.columns]
    articles = articles[articles["article_id"].isin(set(body["article_id"]))]
    text = articles[said].agg(lambda row: "\n".join(filter(None, row)), axis=1) if len(articles) else []
    titles = tokenise(pd.DataFrame({"article_id": articles["article_id"], "text": text}, dtype="str"), Lexicon())
    moved = titles.assign(field="title", position=titles["position"] - BEFORE, sentence=titles["sentence"] - BEFORE)
    joined = pd.concat([moved, body], ignore_index=True)
    order = pd.Index(body["article_id"].unique()).get_indexer(joined["article_id"])
    return joined.iloc[np.argsort(order, kind="stable")].reset_index(drop=True)


def find_hits(tokens: pd.DataFrame, dictionary: TopicDictionary) -> pd.DataFrame:
    """Return where words and rules stand: one row for each topic of each place.

    `tokens` come from `with_headlines`. A token counts for one word, the longest that begins there, and a word for
    every topic that has it; words inside a phrase that a topic excludes do not count for it.
    """
    words = set(dictionary.words["term"])
    others = {term for rule in dictionary.rules for term in rule.words}
    excluded = {term for phrases in dictionary.exclusions.values() for term in phrases}
    found = find_places(tokens, words | others | excluded)
    hits = _longest(found[found["term"].isin(words)]).merge(dictionary.words, on="term")
    hits = pd.concat([_without_excluded(hits, found, dictionary.exclusions), _rule_hits(found, dictionary)])
    hits = hits.astype({"topic": "int64", "label": "str", "term": "str", "weight": "float64"})
    return hits.sort_values(["place", "topic", "term"], ignore_index=True)


def find_places(tokens: pd.DataFrame, words: set[str]) -> pd.DataFrame:
    """Return every place where one of `words` stands, overlapping ones too: one row for each."""
    terms = tokens["term"].tolist()
    follows = _follows(tokens)
    beginnings = {word[:length] for word in words for length in range(1, len(word) + 1)}
    found = [
        (place, size, word)
        for place, term in enumerate(terms)
        if term in beginnings
        for word, size in _spelled(terms, follows, place, words, beginnings)
    ]
    at, sizes, names = zip(*found, strict=True) if found else ((), (), ())
    first, last = np.array(at, dtype=np.int64), np.array(at, dtype=np.int64) + np.array(sizes, dtype=np.int64) - 1
    kept = ["article_id", "field", "sentence", "position", "start"]
    table = tokens[kept].iloc[first].reset_index(drop=True)
    return table.assign(
        place=first, end=tokens["end"].to_numpy()[last], term=pd.Series(names, dtype="str"), tokens=last - first + 1
    )[PLACES]


def _follows(tokens: pd.DataFrame) -> list[bool]:
    """Tell of each token whether it stands directly behind the one before, in the same sentence."""
    before = tokens[["article_id", "sentence", "end"]].shift()
    same = (tokens["article_id"] == before["article_id"]) & (tokens["sentence"] == before["sentence"])
    return (same & (tokens["start"] == before["end"])).tolist()


def _spelled(
    terms: list[str], follows: list[bool], place: int, words: set[str], beginnings: set[str]
) -> Iterator[tuple[str, int]]:
    """Yield the words that the tokens from `place` make up, and how many tokens each takes, the shortest first."""
    joined, end = terms[place], place + 1
    while joined in beginnings:
        if joined in words:
            yield joined, end - place
        if end == len(terms) or not follows[end]:
            break
        joined += terms[end]
        end += 1


def _longest(found: pd.DataFrame) -> pd.DataFrame:
    """Return the places that do not overlap, from left to right, the longest first."""
    longest = found.sort_values(["place", "tokens"], ascending=[True, False], kind="stable")
    kept, free = [], -1
    for row, (place, size) in enumerate(zip(longest["place"].tolist(), longest["tokens"].tolist(), strict=True)):
        if place >= free:
            kept.append(row)
            free = place + size
    return longest.iloc[kept]


def _without_excluded(
    hits: pd.DataFrame, found: pd.DataFrame, exclusions: Mapping[int, tuple[str, ...]]
) -> pd.DataFrame:
    """Return the hits that lie in no phrase that their topic excludes."""
    inside = np.zeros(len(hits), dtype=bool)
    for topic, phrases in exclusions.items():
        spans = found[found["term"].isin(phrases)]
        taken = {
            place for at, size in zip(spans["place"], spans["tokens"], strict=True) for place in range(at, at + size)
        }
        inside |= ((hits["topic"] == topic) & hits["place"].isin(taken)).to_numpy()
    return hits[~inside]


def _rule_hits(found: pd.DataFrame, dictionary: TopicDictionary) -> pd.DataFrame:
    """Return where rules hold: one row for each first word that they hold at."""
    labels = dictionary.labels.set_index("topic")["label"]
    parts = [found.head(0)]
    for rule in dictionary.rules:
        places = found[found["term"].isin(rule.words)]
        places = places[places["field"] == rule.only] if rule.only else places
        rows = places.loc[_holding(places, rule)]
        marks = {"topic": rule.topic, "label": labels[rule.topic], "term": rule.name, "weight": rule.weight}
        parts.append(rows.assign(**marks))
    return pd.concat(parts, ignore_index=True)


def _holding(places: pd.DataFrame, rule: TopicRule) -> list[int]:
    """Return the index of each place of the first word of `rule` at which it holds."""
    unit = ["article_id"] if rule.within == "article" else ["article_id", "field", "sentence"]
    reach = rule.within if isinstance(rule.within, int) else BEFORE * 2
    first = rule.every[:1] or rule.some
    holding: list[int] = []
    for _, group in places.groupby(unit, sort=False):
        at = defaultdict(list)
        for term, position in zip(group["term"], group["position"], strict=True):
            at[term].append(position)
        for row, term, position in zip(group.index, group["term"], group["position"], strict=True):
            if term in first and _holds(rule, at, position, reach):
                holding.append(row)
    return holding


def _holds(rule: TopicRule, at: Mapping[str, list[int]], first: int, reach: int) -> bool:
    """Tell whether `rule` holds for its first word at position `first`, the others at most `reach` words away."""
    low, high = (first if rule.order else first - reach), first + reach
    last = first
    for words in [[word] for word in rule.every[1:]] + ([rule.some] if rule.every and rule.some else []):
        place = _next(at, words, last if rule.order else low - 1)
        if place is None or place > high:
            return False
        last = place
    barred = _next(at, rule.none, first - reach - 1)
    return barred is None or barred > high


def _next(at: Mapping[str, list[int]], words: Iterable[str], after: int) -> int | None:
    """Return the first position of one of `words` behind `after`."""
    later = [places[bisect_right(places, after)] for places in map(at.get, words) if places and places[-1] > after]
    return min(later, default=None)
