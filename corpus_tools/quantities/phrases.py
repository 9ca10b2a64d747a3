"""Phrases: the noun phrases around an amount that may name what it measures, each with what speaks for and against it."""

from bisect import bisect_left
from collections.abc import Iterator
from functools import cache, lru_cache

from corpus_tools.quantities.clauses import OF, Mention
from corpus_tools.quantities.context import Context, ParsedSentence
from corpus_tools.quantities.ranking import Candidate
from corpus_tools.quantities.words import Word, tag_of
from corpus_tools.rules import Rules
from corpus_tools.text import grammar
from corpus_tools.text.patterns import pattern, words

# So many words before and after an amount may belong to its name.
MOST_LEFT, MOST_RIGHT = 12, 8
SHORTEST, LONGEST, SIDE = 2, 26, 12
EMPTY = frozenset({"d", "p", "r", "u", "uj", "c", "x", "t", "y"})
NAMED = {"area": grammar.source("clauses: area")}
BLURS, PLACE_ENDINGS = grammar.words("clauses: blurs"), grammar.words("clauses: place endings")
PERSON, PERSONS = grammar.source("amounts: person"), grammar.source("clauses: number of persons")
GROWS, RATE_OF_GROWTH = grammar.words("clauses: grows"), grammar.source("clauses: rate of growth")
ACCOUNTS_FOR = grammar.source("amounts: accounts for")
NOUNS = frozenset(
    {"n", "vn", "nz", "nt", "ns", "nr", "j", "l", "b", "a", "eng", "s", "i", "g", "k", "h", "z", "m", "q"}
)
STOPPERS = frozenset({"v", "p", "d", "c", "x", "f", "r", "u", "uj", "t"})
# No name ends with a word of these tags, or with one of these words; none begins with a word of these, or holds one of those.
UNFINISHED, POSITIONS = frozenset({"p", "d", "c", "uj", "u", "r"}), frozenset(grammar.source("clauses: positions"))
LINKING, FOREIGN = frozenset({"p", "uj", "u", "f", "c"}), frozenset({"p", "r", "u", "y"})
RELATIVE = frozenset({"growth_rate", "pp_diff", "multiple", "rank", "ratio", "index"})


def phrases(parsed: ParsedSentence, mention: Mention, context: Context, kind: str) -> list[Candidate]:
    """Return the candidates for the indicator of a mention; one of them none."""
    left, right = tokens_before(parsed, mention, kind), tokens_after(parsed, mention)
    state = surroundings(mention, left, right, kind)
    found = [
        *before(parsed, mention, left, kind, state),
        *after(parsed, mention, (left, right), kind, state),
        *carried(parsed, context, left, kind, state),
        *composed(parsed, mention, (left, right), kind, state),
    ]
    return [*found, Candidate("", None, "", ("none", f"none {kind}", f"none {state}"))]


def surroundings(mention: Mention, left: list[Word], right: list[Word], kind: str) -> str:
    """Return what stands on both sides of an amount: a verb or a noun before it, a noun or a verb after it."""
    last = "none" if not left else "verb" if left[-1].tag == "v" else "noun" if left[-1].tag in NOUNS else "other"
    touch = "cue" if mention.head.words and mention.head.words[0] not in BLURS else "bare"
    follows = "none" if not right else "noun" if right[0].tag in NOUNS else "verb" if right[0].tag == "v" else "other"
    direct = OF if mention.after.startswith(OF) else ""
    return f"{last} {touch} {direct}{follows} {'relative' if kind in RELATIVE else 'plain'}"


