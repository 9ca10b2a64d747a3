"""The lines of one article → its paragraphs, its headline, its fields."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from corpus_tools.articles.assignment import Entry
from corpus_tools.articles.headlines import Headline, is_notice, read_headline
from corpus_tools.articles.loops import find_loops
from corpus_tools.articles.repairs import Repair
from corpus_tools.rules import Rules
from corpus_tools.text.bylines import closing_names, read_names
from corpus_tools.text.datelines import Dateline, find_dateline
from corpus_tools.text.grammar import source

TEXT_ROLES = ("body", "subhead", "caption")
HEAD_ROLES = ("column", "kicker", "title", "subtitle")
# The roles whose lines stand in no field as they are: the rule that says what was read from them.
READ = {"byline": "byline_read", "credit": "credit_read", "note": "note_set_aside", "editors_note": "editors_note_read"}
# Characters of each side that show a joined paragraph to the reader of the repairs.
EXCERPT = 12
# A photo item holds no more text than this: the longest in nine issues of a provincial daily has 409 characters.
LONGEST_CAPTION = 420
# More lines that look like bylines are a list of books or of winners.
MOST_BYLINES = 5
# A report of fewer characters is a brief (简讯).
BRIEF = 120
# What follows a loop within so many characters is the end of the sentence that the loop swallowed.
LONGEST_TAIL = 60
TEXT_TOO = source("articles: text too")


@dataclass(slots=True)
class Piece:
    """What one line gives to the text: its characters and where they begin in the paragraph."""

    entry: Entry
    text: str
    start: int = 0


@dataclass(slots=True)
class Paragraph:
    """A paragraph or subhead: its role and the lines that make it."""

    role: str
    pieces: list[Piece]

    @property
    def text(self) -> str:
        """The paragraph as it stands in the article."""
        return "".join(piece.text for piece in self.pieces)


@dataclass
class Draft:
    """One article: its lines, its paragraphs, its headline, what was repaired.

    `parts` went on from it on other pages, `copies` repeat it there: their lines belong to it.
    """

    entries: list[Entry]
    paragraphs: list[Paragraph]
    headline: Headline
    repairs: list[Repair] = field(default_factory=list)
    editors_note: str = ""
    parts: list["Draft"] = field(default_factory=list)
    copies: list["Draft"] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Paragraphs and subheads, one a line."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs if paragraph.text)


def draft(entries: Sequence[Entry], title: str = "", rules: Rules = Rules()) -> Draft:
    """Return the article that `entries`, its lines in the order of the source, make; `title` is a reader's own."""
    repairs: list[Repair] = []
    paragraphs = _paragraphs(entries, repairs)
    for paragraph in paragraphs:
        _collapse(paragraph, repairs)
    _keep_tails(paragraphs, repairs)
    headline = _headline(entries, title, repairs, rules)
    made = Draft(list(entries), paragraphs, headline, repairs, _editors_note(entries, rules))
    repairs += _read_lines(made, rules)
    return made


def _paragraphs(entries: Sequence[Entry], repairs: list[Repair]) -> list[Paragraph]:
    """Return the paragraphs, joined where a column break cut them."""
    found: list[Paragraph] = []
    for entry in entries:
        if entry.role not in TEXT_ROLES:
            continue
        last = found[-1] if found else None
        if entry.joined and last and last.role != "subhead":
            repairs.append(_join(last, entry))
        else:
            found.append(Paragraph(entry.role, [Piece(entry, entry.text)]))
    return found


def _join(paragraph: Paragraph, entry: Entry) -> Repair:
    """Add a line to a paragraph; return the repair."""
    last = paragraph.pieces[-1]
    before = last.text if len(last.text) >= EXCERPT else "".join(piece.text for piece in paragraph.pieces[-EXCERPT:])
    # Two Latin words keep the space that the line end stood for.
    space = (
        " "
        if before[-1:].isascii() and before[-1:].isalpha() and entry.text[:1].isascii() and entry.text[:1].isalpha()
        else ""
    )
    last.text += space
    paragraph.pieces.append(Piece(entry, entry.text, last.start + len(last.text)))
    tail, head = before[-EXCERPT:], entry.text[:EXCERPT]
    return Repair(entry.line.number, "paragraph_joined", f"{tail}\n{head}", tail + space + head, entry.confidence)


