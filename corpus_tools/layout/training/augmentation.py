"""House styles: made pages as other newspapers would have set them, so that the weights know more than one paper's habits.

Every page is given to a newspaper of its own, which draws its habits and how often it has them from ``restyling.toml``:
one prints datelines and no bylines, the next closes every article with the reporter's name in brackets.
"""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from corpus_tools.layout.training.made_pages import Sample
from corpus_tools.rules import Rules
from corpus_tools.text.datelines import find_dateline
from corpus_tools.text.grammar import source

# One line of the source page and what is put before or after it: empty where the line is dropped.
Block = list[Sample]
TITLES = ("kicker", "title", "headline", "subtitle")
# A paragraph of so many characters can be summed up, or broken off.
LONG = 80
# An article of so many paragraphs can have subheads; every so many of them one.
DIVIDED, EVERY = 5, 3
WORDS = "restyling"
WEEKDAYS = source("imprints: weekdays")
# How often a kicker or subtitle has two clauses, where the text has them.
TWO_CLAUSES = 0.6
# So many lines stand above or below all articles at the most.
MOST_FURNITURE = 6
# A notice has so many characters of text at the most.
NOTICE = 90


class House:
    """The house style of one made newspaper: its habits (`modes`), how often it has them (`rates`), its forms."""

    def __init__(self, rng: random.Random, texts: Sequence[str], rules: Rules) -> None:
        self.rng, self.texts, self.words = rng, texts, rules.table(WORDS)
        self.surnames = [row[0] for row in rules.rows("surnames")[:120]]
        self.rates = {habit: rng.choice(rates) for habit, rates in self.words["rates"].items()}
        own = rng.choice(self.words["places"]) + rng.choice(self.words["paper endings"])
        self.paper = own if self.has("own name") else rng.choice(self.words["papers"])
        self.modes = {habit: rng.choice(modes) for habit, modes in self.words["modes"].items()}
        self.forms = {key: rng.choice(forms) for key, forms in self.words["forms"].items()}

    def has(self, habit: str) -> bool:
        """Decide whether the newspaper does it here."""
        return self.rng.random() < self.rates[habit]

    def mode(self, habit: str) -> str:
        """Return what becomes of the lines of one sort in one article: ``keep``, ``change`` or ``drop``."""
        mode = self.modes[habit]
        return self.rng.choice(("keep", "change", "drop")) if mode == "mixed" else mode

    def name(self) -> str:
        """Make up a name; two characters may be set apart."""
        given = self.rng.choices(self.words["given"], k=self.rng.choice((1, 2, 2)))
        apart = "  " if len(given) == 1 and self.rng.random() < self.rates["spaced names"] else ""
        return self.rng.choice(self.surnames) + apart + "".join(given)

    def fill(self, form: str, text: str = "") -> str:
        """Fill in a form of ``restyling.toml``."""
        rng = self.rng
        short = [line for line in self.texts if len(line) <= 8] or ["新征程"]
        sep = self.forms["between names"]
        return form.format(
            role=rng.choice(self.words["roles"]),
            names=sep.join(self.name() for _ in range(rng.choice((1, 1, 1, 2, 3)))),
            more=self.name(),
            name=self.name(),
            name2=self.name(),
            place=rng.choice(self.words["places"]),
            paper=self.paper,
            year=rng.randint(1998, 2026),
            month=rng.randint(1, 12),
            day=rng.randint(1, 28),
            page=rng.randint(1, 9),
            weekday=rng.choice(WEEKDAYS),
            text=text or rng.choice(short),
            text2=rng.choice(short),
            text3=rng.choice(short),
        )

    def pick(self, key: str, text: str = "") -> str:
        """Fill in one of the forms under `key`, any of them."""
        return self.fill(self.rng.choice(self.words["any"][key]), text)

    def form(self, key: str, text: str = "") -> str:
        """Fill in the newspaper's own form of `key`."""
        return self.fill(self.forms[key], text)

    def stretch(self, text: str, least: int, most: int) -> str:
        """Return two clauses of a paragraph with the comma between them, or one."""
        pairs = re.findall("(?<=[，。；：])[^，。；：！？“”（）]{4,18}，[^，。；：！？“”（）]{4,18}(?=[，。；])", text)
        fitting = [pair for pair in pairs if least <= len(pair) <= most]
        return (
            self.rng.choice(fitting) if fitting and self.rng.random() < TWO_CLAUSES else self.clause(text, least, most)
        )

    def clause(self, text: str, least: int, most: int) -> str:
        """Return a clause of a paragraph of `least` to `most` characters, or a borrowed headline."""
        clauses = [part for part in re.split("[，。、；：！？“”（）]", text) if least <= len(part) <= most]
        return self.rng.choice(clauses) if clauses else self.rng.choice(self.texts)