def tokens_before(parsed: ParsedSentence, mention: Mention, kind: str) -> list[Word]:
    """Return the words of the clause before an amount, up to its cues, without periods, durations, and the place that opens it."""
    head = mention.head
    found = [clipped(word, head.stop) for word in untaken(parsed, head.start, head.stop)]
    while (
        found
        and (found[0].tag in {"c", "d", "x", "r"} or found[0].text in words(parsed.rules, "clause pointer"))
        and found[0].text not in "“《"
    ):
        found = found[1:]
    places, at = parsed.reading.places, found[0].start if found else -1
    opens = bisect_left(places, (at + 1,)) - 1
    if opens >= 0 and at < places[opens].end:
        rest = [word for word in found if word.start >= places[opens].end]
        found = rest[1:] if rest and rest[0].text in PLACE_ENDINGS else rest
    # 失业率由4.9%升至5.3%: the preposition belongs to the number.
    while found and found[-1].tag == "p":
        found = found[:-1]
    if kind == "growth_rate":
        while found and pattern(parsed.rules, "phrase: growth").fullmatch(found[-1].text):
            found = found[:-1]
        while found and found[-1].text in words(parsed.rules, "measure of growth"):
            found = found[:-1]
    return found


def untaken(parsed: ParsedSentence, start: int, stop: int) -> list[Word]:
    """Return the words that begin in a stretch of a sentence and belong to no period or duration."""
    found = parsed.words[bisect_left(parsed.words, (start,)) : bisect_left(parsed.words, (stop,))]
    taken = [(s, e) for s, e in parsed.taken if found and s < found[-1].end and start < e]
    if not taken:
        return found
    return [word for word in found if not any(s < word.end and word.start < e for s, e in taken)]


def clipped(word: Word, stop: int) -> Word:
    """Return a word as far as it stands before `stop`: 价格 of 价格上涨."""
    if word.end <= stop:
        return word
    text = word.text[: stop - word.start]
    return Word(word.start, stop, text, tag_of(text))


def tokens_after(parsed: ParsedSentence, mention: Mention) -> list[Word]:
    """Return the words that follow an amount in its clause."""
    start, end = mention.amount.end, mention.amount.end + len(mention.after)
    found: list[Word] = []
    particles = words(parsed.rules, "particle after")
    for word in parsed.words[bisect_left(parsed.words, (start,)) :]:
        if not found and word.text in particles:
            continue
        if word.end > end or (word.tag == "x" and word.text not in "“”") or len(found) == MOST_RIGHT:
            break
        found.append(word)
    return found


def sort_of(tag: str) -> str:
    """Return whether a tag is a noun's, a verb's or another's."""
    return "noun" if tag in NOUNS else "verb" if tag == "v" else tag


def measures(text: str, rules: Rules) -> bool:
    """Say whether a phrase ends with a measure: 用电量, 面积."""
    return bool(pattern(rules, "phrase: head").search(text))


def shape(phrase: list[Word], text: str, rules: Rules) -> list[str]:
    """Return what a phrase is made of."""
    inner, last = [word.tag for word in phrase[:-1]], phrase[-1].tag
    length, signed = len(text), "x" in inner or last == "x"
    found = [
        "size 1" if length < 2 else "size 3" if length < 4 else "size 8" if length < 9 else "size 14" if length < 15 else "size long",
        f"opens {sort_of(phrase[0].tag)}", f"ends {sort_of(last)}", f"verbs {min(inner.count('v'), 2)}",
    ]  # fmt: skip
    tests = (
        ("verb within", "v" in inner[1:]),
        ("sign", signed and any(word.tag == "x" and word.text not in "“”" for word in phrase)),
        ("preposition", "p" in inner),
        ("adverb", "d" in inner),
        (OF, OF in text and any(word.text == OF for word in phrase[1:-1])),
        ("body", any(is_body(word.text, rules) for word in phrase[:-1])),
        ("head", measures(text, rules)),
        ("pronoun", "r" in inner),
        ("place", "ns" in inner),
        ("locative", "f" in inner or last == "f"),
    )
    return found + [name for name, holds in tests if holds]


@lru_cache(maxsize=1 << 14)
def is_body(word: str, rules: Rules) -> bool:
    """Say whether a word names a body: 公司, 委员会."""
    return bool(pattern(rules, "phrase: body").search(word))


