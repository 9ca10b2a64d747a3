"""Articles → every date and period that they state, one a row."""

import pandas as pd

from corpus_tools.quantities.timelines import Period, periods_in, read_date
from corpus_tools.tables import make_table, require
from corpus_tools.text.numerals import fold
from corpus_tools.text.passages import sentences

FIELDS = ("text", "title", "kicker", "subtitle")


def find_periods(articles: pd.DataFrame) -> pd.DataFrame:
    """Return one row per date or period that the articles state, in their text and headlines.

    `value` is EDTF: ``2023-01/2023-11``, ``2023/..``, ``2024-01-12``; "" where the text is vague (近年来). Needs
    `article_id`, `date` and `text`; uses `dateline_date` and the headlines where they are there. 今天 is the dateline's
    day; quarters and 全年 in a January issue mean last year's.

    >>> page = pd.DataFrame({"article_id": ["a"], "date": ["2024-01-13"], "text": ["去年前11个月，税收增长。"]})
    >>> find_periods(page)[["stated", "value"]].values.tolist()
    [['去年前11个月', '2023-01/2023-11']]
    """
    rows = []
    for article in require(articles, ("article_id", "date", "text")).to_dict("records"):
        days = read_date(article["date"]), read_date(article.get("dateline_date"))
        for field in FIELDS:
            text = article.get(field)
            if isinstance(text, str) and text:
                folded = fold(text)
                found = periods_in(folded, sentences(folded), *days)
                rows += [row_of(article["article_id"], field, text, period) for period in found]
    return make_table("periods", rows)


def row_of(article_id: object, field: str, text: str, period: Period) -> dict[str, object]:
    """Return the row of one period."""
    span = {"article_id": article_id, "field": field, "start": period.start, "end": period.end}
    return span | {"stated": text[period.start : period.end], "kind": period.kind, "value": period.value}
