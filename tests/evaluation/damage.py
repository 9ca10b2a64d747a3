"""The damage that recognised and pasted pages show, done to lines whose truth is known and stays known.

Kinds and how often: `PRESETS`, a probability for each paragraph, article or page. Whatever is done is written down as an
``op`` with its place; text that the page no longer holds is in ``lost``.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

PRESETS: Mapping[str, Mapping[str, float]] = {
    "none": {},
    "light": {"column_break": 0.06, "half": 0.5, "lead_blank": 0.5, "mark_strip": 0.5},
    "seed": {
        "column_break": 0.15,
        "headline_moved": 0.33,
        "ocr_loop": 0.5,
        "half": 1,
        "drop_tail": 0.25,
        "char_error": 0.0006,
        "lead_blank": 1,
        "gap_blank": 0.15,
        "garble_photo": 0.3,
        "mark_strip": 1,
        "photo_move": 0.3,
    },
    "heavy": {
        "column_break": 0.35,
        "headline_moved": 0.6,
        "ocr_loop": 1,
        "half": 1,
        "half_mix": 0.5,
        "drop_tail": 0.6,
        "char_error": 0.004,
        "lead_blank": 1,
        "gap_blank": 0.3,
        "garble_photo": 0.5,
        "mark_strip": 0.7,
        "photo_move": 0.6,
        "caption_mid": 0.4,
        "interleave": 0.15,
        "furniture": 1,
        "drop_title": 0.08,
    },
}
HALF = str.maketrans("（）？％！", "()?%!")
CLOSE = set("，。、；：？！”’）》】」』…—·,.;:?!)%％℃")
OPEN = set("“‘（《【「『(—")
ALIKE = [
    "己已",
    "未末",
    "日曰",
    "人入",
    "土士",
    "千干",
    "治冶",
    "大太",
    "天夫",
    "今令",
    "侍待",
    "析折",
    "拔拨",
    "候侯",
    "竟竞",
    "贷货",
]
LOOK = {a: b for pair in ALIKE for a, b in (pair, pair[::-1])}
# The share of running characters that have a look-alike above is about 4 %.
LOOK_FACTOR = 25
HEADS = ("kicker", "title", "subtitle")


@dataclass(frozen=True)
class Line:
    """One line of the page: its text, its article (-1: none), role, and the range of the clean paragraph it stands for."""

    text: str
    a: int
    role: str
    p: int | None = None
    s: int = 0
    e: int = 0
    ops: tuple[str, ...] = ()


@dataclass(frozen=True)
class Draft:
    """Lines, what was done to them, and what was lost."""

    lines: tuple[Line, ...]
    ops: tuple[Mapping, ...] = ()
    lost: tuple[Mapping, ...] = ()

    def then(self, lines: Sequence[Line], op: Mapping, *lost: Mapping) -> "Draft":
        """Return other lines, with one more op."""
        return Draft(tuple(lines), (*self.ops, op), (*self.lost, *lost))


@dataclass(frozen=True)
class Dice:
    """A stream of random numbers and the odds of each damage."""

    rng: random.Random
    odds: Mapping[str, float] = field(default_factory=dict)

    def falls(self, kind: str, factor: float = 1) -> bool:
        """Tell whether a damage happens; the draw is made whatever its odds."""
        return self.rng.random() < self.odds.get(kind, 0) * factor


def damage_article(draft: Draft, dice: Dice, *, looped: bool) -> Draft:
    """Return the lines of one article after everything that happens within an article."""
    steps: list[Callable[[Draft, Dice], Draft]] = [_drop_title, _garble_photo, _strip_marks]
    for step in [*steps, *([loop_clause] if looped else []), _break_columns, _move_headline]:
        draft = step(draft, dice)
    return draft


def damage_page(blocks: Sequence[Draft], dice: Dice, furniture: Sequence[str]) -> Draft:
    """Return the lines of a page after everything that happens between its articles, and to its characters."""
    order, moved = _order(blocks, dice)
    runs, mixed = _mix(order, dice)
    lines = tuple(line for run in runs for line in run)
    made = Draft(lines, tuple(op for block in blocks for op in block.ops), tuple(x for b in blocks for x in b.lost))
    made = replace(made, ops=(*made.ops, *moved, *mixed))
    for step in (_drop_tail, _narrow, _misread):
        made = step(made, dice)
    if dice.falls("furniture"):
        head = [Line(text, -1, "furniture") for text in furniture[:1]]
        tail = [Line(text, -1, "furniture") for text in furniture[1:]]
        made = made.then([*head, *made.lines, *tail], {"op": "furniture"})
    return made


def loop_clause(draft: Draft, dice: Dice) -> Draft:
    """Return the article with one clause read four to six times over, and what follows it lost up to a tail."""
    long = [k for k, line in enumerate(draft.lines) if line.role == "body" and len(line.text) >= 90]
    for k in dice.rng.sample(long, len(long)):
        line = draft.lines[k]
        cuts = [0, *(i + 1 for i, c in enumerate(line.text) if c in "，、；")]
        spans = [(s, e) for n, s in enumerate(cuts, 1) for e in cuts[n : n + 2] if 14 <= e - s <= 44]
        spans = [(s, e) for s, e in spans if len(line.text) - e >= 30]
        if spans:
            return _loop(draft, k, dice.rng.choice(spans), dice.rng)
    return draft


def _loop(draft: Draft, k: int, span: tuple[int, int], rng: random.Random) -> Draft:
    """Loop the clause at `span` of the `k`-th line."""
    line, (s, e) = draft.lines[k], span
    text, times, sep = line.text, rng.randint(4, 6), rng.choice("、，")
    looped = replace(line, text=text[:s] + sep.join([text[s : e - 1]] * times) + "。", e=e - 1, ops=("loop",))
    tails = [i + 1 for i, c in enumerate(text) if c in "，、；" and e < i + 1 <= len(text) - 6 and len(text) - i <= 45]
    resume = rng.choice(tails) if tails and rng.random() < 0.7 else len(text)
    tail = (
        [Line(text[resume:], line.a, "body", line.p, resume, len(text), ("orphan_tail",))] if resume < len(text) else []
    )
    op = {"op": "ocr_loop", "a": line.a, "p": line.p, "s": s, "e": e - 1, "times": times, "resume": resume, "sep": sep}
    lost = {"a": line.a, "p": line.p, "s": e - 1, "e": resume, "what": "loop"}
    return draft.then([*draft.lines[:k], looped, *tail, *draft.lines[k + 1 :]], op, lost)


def _drop_title(draft: Draft, dice: Dice) -> Draft:
    """Lose the headline."""
    rest = [line for line in draft.lines if line.role not in HEADS]
    if not dice.falls("drop_title") or not rest:
        return draft
    return draft.then(rest, {"op": "drop_title", "a": rest[0].a}, {"a": rest[0].a, "what": "title"})


def _garble_photo(draft: Draft, dice: Dice) -> Draft:
    """Read the two lines of a picture's headline as one, their characters interleaved."""
    at = next((k for k, line in enumerate(draft.lines) if line.role == "title"), None)
    photo = any(line.role == "caption" for line in draft.lines)
    if at is None or not photo or not 4 <= len(draft.lines[at].text) <= 18 or not dice.falls("garble_photo"):
        return draft
    clean = draft.lines[at].text
    one, two, garbled = clean[: len(clean) // 2], clean[len(clean) // 2 :], ""
    while one or two:
        k, n = dice.rng.choice((1, 1, 2)), dice.rng.choice((1, 2, 2))
        garbled, one, two = garbled + one[:k] + two[:n], one[k:], two[n:]
    title = replace(draft.lines[at], text=garbled, ops=("garbled",))
    op = {"op": "garble_title", "a": title.a, "clean": clean}
    return draft.then([*draft.lines[:at], title, *draft.lines[at + 1 :]], op)


def _strip_marks(draft: Draft, dice: Dice) -> Draft:
    """Lose the marks before bylines."""
    if not dice.falls("mark_strip"):
        return draft
    return replace(draft, lines=tuple(replace(line, text=line.text.removeprefix("■ ")) for line in draft.lines))


def _break_columns(draft: Draft, dice: Dice) -> Draft:
    """Cut paragraphs where a column ends."""
    for line in draft.lines:
        fits = line.role == "body" and len(line.text) >= 60 and not line.ops
        if fits and dice.falls("column_break", 1 if len(line.text) < 200 else 1.6):
            draft = _cut(draft, line, dice.rng)
    return draft


def _cut(draft: Draft, line: Line, rng: random.Random) -> Draft:
    """Cut one line in two where a line of print can end."""
    text = line.text
    places = [i for i in range(int(len(text) * 0.2), int(len(text) * 0.85)) if _may_end(text, i)]
    if not places:
        return draft
    at, k = rng.choice(places), draft.lines.index(line)
    halves = [replace(line, text=text[:at], e=line.s + at), replace(line, text=text[at:], s=line.s + at)]
    op = {"op": "column_break", "a": line.a, "p": line.p, "at": line.s + at}
    return draft.then([*draft.lines[:k], *halves, *draft.lines[k + 1 :]], op)


def _may_end(text: str, i: int) -> bool:
    """Tell whether a line of print can end before the `i`-th character."""
    inside = text[i - 1].isascii() and text[i].isascii()
    return i > 0 and text[i] not in CLOSE and text[i - 1] not in OPEN and not inside and " " not in text[i - 1 : i + 1]


def _move_headline(draft: Draft, dice: Dice) -> Draft:
    """Put the headline into a paragraph that a column end has cut."""
    bodies = [line for line in draft.lines if line.role == "body" and "orphan_tail" not in line.ops]
    head = [replace(line, ops=(*line.ops, "moved")) for line in draft.lines if line.role in HEADS]
    if not head or len(bodies) < 3 or not dice.falls("headline_moved"):
        return draft
    if not any(line.s for line in bodies):
        long = [line for line in bodies if not line.ops and len(line.text) >= 40]
        draft = _cut(draft, dice.rng.choice(long), dice.rng) if long else draft
    rest = [line for line in draft.lines if line.role not in HEADS]
    places = [k for k, line in enumerate(rest) if line.role == "body" and line.s and "orphan_tail" not in line.ops]
    if not places:
        return draft
    k = dice.rng.choice(places)
    op = {"op": "headline_moved", "a": head[0].a, "before_p": rest[k].p, "at": rest[k].s}
    return draft.then([*rest[:k], *head, *rest[k:]], op)


def _order(blocks: Sequence[Draft], dice: Dice) -> tuple[list[tuple[Line, ...]], list[dict]]:
    """Return the articles in another order: pictures stand anywhere."""
    order, ops = [block.lines for block in blocks], []
    for lines in [lines for lines in order if any(line.role == "caption" for line in lines)]:
        if len(order) > 2 and dice.falls("photo_move"):
            order.remove(lines)
            order.insert(dice.rng.randrange(len(order) + 1), lines)
            ops.append({"op": "photo_move", "a": lines[0].a})
    return order, ops


def _mix(order: Sequence[tuple[Line, ...]], dice: Dice) -> tuple[list[tuple[Line, ...]], list[dict]]:
    """Return runs of lines: neighbours read across their columns, pictures within another article."""
    runs, ops = [], []
    for lines in order:
        last = runs[-1] if runs else ()
        photo = any(line.role == "caption" for line in lines)
        if len(last) >= 5 and photo and dice.falls("caption_mid"):
            at = dice.rng.randint(2, len(last) - 2)
            runs[-1:] = [last[:at], lines, last[at:]]
            ops.append({"op": "caption_mid", "a": lines[0].a, "host": last[0].a})
        elif min(len(last), len(lines)) >= 4 and dice.falls("interleave"):
            k, j = dice.rng.randint(2, len(last) - 1), dice.rng.randint(2, len(lines) - 1)
            runs[-1:] = [last[:k], lines[:j], last[k:], lines[j:]]
            ops.append({"op": "interleave", "a": last[0].a, "b": lines[0].a})
        else:
            runs.append(lines)
    return runs, ops


def _drop_tail(draft: Draft, dice: Dice) -> Draft:
    """Lose the last line or two of the page."""
    if not dice.falls("drop_tail"):
        return draft
    for _ in range(dice.rng.randint(1, 2)):
        last = draft.lines[-1]
        if last.p is None or sum(line.a == last.a for line in draft.lines) <= 2:
            break
        lost = {"a": last.a, "p": last.p, "s": last.s, "e": last.e, "what": "tail"}
        draft = draft.then(draft.lines[:-1], {"op": "drop_tail", "a": last.a, "p": last.p}, lost)
    return draft


def _narrow(draft: Draft, dice: Dice) -> Draft:
    """Turn full-width brackets and signs into half-width ones, all or some."""
    if not dice.falls("half"):
        return draft
    mix = dice.odds.get("half_mix", 1)
    texts = ["".join(c.translate(HALF) if dice.rng.random() < mix else c for c in line.text) for line in draft.lines]
    return draft.then(_retexted(draft.lines, texts, "half"), {"op": "half"})


def _misread(draft: Draft, dice: Dice) -> Draft:
    """Read a few characters as others that look alike."""
    odds = dice.odds.get("char_error", 0) * LOOK_FACTOR
    texts = [
        "".join(LOOK[c] if c in LOOK and dice.rng.random() < odds else c for c in line.text) for line in draft.lines
    ]
    return replace(draft, lines=_retexted(draft.lines, texts, "char"))


def _retexted(lines: Sequence[Line], texts: Sequence[str], op: str) -> tuple[Line, ...]:
    """Return the lines with other texts of the same length, marked where they differ."""
    pairs = zip(lines, texts, strict=True)
    return tuple(line if line.text == text else replace(line, text=text, ops=(*line.ops, op)) for line, text in pairs)