def holds(words: list[Word]) -> bool:
    """Say whether words can be a name: a noun phrase, or one verb with its object; no clause, no scrap of one."""
    tags = [word.tag for word in words]
    if tags[-1] in UNFINISHED or words[-1].text in POSITIONS or tags[0] in LINKING or not FOREIGN.isdisjoint(tags):
        return False
    if "d" in tags and any(word.tag == "d" and len(word.text) > 1 for word in words):
        return False
    signs = [word.text for word in words if word.tag == "x"] if "x" in tags else []
    if any(sign not in "“”《》、（）()—-·‘’" for sign in signs) or signs.count("“") != signs.count("”"):
        return False
    verbs = [place for place, tag in enumerate(tags) if tag == "v"]
    modifying = [place for place in verbs if any(word.text == OF for word in words[place + 1 :])]
    return (
        len(verbs) - len(modifying) <= (2 if verbs[:1] == [0] or verbs[-1:] == [len(words) - 1] else 1)
        and len(verbs) < 4
    )


def may_name(part: list[Word], text: str) -> bool:
    """Say whether words before an amount can be its name by their form and length."""
    return (part[0].tag != "x" or part[0].text in "“《") and SHORTEST <= len(text) <= LONGEST and holds(part)


def has_object(part: list[Word], text: str, rules: Rules) -> bool:
    """Say whether a verb stands before the noun that is measured: 带动用电量, 完成货量."""
    opens = part[0].tag == "v" and len(part) > 1 and part[1].tag in NOUNS
    return opens and measures(text, rules) and len(text) - len(part[0].text) > 1


@cache
def attributes(rules: Rules) -> dict[str, str]:
    """Return what is measured of a thing by the adjective that says so: 高 → 高度."""
    return {row[1]: row[2] for row in rules.rows("wordings") if row[0] == "size"}


def before(
    parsed: ParsedSentence, mention: Mention, left: list[Word], kind: str, state: str
) -> Iterator[Candidate]:
    """Yield the phrases that end before the amount."""
    total = len(left)
    attribute = attributes(parsed.rules).get(left[-1].text[-1], "") if left else ""
    ends = [total] if total else []
    while ends and ends[-1] > 1 and len(ends) < 3 and left[ends[-1] - 1].tag in {"v", "p", "d", "c", "u"}:
        ends.append(ends[-1] - 1)
    for end in ends:
        if left[end - 1].tag in UNFINISHED:
            continue
        foreign = max((at + 1 for at in range(end) if left[at].tag in FOREIGN), default=0)
        for first in range(max(foreign, end - MOST_LEFT), end):
            part = left[first:end]
            text = "".join(word.text for word in part).strip("“”，,、：: ")
            if not may_name(part, text) or (mention.head.words and has_object(part, text, parsed.rules)):
                continue
            prior = left[first - 1] if first else None
            lead = "start" if prior is None else sort_of(prior.tag) if prior.end == part[0].start else "gap"
            maximal = "maximal" if prior is None or prior.tag in STOPPERS else "inner"
            features = [
                "left", f"left {kind}", f"left {state}", f"left lead {lead}", f"left {maximal}", f"left dropped {total - end}",
                f"left lead {lead} {sort_of(part[0].tag)}", *(f"left {one}" for one in shape(part, text, parsed.rules)),
            ]  # fmt: skip
            if prior is not None and is_body(prior.text, parsed.rules):
                features.append("left after body")
            span = (part[0].start, part[-1].end)
            yield Candidate(text, span, "before", tuple(features))
            if attribute and end == total and len(text) > 2:
                yield Candidate(text[:-1] + attribute, span, "before", (*features, "attribute"))
    last = left[-1] if left else None
    if last and mention.amount.unit.canonical == PERSON and last.tag in {"v", "vn"}:
        yield Candidate(last.text + PERSONS, (last.start, last.end), "before", ("persons", f"persons {state}"))


