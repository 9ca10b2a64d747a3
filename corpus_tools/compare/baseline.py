"""A frozen baseline: what is usual in a reference period, and which new issues fall outside it."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd

from corpus_tools.compare.topic_shares import TopicShares, read_topic_shares
from corpus_tools.corpus.opening import Corpus
from corpus_tools.resources import read_rows
from corpus_tools.stats.counts import connect
from corpus_tools.tables import SeedError, make_table
from corpus_tools.text.files import write
from corpus_tools.text.segmenters import read_dictionary

SCHEMA: Final = 1
LANGUAGES: Final = ("zh", "en")
UNSURE: Final = 0.75  # confidence of a line below which it counts as unsure, as on the review page
FEWEST: Final = 8  # issues that a baseline needs before their spread says what is usual
SPREAD: Final = 3.5  # robust standard deviations from the median (Iglewicz and Hoaglin 1993)
NORMAL: Final = (
    1.4826  # of the median absolute deviation, so that it is a standard deviation of the normal distribution
)
NARROWEST: Final = 0.05  # of the median (of a share above one half, of what is missing): no issue is unusual for a smaller difference


def freeze_baseline(corpus: Corpus, path: str | Path, *, topics: str | Path | None = None) -> Path:
    """Write what is usual in a corpus to a file, and return its path: counts, names, topics, and how each issue stands to the rest.

    The file is JSON that a reader can open: `terms` with their counts, `names` of the bylines, `topics` with their shares,
    `measures` with the value of each issue, and the hashes of what it was made from. New issues are held against it by `drift`, however
    much the corpus has changed since. An issue is all pages of a newspaper's day.

    Raises ValueError for a corpus without articles.
    """
    terms, names = _terms(corpus), _names(corpus)
    if terms.empty:
        msg = f"a baseline needs articles – {Path(path).name} – the corpus has {len(corpus.pages)} issues or pages and no article"
        raise ValueError(msg)
    found = None if topics is None else read_topic_shares(corpus, topics)
    values = _measures(corpus, terms, (_leave_one_out(terms), _leave_one_out(names)), found)
    frozen = {
        "schema": SCHEMA,
        "inputs": dict(sorted(corpus.inputs.items())),
        "lexicon": corpus.lexicon.hash,
        "rules": corpus.rules.hash,
        "topics_file": _digest(topics),
        "topics": _topics(found),
        "measures": {name: column.dropna().round(9).to_dict() for name, column in values.items()},
        "names": sorted(set(names["key"])),
        "terms": terms.groupby("key")["n"].sum().sort_index().to_dict(),
    }
    write(Path(path), f"{json.dumps(frozen, ensure_ascii=False, indent=1)}\n".encode())
    return Path(path)


def drift(
    corpus: Corpus, baseline: str | Path, *, topics: str | Path | None = None, language: str = "en"
) -> pd.DataFrame:
    """Return how the issues of a corpus stand to a baseline: one row per issue and measure, those outside first.

    `low` and `high` bound what is usual: 3.5 robust standard deviations (median absolute deviation) around the median of the
    baseline's issues, each held against the others; `outside` is never true with fewer than eight of them. `sentence` says it in
    words. An issue that is in the baseline has the value that it had there, against the others. Measures: the share of words in the dictionary, of words and of names in bylines that the baseline never had, of text with a topic
    (with `topics`, the same file), repairs per 1,000 characters, the share of lines whose reading is unsure, and the length of articles.

    Limits: an issue outside is one to look at – another newspaper, a special issue, a bad scan – and no error as such.
    Raises ValueError for a file that is no baseline, and for topics that are not those of it.
    """
    if language not in LANGUAGES:
        msg = f"no such language – {language!r} – there are {', '.join(LANGUAGES)}"
        raise ValueError(msg)
    frozen = _read(Path(baseline))
    if topics is not None and _digest(topics) != frozen["topics_file"]:
        msg = f"the topics are not those of the baseline – {Path(topics).name} – freeze it again with this file, or leave topics out"
        raise ValueError(msg)
    terms = _terms(corpus)
    unseen = _unseen(terms, frozen["terms"]), _unseen(_names(corpus), frozen["names"])
    values = _measures(corpus, terms, unseen, None if topics is None else read_topic_shares(corpus, topics))
    rows = [
        _row(
            str(issue),
            measure,
            frozen["measures"].get(measure, {}).get(issue, float(value)),
            frozen["measures"].get(measure, {}),
            language,
        )
        for measure, column in values.items()
        for issue, value in column.dropna().items()
    ]
    table = make_table("drift", rows)
    return table.sort_values(["outside", "issue"], ascending=[False, True], kind="stable", ignore_index=True)


def _terms(corpus: Corpus) -> pd.DataFrame:
    """Return how often each term stands in each issue: issue, key, n."""
    joined = 'counts JOIN articles ON counts."group" = articles.article_id'
    query = f"SELECT {_issue()} AS issue, term AS key, sum(n)::BIGINT AS n FROM {joined} GROUP BY ALL ORDER BY ALL"  # noqa: S608
    with connect() as connection:
        corpus.lay_out(connection, ["counts", "articles"])
        found = connection.sql(query).to_arrow_table()  # a million rows: as Python strings they take ten times the room
    return found.to_pandas().astype({"issue": "str", "key": "str"})


def _names(corpus: Corpus) -> pd.DataFrame:
    """Return how many articles each name in a byline signs in each issue: issue, key, n."""
    names = f"SELECT {_issue()} AS issue, unnest(string_split(authors, '、')) AS key FROM articles WHERE authors <> ''"  # noqa: S608
    return corpus.sql(f"SELECT issue, key, count(*)::BIGINT AS n FROM ({names}) GROUP BY ALL ORDER BY ALL")  # noqa: S608


def _issue(table: str = "articles") -> str:
    """Return the expression of a whole issue: newspaper and day, or the file where they are not known."""
    return f"CASE WHEN {table}.date = '' THEN {table}.issue_id ELSE {table}.newspaper || '-' || {table}.date END"


def _leave_one_out(counts: pd.DataFrame) -> pd.Series:
    """Return for each issue the share of what no other issue has."""
    alone = counts.groupby("key")["issue"].transform("size") == 1
    return _share(counts, alone)


def _unseen(counts: pd.DataFrame, known: Mapping[str, int] | list[str]) -> pd.Series:
    """Return for each issue the share of what is not in the baseline."""
    held = set(known)
    return _share(counts, pd.Series([key not in held for key in counts["key"]], index=counts.index, dtype=bool))


def _share(counts: pd.DataFrame, chosen: pd.Series) -> pd.Series:
    """Return for each issue the share of the occurrences that are chosen."""
    sums = counts.assign(chosen=counts["n"].where(chosen, 0)).groupby("issue")[["chosen", "n"]].sum()
    return sums["chosen"] / sums["n"]


def _measures(
    corpus: Corpus, terms: pd.DataFrame, unseen: tuple[pd.Series, pd.Series], topics: TopicShares | None
) -> pd.DataFrame:
    """Return every measure of every issue: issues by measures, NaN where an issue has none."""
    dictionary, own = read_dictionary().frequencies, {word.term for word in corpus.lexicon.words}
    listed = [
        term in dictionary or term in own for term in terms["key"]
    ]  # far faster than a set of 350,000 words handed to pandas
    sizes = _by_issue(corpus, "articles", "avg(length(text)) AS length, sum(length(text)) AS n")
    lines = _by_issue(corpus, "lines JOIN issues USING (issue_id)", f"avg((confidence < {UNSURE})::INT) AS unsure")
    repairs = _by_issue(corpus, "repairs JOIN issues USING (issue_id)", "count(*) AS n")
    found = {
        "lexicon_coverage": _share(terms, pd.Series(listed, index=terms.index, dtype=bool)),
        "unseen_words": unseen[0],
        "unseen_names": unseen[1],
        "repairs": 1_000 * repairs["n"].reindex(sizes.index).fillna(0) / sizes["n"],
        "low_confidence": lines["unsure"],
        "article_length": sizes["length"],
    }
    if topics is not None:
        found["topic_coverage"] = _covered(corpus, topics)
    return pd.DataFrame(found).reindex(sizes.index).sort_index()


def _by_issue(corpus: Corpus, table: str, asked: str) -> pd.DataFrame:
    """Return some sums of a table by issue."""
    of = "issues" if "issues" in table else "articles"
    return corpus.sql(f"SELECT {_issue(of)} AS issue, {asked} FROM {table} GROUP BY 1").set_index("issue")  # noqa: S608


def _covered(corpus: Corpus, topics: TopicShares) -> pd.Series:
    """Return for each issue the share of the tokens in articles that have a topic."""
    issues = corpus.sql(f"SELECT article_id, {_issue()} AS issue FROM articles").set_index("article_id")["issue"]  # noqa: S608
    tokens = topics.articles["tokens"].astype("float64")
    key = topics.articles["article_id"].map(issues)
    return (tokens * (1 - topics.shares[:, 0])).groupby(key).sum() / tokens.groupby(key).sum()


def _topics(topics: TopicShares | None) -> dict[str, float]:
    """Return the share of each topic; nothing without a dictionary."""
    if topics is None:
        return {}
    tokens = topics.articles["tokens"].to_numpy(np.float64)
    shares = (tokens @ topics.shares / tokens.sum()).round(9) if tokens.sum() else np.zeros(len(topics.labels))
    return dict(zip(topics.labels, shares.tolist(), strict=True))


def _digest(path: str | Path | None) -> str:
    """Return the SHA-256 of a file, "" of none."""
    try:
        return "" if path is None else hashlib.sha256(Path(path).read_bytes()).hexdigest()
    except OSError as error:
        problem = f"cannot be read: {error.strerror}"
        raise SeedError(problem, path or "") from error


def _read(path: Path) -> dict[str, Any]:
    """Return a baseline."""
    try:
        frozen = json.loads(path.read_text(encoding="utf-8"))
        known = frozen["schema"] == SCHEMA
        whole = not known or _is_whole(frozen)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        msg = f"no baseline – {path.name} – freeze_baseline(corpus, path) writes one"
        raise ValueError(msg) from error
    if not known:
        msg = f"a baseline of another version – {path.name} – it has schema {frozen['schema']}, this version reads {SCHEMA}: freeze it again"
        raise ValueError(msg)
    if not whole:
        msg = f"a baseline that was changed – {path.name} – it lacks terms, names or measures as freeze_baseline(corpus, path) writes them"
        raise ValueError(msg)
    return frozen


def _is_whole(frozen: Mapping[str, Any]) -> bool:
    """Tell whether a baseline holds what is asked of it: counts, names and finite values."""
    measures = frozen["measures"]
    values = (
        [value for column in measures.values() for value in column.values()] if isinstance(measures, dict) else [""]
    )
    numbers = all(isinstance(value, float | int) and np.isfinite(value) for value in values)
    texts = all(isinstance(name, str) for name in frozen["names"])
    return isinstance(frozen["terms"], dict) and isinstance(frozen["topics_file"], str) and numbers and texts


def _row(issue: str, measure: str, value: float, usual: Mapping[str, float], language: str) -> dict[str, object]:
    """Return one row of the table."""
    form, zh, en = _wordings()[measure]
    low, middle, high = _usual(list(usual.values()), share=form.endswith("%"))
    outside = bool(value < low or value > high)
    numbers = {
        name: "–" if np.isnan(number) else format(number, form)
        for name, number in (("value", value), ("low", low), ("high", high))
    }
    sentence = {"zh": zh, "en": en}[language].format(issue=issue, **numbers)
    bounds = {"value": value, "usual": middle, "low": low, "high": high, "outside": outside}
    return {"issue": issue, "measure": measure, **bounds, "sentence": sentence}


def _usual(values: list[float], *, share: bool = False) -> tuple[float, float, float]:
    """Return lower bound, median and upper bound of what is usual; no bounds of few issues. A share is none above 1."""
    middle = float(np.median(values)) if values else float("nan")
    if len(values) < FEWEST:
        return float("nan"), middle, float("nan")
    least = NARROWEST * (min(middle, 1 - middle) if share else abs(middle))
    spread = max(NORMAL * float(np.median(np.abs(np.array(values) - middle))), least)
    return max(0.0, middle - SPREAD * spread), middle, min(middle + SPREAD * spread, 1.0 if share else np.inf)


def _wordings() -> dict[str, tuple[str, str, str]]:
    """Return format and sentences of each measure."""
    rows: Iterator[tuple[str, ...]] = iter(read_rows("compare/drift.tsv"))
    return {measure: (form, zh, en) for measure, form, zh, en in rows}
