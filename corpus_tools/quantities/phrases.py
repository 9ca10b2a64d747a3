"""Phrases: the noun phrases around an amount that may name what it measures, each with what speaks for and against it."""

import re
from collections.abc import Iterator

from corpus_tools.quantities.clauses import Mention
from corpus_tools.quantities.context import Memory, Scene
from corpus_tools.quantities.ranking import Candidate
from corpus_tools.quantities.words import Word

# So many words before and after an amount may belong to its name.
MOST_LEFT, MOST_RIGHT = 14, 8
SHORTEST, LONGEST = 2, 26
PARTICLES = frozenset({"的", "多", "余", "左右", "以上", "以下", "及", "以内", "了", "来", "上下"})
ATTRIBUTES = {"高": "高度", "长": "长度", "宽": "宽度", "深": "深度", "厚": "厚度", "重": "重量"}
NAMED = {"area": "面积"}
BODY = re.compile(r"(?:公司|集团|银行|海关|部门|总局|分局|法院|检察院|政府|委员会|管理局|协会|学校|大学|医院|厅|局|委|部|站|队|所|厂)$")
TRAILING = frozenset("vpduc")


def phrases(scene: Scene, mention: Mention, memory: Memory, known: tuple[str, str]) -> list[Candidate]:
    """Return the candidates for the indicator of a mention; `known` are the name that the grammar gives, and the kind."""
    grammar, kind = known
    found = [*before(scene, mention, kind), *after(scene, mention, kind), *carried(scene, mention, memory, kind), *opening(scene, mention, kind)]
    if grammar and all(one.value != grammar for one in found):
        found.append(Candidate(grammar, None, "grammar", ("grammar alone", f"grammar alone {kind}")))
    marked = [one._replace(features=(*one.features, "grammar", f"grammar {kind}", f"grammar {one.source}")) if one.value == grammar else one for one in found]
    return [*marked, Candidate("", None, "", ("none", f"none {kind}", f"none {bool(grammar)}"))]


def tokens_before(scene: Scene, mention: Mention) -> list[Word]:
    """Return the words of the clause before an amount, up to its cues, without periods and durations."""
    taken = scene.taken
    head = mention.head
    return [
        word for word in scene.words
        if word.start >= head.start and word.end <= head.stop and not any(s < word.end and word.start < e for s, e in taken)
    ]


def shape(words: list[Word], text: str) -> Iterator[str]:
    """Yield what a phrase is made of."""
    size = len(text)
    yield f"size {min(size // 2, 8)}"
    yield f"words {min(len(words), 7)}"
    first, last = words[0], words[-1]
    yield f"first {first.tag}"
    yield f"last {last.tag}"
    yield f"last sign {last.text[-1]}"
    if len(first.text) == 1 or first.tag in "dprc":
        yield f"first word {first.text}"
    inner = [word.tag for word in words[:-1]]
    if "v" in inner:
        yield "verb inside"
        yield f"verbs {min(inner.count('v'), 3)}"
    if "v" in inner[1:]:
        yield "verb within"
    if "x" in [word.tag for word in words]:
        yield "sign inside"
    if "p" in inner[1:] or first.tag == "p":
        yield "preposition"
    if any(word.text == "的" for word in words[:-1]):
        yield "的 inside"
    if any(BODY.search(word.text) for word in words[:-1]):
        yield "body inside"
    if any(word.tag == "ns" for word in words[:-1]):
        yield "place inside"
    if "d" in inner:
        yield "adverb inside"
    if "m" in inner:
        yield "number inside"


def before(scene: Scene, mention: Mention, kind: str) -> Iterator[Candidate]:
    """Yield the phrases that end before the amount."""
    words = tokens_before(scene, mention)
    total = len(words)
    cue = mention.head.sense or ("to" if mention.head.to else "") or (mention.head.words[-1] if mention.head.words else "-")
    attribute = ATTRIBUTES.get(words[-1].text[-1], "") if words and words[-1].text[-1] in ATTRIBUTES else ""
    ends = [total]
    while ends[-1] > 1 and len(ends) < 3 and words[ends[-1] - 1].tag in TRAILING:
        ends.append(ends[-1] - 1)
    for end in ends:
        for first in range(max(0, end - MOST_LEFT), end):
            if words[first].tag == "x" and words[first].text not in "“《":
                continue
            part = words[first:end]
            text = "".join(word.text for word in part).strip("“”，,、：: ")
            if not SHORTEST <= len(text) <= LONGEST:
                continue
            prior = words[first - 1] if first else None
            touching = prior is None or prior.end == words[first].start
            prior_tag = "start" if prior is None else prior.tag if touching else "gap"
            features = [
                "left", f"left {kind}", f"left cue {cue}", f"prior {prior_tag}", f"prior {prior_tag} first {words[first].tag}",
                f"dropped {total - end}", *(f"left {one}" for one in shape(part, text)),
            ]
            if prior is not None and (len(prior.text) == 1 or prior.tag in "dpc"):
                features.append(f"prior word {prior.text}")
            if prior is not None and prior.tag == "v":
                features.append("prior verb")
            if prior is not None and BODY.search(prior.text):
                features.append("prior body")
            if end < total:
                features.append(f"dropped {words[end].tag}")
            if not mention.head.words and kind in {"count", "money"}:
                features.append(f"left bare {words[total - 1].tag} {kind}")
            span = (part[0].start, part[-1].end)
            yield Candidate(text, span, "before", tuple(features))
            if attribute and end == total and len(text) > 1:
                yield Candidate(text[:-1] + attribute, span, "before", (*features, "attribute"))