def _collapse(paragraph: Paragraph, repairs: list[Repair]) -> None:
    """Say once what a paragraph repeats three times or more; flag what it says twice."""
    text = paragraph.text
    loops = find_loops(text)
    for loop in loops:
        if not loop.certain:
            said = text[loop.start : loop.end]
            repairs.append(Repair(_piece_at(paragraph, loop.start).entry.line.number, "loop_flagged", said, said))
    certain = [loop for loop in loops if loop.certain]
    if certain:
        _cut(paragraph, [(loop.start, loop.end, loop.once) for loop in certain], repairs)


def _cut(paragraph: Paragraph, cuts: Sequence[tuple[int, int, str]], repairs: list[Repair]) -> None:
    """Put `once` in place of each stretch, in the line where the stretch begins."""
    start = 0
    for piece in paragraph.pieces:
        piece.start, end, old = start, start + len(piece.text), piece.text
        for first, last, once in reversed(cuts):
            low, high = max(first, start), min(last, end)
            if low < high:
                piece.text = piece.text[: low - start] + (once if low == first else "") + piece.text[high - start :]
        if piece.text != old:
            # as it stands in the source: without the space that joins it with the next line
            repairs.append(Repair(piece.entry.line.number, "loop_collapsed", piece.entry.text, piece.text))
        start = end
    offset = 0
    for piece in paragraph.pieces:
        piece.start = offset
        offset += len(piece.text)


def _piece_at(paragraph: Paragraph, offset: int) -> Piece:
    """Return the line that holds a character of a paragraph."""
    return [piece for piece in paragraph.pieces if piece.start <= offset][-1]


def _keep_tails(paragraphs: Sequence[Paragraph], repairs: list[Repair]) -> None:
    """Flag the short paragraph after a loop: the end of a sentence whose middle was lost."""
    looped = {repair.line for repair in repairs if repair.rule == "loop_collapsed"}
    for paragraph, after in zip(paragraphs, paragraphs[1:], strict=False):
        if (
            after.role == "body"
            and len(after.text) <= LONGEST_TAIL
            and any(piece.entry.line.number in looped for piece in paragraph.pieces)
        ):
            repairs.append(Repair(after.pieces[0].entry.line.number, "tail_kept", after.text, after.text))


def _headline(entries: Sequence[Entry], title: str, repairs: list[Repair], rules: Rules) -> Headline:
    """Return the headline, a reader's own where there is one, with a repair where it stood inside the text."""
    lines = [entry for entry in entries if entry.role in HEAD_ROLES]
    headline = read_headline([(entry.role, entry.text) for entry in lines], rules)
    if title:
        line = lines[0].line.number if lines else entries[0].line.number
        repairs.append(Repair(line, "correction_title", headline.title, title))
        # A kicker or subtitle that was cut out of the title's own line goes with it.
        around = {role: getattr(headline, role) if role in headline.roles else "" for role in ("kicker", "subtitle")}
        headline = replace(headline, title=title, **around)
    texts = [entry for entry in entries if entry.role in TEXT_ROLES]
    repairs += [lifted for entry in lines if (lifted := _lift(entry, texts))]
    return headline


def _lift(entry: Entry, texts: Sequence[Entry]) -> Repair | None:
    """Return the repair of a line of the headline that stood inside the text, or None where it stood above."""
    above = [other for other in texts if other.line.number < entry.line.number]
    below = [other for other in texts if other.line.number > entry.line.number]
    if not above or not (entry.late or below):
        return None
    tail, head = above[-1].text[-EXCERPT:], below[0].text[:EXCERPT] if below else ""
    before, after = f"{tail}\n{entry.text}\n{head}", f"{entry.text}\n{tail}{head}"
    return Repair(entry.line.number, "headline_lifted", before, after, entry.confidence)