def restyle(
    page: Sequence[Sample], rng: random.Random, texts: Sequence[str], rules: Rules | None = None
) -> list[Sample]:
    """Return `page` as another newspaper might have set it; `texts` are short lines of other pages to borrow."""
    house = House(rng, texts, rules or Rules())
    articles: dict[int, list[int]] = {}
    for row, sample in enumerate(page):
        articles.setdefault(sample.article, []).append(row)
    blocks: list[Block] = [[sample] for sample in page]
    for article, rows in sorted(articles.items()):
        if article >= 0:
            dressed = [blocks[row] for row in rows]
            for dress in DRESSES:
                dressed = dress(dressed, house)
            for row, block in zip(rows, dressed, strict=True):
                blocks[row] = block
    return [*furniture(house, "above"), *(sample for block in blocks for sample in block), *furniture(house, "below")]


def furniture(house: House, where: str) -> list[Sample]:
    """Return the lines above or below all articles."""
    if not house.has(where):
        return []
    return [Sample(house.pick(where), -1, "furniture") for _ in range(house.rng.randint(1, MOST_FURNITURE))]


def change_lines(blocks: list[Block], house: House) -> list[Block]:
    """Give the lines that are there another form, or take them away: bylines, subheads, credits, datelines."""
    modes = {habit: house.mode(habit) for habit in ("dateline", "byline", "subhead", "credit", "caption", "signoff")}
    return [[line for sample in block for line in _changed(sample, modes, house)] for block in blocks]


def _changed(sample: Sample, modes: dict[str, str], house: House) -> Block:
    """Return what becomes of one line."""
    mode = modes.get(sample.role, "keep")
    if sample.role == "body" and not sample.goes_on and (line := find_dateline(sample.text)):
        return _sent(
            sample, line.span, modes["signoff" if line.closing else "dateline"], closing=line.closing, house=house
        )
    if sample.role == "caption" and sample.goes_on:
        return [sample]
    if mode == "drop" and sample.role != "credit":
        return []
    return [replace(sample, text=house.form(sample.role, sample.text))] if mode == "change" else [sample]


def _sent(sample: Sample, span: tuple[int, int], mode: str, *, closing: bool, house: House) -> Block:
    """Return a paragraph with the dateline or sign-off of another newspaper, or without."""
    if mode == "keep":
        return [sample]
    if closing:
        text = sample.text[: span[0]] + (house.form("signoff") if mode == "change" else "")
        return [replace(sample, text=text)] if text else []
    rest = sample.text[span[1] :].lstrip("：: 　") or sample.text
    return [replace(sample, text=(house.form("dateline") if mode == "change" else "") + rest)]


def notices(blocks: list[Block], house: House) -> list[Block]:
    """Make a notice of an article: its headline that of a notice, a few words of its text, who gives notice, and where to ask."""
    rows, bodies = _rows(blocks, TITLES), [row for row, block in enumerate(blocks) if block and block[0].role == "body"]
    whole = not any(sample.goes_on for block in blocks for sample in block)
    if not whole or len(rows) != 1 or not bodies or rows[0] > bodies[0] or not house.has("notice"):
        return blocks
    head, text = blocks[rows[0]][0], blocks[bodies[0]][-1]
    made: list[Block] = [[] for _ in blocks]
    made[rows[0]] = [replace(head, text=house.pick("notices"))]
    words = re.split("(?<=。)", text.text)[0][:NOTICE]
    more = [Sample(house.pick("notice lines"), head.article, "verse") for _ in range(house.rng.randint(0, 3))]
    ends = [Sample(house.pick("notice ends"), head.article, "signature") for _ in range(house.rng.randint(0, 2))]
    made[bodies[0]] = [replace(text, text=words, goes_on=False), *more, *ends]
    return made