def after(
    parsed: ParsedSentence, mention: Mention, sides: tuple[list[Word], list[Word]], kind: str, state: str
) -> Iterator[Candidate]:
    """Yield the phrases that begin after the amount, alone and with the verb before it."""
    amount, (left, words) = mention.amount, sides
    attribute, words = attribute_of(parsed, mention, left, words)
    verbs = governing_verbs(left, mention)
    if words and words[0].tag == "v" and amount.unit.canonical == PERSON:
        features = ("persons after", f"persons after {len(words[0].text)}")
        yield Candidate(words[0].text + PERSONS, (words[0].start, words[0].end), "after", features)
    for end in range(1, len(words) + 1):
        part = words[:end]
        if part[-1].tag in {"d", "p"}:
            break
        text = "".join(word.text for word in part).strip("“”")
        if not text or len(text) > LONGEST or (part[-1].tag == "v" and end > 1) or not holds(part):
            continue
        features = (
            "right",
            f"right {kind}",
            f"right {state}",
            *ending(parsed, mention, words, end),
            *(f"right {one}" for one in shape(part, text, parsed.rules)),
        )
        span, size = (part[0].start, part[-1].end), min(len(text), 4)
        yield Candidate(text, span, "after", (*features, f"right alone {bool(verbs)} {size}"))
        if attribute:
            yield Candidate(text + attribute, span, "after", (*features, "attribute"))
        if amount.unit.dimension in NAMED:
            yield Candidate(text + NAMED[amount.unit.dimension], span, "after", (*features, "named"))
        if verbs:
            more = ("with verb", f"with verb {kind}", f"with verb size {size}", f"with verb {len(verbs)}")
            yield Candidate(verbs + text, span, "after", (*features, *more))


def ending(parsed: ParsedSentence, mention: Mention, words: list[Word], end: int) -> tuple[str, str]:
    """Return what follows the first `end` words after an amount, and whether they could go on."""
    last, limit = words[end - 1], mention.amount.end + len(mention.after)
    goes_on = last.end < limit and parsed.folded[last.end] not in "，。；、"
    follower = sort_of(words[end].tag) if end < len(words) else "more" if goes_on else "end"
    maximal = "maximal" if follower not in {"noun", "uj"} and last.tag in NOUNS else "inner"
    return f"right follower {follower}", f"right {maximal}"


def attribute_of(parsed: ParsedSentence, mention: Mention, left: list[Word], words: list[Word]) -> tuple[str, list[Word]]:
    """Return what is measured of the thing named after an amount (22米高的, 长90米的), and the words without it."""
    following = parsed.folded[mention.amount.end : mention.amount.end + 2]
    attribute = attributes(parsed.rules).get(following[:1], "") if following[1:] == OF else ""
    if not attribute and left and following[:1] == OF:
        attribute = attributes(parsed.rules).get(left[-1].text, "")
    if attribute and words and words[0].text in {following[:1], following}:
        words = [word for word in words[1:] if word.text != OF]
    return attribute, words


def governing_verbs(left: list[Word], mention: Mention) -> str:
    """Return the verbs that stand right before an amount: 转移安置19个乡镇."""
    found: list[Word] = []
    at = mention.head.stop
    while (
        left
        and left[-1 - len(found)].tag in {"v", "vn"}
        and left[-1 - len(found)].end == at
        and len(left[-1 - len(found)].text) > 1
    ):
        found.insert(0, left[-1 - len(found)])
        at = found[0].start
        if len(found) == 2 or len(found) == len(left):
            break
    return "".join(word.text for word in found)


