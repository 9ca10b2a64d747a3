"""Evidence: the places in the text behind a row, as lines that a reader can read and `explain` can take apart again."""

import re
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

import pandas as pd
import pyarrow as pa

from corpus_tools.corpus.opening import Corpus
from corpus_tools.stats.counts import connect
from corpus_tools.tables import make_table
from corpus_tools.text.characters import code_points
from corpus_tools.text.sentences import context, sentence_numbers

MOST: Final = 3  # places on each side of a row
WIDTH: Final = 40  # characters of context on each side
LINE: Final = re.compile(
    r"(?P<article_id>.+?) (?P<field>text|title|kicker|subtitle|authors|agency|dateline_place|kind) (?P<start>\d+)-(?P<end>\d+): (?P<said>.*)"
)
FIELDS: Final = ("text", "title", "kicker", "subtitle", "authors", "agency", "dateline_place", "kind")
SIDES: Final = ("before", "after")


class Place(NamedTuple):
    """Some characters of a field of an article."""

    article_id: str
    field: str
    start: int
    end: int


def explain(change: pd.Series | Mapping[str, object]) -> pd.DataFrame:
    """Return the places behind one row of `changes`, before and after: one row per place, as in a concordance.

    ``explain(changes.iloc[0])``. There are up to three a side; `concordance` of the two groups gives all of a term.

    >>> row = {"evidence_before": "", "evidence_after": "a-01 text 2-4: 县域⟦经济⟧要强"}
    >>> explain(row)[["side", "article_id", "start", "end", "left", "node", "right"]].values.tolist()
    [['after', 'a-01', 2, 4, '县域', '经济', '要强']]
    """
    if lacking := [name for name in (f"evidence_{side}" for side in SIDES) if name not in change]:
        msg = f"no row of changes – it lacks {', '.join(lacking)} – it has {', '.join(map(str, change.keys()))}"
        raise ValueError(msg)
    lines = [(side, line) for side in SIDES for line in str(change[f"evidence_{side}"]).split("\n") if line]
    return make_table("change_evidence", [{"side": side, **_parsed(line)} for side, line in lines])


def quote(places: Mapping[int, Iterable[Place]], corpus: Corpus) -> dict[int, str]:
    """Return the places of each row as lines: article, field, characters, and the words in their sentence."""
    wanted = {place.article_id for each in places.values() for place in each}
    articles = _articles(corpus, wanted)
    return {
        row: "\n".join(
            _line(place, articles[place.article_id][place.field]) for place in each if place.article_id in articles
        )
        for row, each in places.items()
    }


def _articles(corpus: Corpus, wanted: Iterable[str]) -> dict[str, dict[str, str]]:
    """Return the fields of some articles."""
    names = ", ".join(FIELDS)
    with connect() as connection:
        corpus.lay_out(connection, ["articles"])
        connection.register("wanted", pa.table({"article_id": pa.array(sorted(wanted), pa.string())}))
        found = connection.sql(f"SELECT article_id, {names} FROM articles JOIN wanted USING (article_id)").df()  # noqa: S608
    return {row["article_id"]: row for row in found.to_dict("records")}


def _line(place: Place, text: str) -> str:
    """Return one place as a line."""
    left, right = context(text, sentence_numbers(code_points(text)), (place.start, place.end), WIDTH)
    said = f"{left}⟦{text[place.start : place.end]}⟧{right}".replace("\n", " ")
    return f"{place.article_id} {place.field} {place.start}-{place.end}: {said}"


def _parsed(line: str) -> dict[str, object]:
    """Return the parts of a line."""
    found = LINE.fullmatch(line)
    if not found:
        msg = f"no line of evidence – {line!r} – one is written <article_id> <field> <start>-<end>: …⟦…⟧…"
        raise ValueError(msg)
    start, end, said = int(found["start"]), int(found["end"]), found["said"]
    opening = next(
        at for at, sign in enumerate(said) if sign == "⟦" and said[at + 1 + end - start : at + 2 + end - start] == "⟧"
    )
    closing = opening + 1 + end - start
    spans = {"left": said[:opening], "node": said[opening + 1 : closing], "right": said[closing + 1 :]}
    return {"article_id": found["article_id"], "field": found["field"], "start": start, "end": end, **spans}