def title_forms(blocks: list[Block], house: House) -> list[Block]:
    """Give a headline a kicker, a subtitle, its column's name behind it; or a label in its place."""
    rows, bodies = _rows(blocks, TITLES), _texts(blocks)
    if not rows or not bodies:
        return blocks
    own = [sample.role for row in rows for sample in blocks[row]]
    first, last, article = rows[0], rows[-1], blocks[rows[0]][0].article
    if len(rows) == 1 and house.has("own title"):
        blocks[first] = [replace(blocks[first][0], text=house.form("title", house.clause(bodies[0], 5, 16)))]
    if len(rows) == 1 and house.has("label") and len(bodies) == 1:
        blocks[first] = [replace(blocks[first][0], text=house.pick("labels"))]
    elif own[-1] != "subtitle" and house.has("column behind"):
        sample = blocks[last][-1]
        blocks[last] = [*blocks[last][:-1], replace(sample, text=sample.text + house.form("column behind"))]
    if own == ["title"] and house.has("two titles"):
        blocks[last] = [*blocks[last], Sample(house.clause(bodies[0], 5, 16), article, "title")]
    if own == ["title"] and house.has("kicker"):
        blocks[first] = [
            Sample(house.form("kicker", house.stretch(house.rng.choice(bodies[:3]), 6, 34)), article, "kicker"),
            *blocks[first],
        ]
    if own[-1] in ("title", "headline") and house.has("subtitle"):
        blocks[last] = [
            *blocks[last],
            Sample(house.form("subtitle", house.stretch(house.rng.choice(bodies[:3]), 8, 30)), article, "subtitle"),
        ]
    return blocks


def under_title(blocks: list[Block], house: House) -> list[Block]:
    """Put a byline, a summary with or without its label, or a motto between headline and text."""
    rows, bodies = _rows(blocks, TITLES), _texts(blocks)
    if not rows or rows != list(range(len(rows))) or len(rows) == len(blocks) or not bodies:
        return blocks
    article, added = blocks[rows[0]][0].article, []
    if not _rows(blocks, ("byline",)) and house.has("byline"):
        added.append(Sample(house.form("byline"), article, "byline"))
    if len(bodies) > 2 and house.has("summary"):
        added += _summary(bodies, article, house)
    if len(bodies) > 2 and house.has("motto"):
        added += [
            Sample(house.clause(bodies[-1], 12, 40), article, "verse"),
            Sample(house.pick("mottos"), article, "verse"),
        ]
    if house.modes["order"] == "turned":
        added.reverse() if len(added) == 2 and added[0].role == "byline" else None
    blocks[rows[-1]] = [*blocks[rows[-1]], *added]
    return blocks


def _summary(bodies: Sequence[str], article: int, house: House) -> Block:
    """Return the lines that sum up an article, under the newspaper's label or none."""
    lines = []
    for text in house.rng.sample(list(bodies), min(len(bodies), house.rng.choice((1, 2, 2, 3)))):
        sentence = house.rng.choice([part for part in re.split("[。！？]", text) if part] or [text])
        lines.append(Sample(house.form("summary", sentence), article, "summary"))
    label = house.forms["summary label"]
    return [Sample(label, article, "label"), *lines] if label else lines


def subheads(blocks: list[Block], house: House) -> list[Block]:
    """Divide a long article by subheads in the newspaper's own form, of one line or two."""
    bodies = [row for row, block in enumerate(blocks) if block and block[0].role == "body" and not block[0].goes_on]
    if len(bodies) < DIVIDED or _rows(blocks, ("subhead",)) or not house.has("subheads"):
        return blocks
    signed = house.has("signed parts")
    for number, row in enumerate(bodies[1:-1], 1):
        if house.rng.random() > 1 / EVERY:
            continue
        sample = blocks[row][0]
        # A subhead speaks of what comes, in words that need not come next.
        about = house.rng.choice([blocks[other][-1].text for other in bodies[number : number + 4]])
        own = (
            house.rng.choice(house.texts)
            if house.rng.random() < house.rates["foreign subheads"]
            else house.clause(about, 4, 18)
        )
        heads = [Sample(house.form("subhead", own), sample.article, "subhead")]
        if house.modes["subhead lines"] == "two":
            heads.append(Sample(house.clause(sample.text, 8, 24), sample.article, "subhead"))
        if signed and number > 1:
            heads.insert(0, Sample(house.form("signature"), sample.article, "signature"))
        blocks[row] = [*heads, *blocks[row]]
    return blocks


