"""Pages of 24 newspapers that do not exist, each in the house style of another sort of paper, written and labelled by hand.

They are what the parser is not fitted on: city tabloids, trade weeklies, campus and company papers, papers of 1958 to 2025, a
literary page, columns of one printed line a line. A file of ``labels/houses/`` is one page: its first line, after ``#|``, is JSON
(newspaper, date, page, style, and by the beginning of an article who wrote it), each other line a tag and the line as printed:

=====  ====================================================  =====  ==========================================
``F``  outside all articles: masthead, guide, editors        ``P``  paragraph, or a line of one
``C``  name of the column                                    ``H``  subhead
``K``  kicker                                                ``Q``  summary or editor's note
``T``  title                                                 ``I``  caption
``S``  subtitle                                              ``R``  credit of a picture
``B``  byline                                                ``E``  closing line: source, jump, signature
``A``  a line of a notice or an advertisement                ``-``  a blank line
=====  ====================================================  =====  ==========================================

``N`` before a tag begins an article.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "labels/houses"
ROLES = {"C": "column", "K": "kicker", "T": "title", "S": "subtitle", "B": "byline", "P": "body", "H": "subhead", "Q": "note", "I": "caption", "R": "credit", "E": "tail", "A": "body"}  # fmt: skip
HEAD = {"kicker": "K", "headline": "T", "subtitle": "S"}
# The pages on which the features were improved; the others were only scored.
SEEN = "a"


@dataclass(frozen=True)
class House:
    """One page: its lines as (tag, text), and what is known of it."""

    name: str
    lines: Sequence[tuple[str, str]]
    known: Mapping

    @property
    def text(self) -> str:
        """The page as it is given to the parser."""
        return "\n".join("" if tag == "-" else text for tag, text in self.lines) + "\n"

    def articles(self) -> Iterator[list[tuple[int, str, str]]]:
        """Give the lines of each article: number from 0, tag without ``N``, text."""
        article: list[tuple[int, str, str]] = []
        for number, (tag, text) in enumerate(self.lines):
            if tag.startswith("N") and article:
                yield article
                article = []
            if tag not in {"F", "-"}:
                article.append((number, tag[-1], text))
        yield article


def read_houses(sets: str = "ab", folder: Path = FOLDER) -> list[House]:
    """Return the pages of the sets named by their letters."""
    return [_read(path) for path in sorted(folder.glob("*.tag")) if path.stem[0] in sets]


def write_houses(houses: Sequence[House], folder: Path) -> None:
    """Write pages with their truth as `score_articles` reads them, and ``articles.jsonl`` with the parts of each headline."""
    sources = []
    for house in houses:
        told = [_source(f"{house.name}-{k}", lines, house.known["authors"]) for k, lines in enumerate(house.articles())]
        articles = [{"index": k, "article_id": one["article_id"], "byline": one["byline"], "byline_from": "dateline", "paragraphs": []} for k, one in enumerate(told)]  # fmt: skip
        rows = [
            {"n": n, "a": k, "role": ROLES[tag], "p": None, "cont": False, "ops": []}
            for k, lines in enumerate(house.articles())
            for n, tag, _ in lines
        ]
        outside = [{"n": n, "a": -1, "role": "furniture", "p": None, "cont": False, "ops": []} for n, (tag, _) in enumerate(house.lines) if tag == "F"]  # fmt: skip
        truth = {"newspaper": house.known["newspaper"], "date": house.known["date"], "articles": articles, "lines": sorted(rows + outside, key=lambda row: row["n"]), "ops": []}  # fmt: skip
        (folder / f"{house.name}.txt").write_text(house.text, encoding="utf-8", newline="\n")
        (folder / f"{house.name}.truth.json").write_text(json.dumps(truth, ensure_ascii=False), encoding="utf-8")
        sources += told
    lines = [json.dumps(source, ensure_ascii=False) for source in sources]
    (folder / "articles.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _read(path: Path) -> House:
    """Read one page."""
    first, *lines = path.read_text(encoding="utf-8").splitlines()
    pairs = [tuple(line.split("|", 1)) for line in lines]
    return House(path.stem, pairs, json.loads(first.removeprefix("#|")))


def _source(article_id: str, lines: Sequence[tuple[int, str, str]], authors: Mapping[str, Sequence[str]]) -> dict:
    """Return what is known of an article apart from its lines: the parts of its headline, who wrote it, and its text."""
    first = lines[0][2]
    writers = next((names for head, names in authors.items() if first.startswith(head)), [])
    parts = {name: "".join(text for _, tag, text in lines if tag == wanted) for name, wanted in HEAD.items()}
    body = "\n".join(text for _, tag, text in lines if tag in "PQHIE")
    return {"article_id": article_id, **parts, "byline": " ".join(writers), "body": body}