def tokens_after(scene: Scene, mention: Mention) -> list[Word]:
    """Return the words that follow an amount in its clause."""
    start, end = mention.amount.end, mention.amount.end + len(mention.after)
    found: list[Word] = []
    for word in scene.words:
        if word.start < start or (not found and word.text in PARTICLES):
            continue
        if word.end > end or (word.tag == "x" and word.text not in "“”") or len(found) == MOST_RIGHT:
            break
        found.append(word)
    return found


def after(scene: Scene, mention: Mention, kind: str) -> Iterator[Candidate]:
    """Yield the phrases that begin after the amount, alone and with the verb before it."""
    amount = mention.amount
    following = scene.folded[amount.end : amount.end + 2]
    attribute = ATTRIBUTES.get(following[:1], "") if following[1:] == "的" else ""
    left = tokens_before(scene, mention)
    last = left[-1] if left else None
    if not attribute and last is not None and last.text in ATTRIBUTES and following[:1] == "的":
        attribute = ATTRIBUTES[last.text]
    words = tokens_after(scene, mention)
    if attribute and words and words[0].text in (following[:1], following):
        words = [word for word in words[1:] if word.text != "的"]
    direct = bool(words) and words[0].start == amount.end
    limit = amount.end + len(mention.after)
    for end in range(1, len(words) + 1):
        part = words[:end]
        text = "".join(word.text for word in part).strip("“”")
        if not text or len(text) > LONGEST:
            continue
        follower = words[end].tag if end < len(words) else scene.folded[part[-1].end : part[-1].end + 1] if part[-1].end < limit else "end"
        state = (last.tag if last is not None and last.end == mention.head.stop else "none") if not mention.head.words else "cue"
        features = [
            "right", f"right {kind}", f"right follower {follower}", f"right direct {direct}", f"right state {state} {kind}",
            f"right opens {words[0].tag} {kind}", f"right 的 {following[:1] == '的'} {kind}",
            *(f"right {one}" for one in shape(part, text)),
        ]
        if end < len(words) and words[end].tag == "v":
            features.append("right before verb")
        span = (part[0].start, part[-1].end)
        if attribute:
            yield Candidate(text + attribute, span, "after", (*features, "attribute"))
        yield Candidate(text, span, "after", tuple(features))
        if mention.amount.unit.dimension in NAMED:
            yield Candidate(text + NAMED[amount.unit.dimension], span, "after", (*features, "named"))
        if last is not None and last.tag in {"v", "vn"} and last.end == mention.head.stop and len(last.text) > 1:
            yield Candidate(last.text + text, span, "after", (*features, "with verb", f"with verb {kind}", f"with {last.tag}", f"with verb size {min(len(text), 6)}"))


def carried(scene: Scene, mention: Mention, memory: Memory, kind: str) -> Iterator[Candidate]:
    """Yield the name of the statement before, alone and with what the clause adds to it."""
    prev = memory.subject
    if not prev:
        return
    own = "".join(word.text for word in tokens_before(scene, mention)).strip("，,、“”：: ")
    near = "same" if memory.end >= scene.passage.start else "earlier"
    basis = [f"carried {near}", f"carried {kind}", f"carried {memory.kind} {kind}", f"carried own {min(len(own), 6)}", f"carried {kind} own {min(len(own), 3)}", f"carried {near} {bool(own)}"]
    yield Candidate(prev, memory.span, "carried", ("carried", *basis, "carried alone"))
    if kind == "pp_diff" and not prev.endswith(("速", "幅", "率", "比重")):
        yield Candidate(prev + "增速", memory.span, "carried", ("carried", *basis, "carried growth"))
    if 1 < len(own) <= 12:
        last = own[-1]
        yield Candidate(prev + own, memory.span, "carried", ("joined", *(f"joined {one}" for one in basis), f"joined sign {last}", f"joined first {own[0]}"))
        if len(prev) > len(own):
            stem = prev[: -len(own)]
            yield Candidate(stem + own, memory.span, "carried", ("replaced", *(f"replaced {one}" for one in basis), f"replaced sign {last}"))


def opening(scene: Scene, mention: Mention, kind: str) -> Iterator[Candidate]:
    """Yield the noun phrases that open the clauses before that of the amount, in the same sentence."""
    clauses: list[list[Word]] = [[]]
    for word in scene.words:
        if word.start >= mention.head.start:
            break
        if word.text in {"，", ",", "；", "："}:
            clauses.append([])
        elif not any(s < word.end and word.start < e for s, e in scene.taken):
            clauses[-1].append(word)
    own = tokens_before(scene, mention)
    distance = 0
    for clause in clauses[::-1]:
        if not clause:
            continue
        distance += 1
        part = []
        for word in clause:
            if word.tag in {"v", "p", "d", "x"} and part:
                break
            part.append(word)
        text = "".join(word.text for word in part)
        if SHORTEST <= len(text) <= LONGEST:
            stop = clause[len(part)].tag if len(part) < len(clause) else "end"
            yield Candidate(text, (part[0].start, part[-1].end), "opening", (
                "opening", f"opening {kind}", f"opening {min(distance, 3)}", f"opening stop {stop}", f"opening own {min(len(own), 3)}",
                f"opening state {mention.head.words[-1] if mention.head.words else own[-1].tag if own else '-'}",
                *(f"opening {one}" for one in shape(part, text))))
        if distance == 2:
            break