def verses(blocks: list[Block], house: House) -> list[Block]:
    """Put a poem, a table or a list of names after a paragraph."""
    rows = [row for row, block in enumerate(blocks) if block and block[0].role == "body"]
    if not rows or not house.has("verses"):
        return blocks
    row = house.rng.choice(rows)
    if row + 1 < len(blocks) and blocks[row + 1] and blocks[row + 1][0].goes_on:
        return blocks
    article, kind, text = blocks[row][0].article, house.rng.choice(("poem", "table", "names")), blocks[row][-1].text
    lines = [
        house.clause(text, 4, 9) + house.rng.choice("，。")
        if kind == "poem"
        else house.pick(kind, house.clause(text, 2, 8))
        for _ in range(house.rng.randint(3, 9))
    ]
    blocks[row] = [*blocks[row], *(Sample(line, article, "verse") for line in lines)]
    return blocks


def closing(blocks: list[Block], house: House) -> list[Block]:
    """Close an article with its reporter, a credit, a source, the author's office or a jump."""
    last = next((row for row in reversed(range(len(blocks))) if blocks[row]), None)
    if last is None or blocks[last][-1].role not in ("body", "credit", "caption"):
        return blocks
    sample, added = blocks[last][-1], []
    if not _rows(blocks, ("byline",)) and sample.role == "body" and house.has("closing byline"):
        if house.modes["closing"] == "inline":
            blocks[last] = [*blocks[last][:-1], replace(sample, text=sample.text + house.form("signoff"))]
        else:
            added.append(Sample(house.form("closing"), sample.article, "signature"))
    if house.has("tail"):
        added.append(Sample(house.pick("tails"), sample.article, "signature"))
    if house.has("jump"):
        added.append(Sample(house.pick("jumps"), sample.article, "note"))
    blocks[last] = [*blocks[last], *added]
    return blocks


def above(blocks: list[Block], house: House) -> list[Block]:
    """Put a column name or an editor's note above an article."""
    if not blocks[0] or blocks[0][0].goes_on:
        return blocks
    first, added = blocks[0][0], []
    longs = [text for text in _texts(blocks) if len(text) > LONG]
    noted = bool(longs) and house.has("note")
    if house.has("column above note" if noted else "column"):
        added.append(Sample(house.pick("columns"), first.article, "column", gap=first.gap))
    if noted:
        text, label = house.rng.choice(longs), house.pick("note labels")
        cut = house.rng.randint(30, len(text) - 20)
        pieces = (
            [text]
            if house.rng.random() < 0.6 or not re.match(r"[\u4e00-\u9fff]{2}", text[cut - 1 : cut + 1])
            else [text[:cut], text[cut:]]
        )
        added.append(Sample(label, first.article, "editors_note"))
        added += [
            Sample(piece, first.article, "editors_note", goes_on=number > 0) for number, piece in enumerate(pieces)
        ]
    blocks[0] = [*added, *blocks[0]]
    return blocks


DRESSES: tuple[Callable[[list[Block], House], list[Block]], ...] = (
    notices,
    change_lines,
    title_forms,
    under_title,
    subheads,
    verses,
    closing,
    above,
)


def _rows(blocks: Sequence[Block], roles: Sequence[str]) -> list[int]:
    """Return the blocks that hold a line with one of `roles`."""
    return [row for row, block in enumerate(blocks) if any(sample.role in roles for sample in block)]


def _texts(blocks: Sequence[Block]) -> list[str]:
    """Return the paragraphs of an article."""
    return [sample.text for block in blocks for sample in block if sample.role == "body" and len(sample.text) > 1]