def _editors_note(entries: Sequence[Entry], rules: Rules) -> str:
    """Return the editor's note without its label."""
    paragraphs: list[str] = []
    for entry in entries:
        if entry.role != "editors_note":
            continue
        text = _without_label(entry.text, rules)
        if entry.joined and paragraphs:
            paragraphs[-1] += text
        elif text:
            paragraphs.append(text)
    return "\n".join(paragraphs)


def _without_label(text: str, rules: Rules) -> str:
    """Return a line of an editor's note without 编者按 or the like at its beginning."""
    labels = rules.table("headlines")["note_labels"]
    if text.strip("【】[]（）()：: ") in labels:
        return ""
    label = next((label for label in labels if text.lstrip("【[（(").startswith(label)), "")
    rest = text.lstrip("【[（(")[len(label) :]
    return rest.lstrip("】]）)：: ") if label and rest[:1] in "】]）)：: " else text


def _read_lines(made: Draft, rules: Rules) -> list[Repair]:
    """Return what was read from the lines that do not stand in the article as they are."""
    roles = iter(made.headline.roles)
    found = []
    for entry in made.entries:
        role = next(roles) if entry.role in HEAD_ROLES else entry.role
        if entry.role in HEAD_ROLES:
            value = getattr(made.headline, role)
            if value != entry.text:
                found.append(Repair(entry.line.number, "headline_read", entry.text, value, entry.confidence))
        elif rule := READ.get(entry.role):
            after = {"note": "", "editors_note": made.editors_note}.get(
                entry.role, "、".join(read_names(entry.text, rules))
            )
            found.append(Repair(entry.line.number, rule, entry.text, after, entry.confidence))
    return found


def fields(made: Draft, newspaper: str, date: str, rules: Rules = Rules()) -> dict[str, str]:
    """Return the fields of the row of `articles` that come from the text of an article."""
    line, text, head = _dateline(made, rules), made.text, made.headline
    own, kind = rules.table("datelines")["own"], _kind(made, text, rules)
    return {
        "kind": kind,
        "column": head.column,
        "kicker": head.kicker,
        "title": head.title,
        "subtitle": head.subtitle,
        "authors": "、".join(_authors(made, line, kind, rules)),
        "dateline_date": line.iso(date) if line else "",
        "dateline_place": line.place if line else "",
        "agency": line.source if line and line.source not in (*own, newspaper) else "",
        "editors_note": made.editors_note,
        "text": text,
    }


def _bodies(made: Draft) -> list[str]:
    """Return the paragraphs of an article without subheads and captions."""
    return [paragraph.text for paragraph in made.paragraphs if paragraph.role == "body"]


def _dateline(made: Draft, rules: Rules) -> Dateline | None:
    """Return the dateline of the first paragraph that begins with one, else the one that closes the report."""
    found = [line for text in _bodies(made) if (line := find_dateline(text, rules))]
    return next((line for line in found if not line.closing), found[-1] if found else None)


def _authors(made: Draft, line: Dateline | None, kind: str, rules: Rules) -> tuple[str, ...]:
    """Return who wrote the article, or took the picture: the byline, else the dateline, the signature, the credit.

    The credit of a picture in the middle of a report names no author, unless it says that text and picture are theirs.
    """
    named = {role: [entry.text for entry in made.entries if entry.role == role] for role in ("byline", "credit")}
    bylines = named["byline"] if len(named["byline"]) <= MOST_BYLINES else ()
    writers = [name for text in bylines for name in read_names(text, rules)]
    signed = next((names for text in reversed(_bodies(made)) if (names := closing_names(text, rules))), ())
    credits_ = [text for text in named["credit"] if kind == "photo" or TEXT_TOO in text]
    others = [name for text in credits_ for name in read_names(text, rules)]
    return tuple(dict.fromkeys(writers or (line.names if line else ()) or signed or others))


def _kind(made: Draft, text: str, rules: Rules) -> str:
    """Return whether an article is a photo, a notice, a brief or a report."""
    roles = {entry.role for entry in made.entries}
    if roles & {"caption", "credit"} and len(text) <= LONGEST_CAPTION:
        return "photo"
    if is_notice(made.headline.title, rules):
        return "notice"
    return "brief" if len(text) <= BRIEF and "byline" not in roles else "report"
