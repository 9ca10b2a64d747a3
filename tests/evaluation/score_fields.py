"""Hold the parse of one page against its labelled articles, field by field.

    python tests/evaluation/score_fields.py                                the seed page
    python tests/evaluation/score_fields.py FILE.txt LABELS.json           a page of one's own

Labels: ``newspaper``, ``date`` and ``articles``, in reading order, each with ``kind, column, kicker, title, subtitle, authors``
(a list), ``dateline_date, editors_note, paragraphs, subheads``. A paragraph ``{"once": "…"}`` is one that the print has
damaged beyond repair: the words must stand in it once. ``one_or_two_lines`` says that the print does not tell whether the
headline is a kicker and a title or two lines of a title. Prints every difference; exits 1 where there is one.
"""

import argparse
import json
import sys
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import corpus_tools as ct

HERE = Path(__file__).resolve().parent
SEED_LABELS = HERE / "labels/seed_page.json"
FIELDS = ("kind", "subtitle", "column", "dateline_date", "editors_note")
Check = tuple[str, object, object]


def score_fields(path: Path, labels: Mapping) -> list[Check]:
    """Return every field of the page: its name, what it should be and what it is."""
    issue = ct.read_issues(path)[0]
    parsed = ct.parse_issues([issue])
    rows, wanted = parsed.articles.to_dict("records"), labels["articles"]
    checks: list[Check] = [("number of articles", len(wanted), len(rows))]
    subheads: dict[str, list[str]] = {}
    for line in parsed.lines[parsed.lines["role"] == "subhead"].to_dict("records"):
        subheads.setdefault(line["article_id"], []).append(fold(issue.text[line["start"] : line["end"]]))
    for k, (want, row) in enumerate(zip(wanted, rows, strict=False), 1):
        of_article = _article(want, row, subheads.get(row["article_id"], []))
        checks += [(f"article {k}: {name}", a, b) for name, a, b in of_article]
    covered = {i for line in parsed.lines.to_dict("records") for i in range(line["start"], line["end"])}
    lost = sum(not c.isspace() and i not in covered for i, c in enumerate(issue.text))
    stated = [("date", labels["date"], issue.date), ("newspaper", labels["newspaper"], issue.newspaper)]
    return [*checks, *stated, ("characters in no row of lines", 0, lost)]


def _article(want: Mapping, row: Mapping, subheads: Sequence[str]) -> Iterator[Check]:
    """Yield the fields of one article."""
    for name in FIELDS:
        yield name, fold(want.get(name)), fold(row[name])
    yield "headline", fold(want["kicker"] + want["title"]), fold(row["kicker"]) + fold(row["title"])
    if not want.get("one_or_two_lines"):
        yield "kicker", fold(want["kicker"]), fold(row["kicker"])
    yield "authors", sorted(want["authors"]), sorted(filter(None, row["authors"].split("、")))
    yield "subheads", sorted(map(fold, want["subheads"])), sorted(subheads)
    found = [text for text in map(fold, row["text"].split("\n")) if text not in subheads]
    yield "number of paragraphs", len(want["paragraphs"]), len(found)
    for n, (paragraph, text) in enumerate(zip(want["paragraphs"], found, strict=False), 1):
        if isinstance(paragraph, str):
            yield f"paragraph {n}", fold(paragraph), text
        else:
            yield f"paragraph {n}, looped clause", 1, text.count(fold(paragraph["once"]))


def fold(text: object) -> str:
    """Return text without white space and leading dashes, its widths made alike."""
    return "".join(unicodedata.normalize("NFKC", str(text or "")).split()).lstrip("—-")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what differs and how many fields are right."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("page", type=Path, nargs="?", default=HERE.parents[1] / "seeds/issues/000_4642ff647f3830ea.txt")
    asked.add_argument("labels", type=Path, nargs="?", default=SEED_LABELS)
    given = asked.parse_args(arguments)
    checks = score_fields(given.page, json.loads(given.labels.read_text(encoding="utf-8")))
    wrong = [check for check in checks if check[1] != check[2]]
    for name, want, got in wrong:
        sys.stdout.write(f"{name}\n   want {want!r}\n   got  {got!r}\n")
    sys.stdout.write(f"{len(checks) - len(wrong)} of {len(checks)} fields right\n")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