def carried(parsed: ParsedSentence, context: Context, left: list[Word], kind: str, state: str) -> Iterator[Candidate]:
    """Yield the name of the statement before, alone and with what the clause adds to it."""
    prev = context.subject
    if not prev:
        return
    own = "".join(word.text for word in left).strip("，,、“”：: ")
    near = "same" if context.end >= parsed.passage.start else "earlier"
    size = "none" if not own else "short" if len(own) < 3 else "mid" if len(own) < 6 else "long"
    basis = [f"{near}", f"{near} own {size}", f"{kind} own {size}", f"{context.kind} {kind}", state]
    yield Candidate(prev, context.span, "carried", ("carried", *(f"carried {one}" for one in basis)))
    if kind == "pp_diff" and not prev.endswith(GROWS):
        yield Candidate(
            prev + RATE_OF_GROWTH, context.span, "carried", ("carried growth", *(f"carried growth {one}" for one in basis[:2]))
        )  # fmt: skip
    sibling = bool(left) and parsed.folded[left[0].start - 1 : left[0].start] == "、"
    if 1 < len(own) <= 12 and not sibling:
        yield Candidate(
            prev + own, context.span, "carried",
            ("joined", *(f"joined {one}" for one in basis), f"joined {ACCOUNTS_FOR} {own[0] == ACCOUNTS_FOR}", f"joined head {measures(own, parsed.rules)} {size}"),
        )  # fmt: skip
        if len(prev) > len(own):
            yield Candidate(
                prev[: -len(own)] + own, context.span, "carried", ("replaced", *(f"replaced {one}" for one in basis[:3]))
            )  # fmt: skip


def content(words: list[Word]) -> str:
    """Return the nouns, verbs and adjectives among words: 议员投下赞成票 of 议员全部投下赞成票."""
    return "".join(word.text for word in words if word.tag not in EMPTY).strip("“”（）()《》、")


def composed(
    parsed: ParsedSentence, mention: Mention, sides: tuple[list[Word], list[Word]], kind: str, state: str
) -> Iterator[Candidate]:
    """Yield names put together: of the topic of the sentence and the words of the clause, of the words before and after an amount, and of the noun that is counted with its verb."""
    left, right = sides
    own, later = content(left), content(right)
    noun = content(leading_noun(right))
    span = (left[0].start, left[-1].end) if left else None
    topics = topics_of(parsed, mention)
    places = parsed.reading.places
    at = bisect_left(places, (left[0].start + 1,)) - 1 if left else -1
    at_place = (at >= 0 and left[0].start < places[at].end) if left else "-"
    parts = [(f"topic {number}", topic, own) for number, topic in enumerate(topics)] if 1 < len(own) <= SIDE else []
    parts += [("both", own, noun), ("subject", content(leading_noun(left)), noun)] if own and noun else []
    parts += [("whole", later, "")] if noun and later != noun else []
    parts += [("topic noun", topics[0], noun)] if topics and noun and not own else []
    for sort, first, second in parts:
        text = first + second
        if not first or (not second and sort != "whole") or not SHORTEST < len(text) <= LONGEST:
            continue
        size = f"{min(len(first), 9) // 3} {min(len(second), 9) // 3}"
        features = (
            "composed", f"composed {sort}", f"composed {sort} {kind}", f"composed {sort} {state}", f"composed {sort} size {size}", f"composed {sort} head {measures(text, parsed.rules)}",
            f"composed {sort} place {at_place}",
        )  # fmt: skip
        yield Candidate(text, span, "composed", features)


def leading_noun(words: list[Word]) -> list[Word]:
    """Return the nouns that words begin with."""
    found: list[Word] = []
    for word in words:
        if word.tag not in NOUNS and word.text not in f"{OF}、“”":
            break
        found.append(word)
    return found


def topics_of(parsed: ParsedSentence, mention: Mention) -> list[str]:
    """Return the noun phrases that open the clauses of the sentence before that of the amount, the nearest and the first."""
    found, opens = [], True
    for number, word in enumerate(parsed.words):
        if word.start >= mention.head.start:
            break
        if opens and not any(s < word.end and word.start < e for s, e in parsed.taken):
            text = content(leading_noun(parsed.words[number : number + SIDE]))
            if 1 < len(text) <= SIDE:
                found.append(text)
        opens = word.text in {"，", ",", "；", "：", "。"}
    return list(dict.fromkeys([*found[-1:], *found[:1]]))
