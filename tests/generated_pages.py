"""Pages made up for the tests: articles of short clauses, with the damage that recognised pages show, and their truth."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

# Every other article, or page, has a damage that is asked for.
CHANCE = 0.5
# A paragraph of fewer characters is not cut.
SHORTEST = 12
DAMAGES = ("loop", "break", "headline", "zero width", "swap")
CLAUSES = (
    "春雨过后山路很滑",
    "合作社送来了新种子",
    "乡亲们在田头商量秧苗",
    "水库的闸门按时打开",
    "学校把图书室搬到村口",
    "医生每周来两次义诊",
    "渔船在天亮前回到港口",
    "工人检修了三条旧管道",
    "夜市的灯光一直亮到十点",
    "老人把手艺教给年轻人",
    "茶园今年多收了两成",
    "图纸已经改过五遍",
    "志愿者陪孩子做完作业",
    "列车准点驶过新桥",
    "仓库里的棉花装满十车",
    "古井边立起了新石碑",
    "厂房的屋顶装上光伏板",
    "测绘队走遍九个山头",
    "果农在路边搭起凉棚",
    "渡口添了两只救生艇",
)
PLACES = ("临川", "白水", "青岩", "南浦", "北渡", "石门坳")
NAMES = ("张一山", "李小川", "王若兰", "赵明远", "陈思齐", "周海生")
TITLES = (
    "白水镇修好七条机耕道",
    "青岩老街夜市重开",
    "南浦渡口添置新艇",
    "临川中学图书室迁址",
    "石门坳茶园喜获丰收",
    "北渡水库完成检修",
)


@dataclass(frozen=True)
class Row:
    """One line of a made page: its text, the article that it belongs to, what it is."""

    text: str
    article: int
    role: str


@dataclass(frozen=True)
class MadePage:
    """A made page: the text of the file and what its lines are."""

    text: str
    rows: tuple[Row, ...]


def make_page(
    seed: int, *, articles: int = 4, sentences: int = 3, damage: Sequence[str] = DAMAGES, line_end: str = "\n"
) -> MadePage:
    """Return a page of `articles` reports, each with headline, dateline and paragraphs of up to `sentences` sentences.

    Every kind of `damage` that is named strikes every other article; ``swap`` strikes every other page.
    """
    rng = random.Random(seed)
    rows = [row for number in range(articles) for row in _article(number, rng, sentences, damage)]
    if "swap" in damage and rng.random() < CHANCE:
        rows = _swap(rows, rng)
    gaps = [line_end * rng.choice((1, 2, 2, 3)) for _ in rows]
    indents = ["　　" if row.role == "body" and rng.random() < 0.3 else "" for row in rows]
    text = "".join(indent + row.text + gap for indent, row, gap in zip(indents, rows, gaps, strict=True))
    return MadePage(line_end * rng.choice((0, 2)) + text, tuple(rows))


def _article(number: int, rng: random.Random, sentences: int, damage: Sequence[str]) -> list[Row]:
    """Return the lines of one report."""
    place, name = rng.choice(PLACES), rng.choice(NAMES)
    lead = f"本报{place}{rng.randint(1, 12)}月{rng.randint(1, 28)}日讯（记者 {name}）"
    bodies = [_paragraph(rng, lead if k == 0 else "", sentences) for k in range(rng.randint(2, 5))]
    rows = [Row(rng.choice(TITLES), number, "title"), *(Row(text, number, "body") for text in bodies)]
    for kind, strike in STRIKES.items():
        if kind in damage and rng.random() < CHANCE:
            rows = strike(rows, rng)
    return rows


def _paragraph(rng: random.Random, lead: str, sentences: int) -> str:
    """Return a paragraph of a few sentences."""
    return lead + "".join(
        "，".join(rng.sample(CLAUSES, rng.randint(2, 4))) + "。" for _ in range(rng.randint(1, sentences))
    )


def _loop(rows: list[Row], rng: random.Random) -> list[Row]:
    """Return the lines with one clause read four times over at the end."""
    last = rows[-1]
    return [*rows[:-1], replace(last, text=last.text + "、".join([rng.choice(CLAUSES)] * 4) + "。")]


def _break(rows: list[Row], rng: random.Random, between: Sequence[Row] = ()) -> list[Row]:
    """Return the lines with one paragraph cut by a column break, and the lines `between` in the cut."""
    place = rng.choice([place for place, row in enumerate(rows) if row.role == "body" and len(row.text) >= SHORTEST])
    text = rows[place].text
    at = rng.randint(len(text) // 2, len(text) - 4)
    halves = [replace(rows[place], text=text[:at]), *between, replace(rows[place], text=text[at:])]
    return [*rows[:place], *halves, *rows[place + 1 :]]


def _displace(rows: list[Row], rng: random.Random) -> list[Row]:
    """Return the lines with the headline in the middle of a paragraph."""
    return _break(rows[1:], rng, rows[:1])


def _hide(rows: list[Row], _: random.Random) -> list[Row]:
    """Return the lines with a character that prints nothing in the first."""
    return [replace(rows[0], text=rows[0].text[:2] + "\u200b" + rows[0].text[2:]), *rows[1:]]


def _swap(rows: list[Row], rng: random.Random) -> list[Row]:
    """Return the lines with a block of up to three of them in another place of the page."""
    start, size = rng.randrange(len(rows)), rng.randint(1, 3)
    rest = [*rows[:start], *rows[start + size :]]
    place = rng.randint(0, len(rest))
    return [*rest[:place], *rows[start : start + size], *rest[place:]]


STRIKES = {"loop": _loop, "break": _break, "headline": _displace, "zero width": _hide}
