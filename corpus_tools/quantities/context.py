"""Context: a text and a sentence taken apart, and what earlier statements leave to later ones."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from corpus_tools.quantities.amounts import Amount
from corpus_tools.quantities.clauses import Mention
from corpus_tools.quantities.localities import Locality
from corpus_tools.quantities.periods import Period
from corpus_tools.quantities.ranking import Span
from corpus_tools.quantities.words import Word
from corpus_tools.rules import Rules
from corpus_tools.text.sentences import Sentence


@dataclass(frozen=True, slots=True)
class ParsedText:
    """A folded text with the amounts, periods, places and sentences found in it.

    `home` is the place of the newspaper, `counts` says how often each place is named; `title` its headlines folded, `titled` the
    places and `dated` the periods that they name. `governing` holds for each of `periods` the value by which it governs a
    statement, "" where it governs none.
    """

    folded: str
    passages: list[Sentence]
    amounts: list[Amount]
    periods: list[Period]
    places: list[Locality]
    home: str
    issue: date | None
    rules: Rules
    counts: Mapping[str, int] = field(default_factory=dict)
    title: str = ""
    titled: tuple[Locality, ...] = ()
    dated: tuple[Period, ...] = ()
    governing: tuple[str, ...] = ()

    @property
    def year(self) -> int:
        """The year of the issue, 0 where its day is not known."""
        return self.issue.year if self.issue else 0


class TopicTime(NamedTuple):
    """The time that a text speaks of: what its headline names, else the first period that opens a statement; `hops` paragraphs ago."""

    value: str = ""
    span: Span = None
    source: str = ""
    form: str = ""
    hops: int = 0


class StatedPeriod(NamedTuple):
    """What a period does in its sentence: its `role`, the value by which it governs, and what stands around it."""

    period: Period
    role: str
    value: str
    topic: bool
    event: bool
    bracketed: bool
    beside: tuple[str, str]


@dataclass(frozen=True, slots=True)
class ParsedSentence:
    """A sentence of a text that holds amounts: its words, mentions and periods.

    `topic` is the topic time of the text, `announced` the period of the sentence under a headline or of the heading above a list,
    `earlier` the last periods that sentences before name, and the first of the text; `taken` are the spans of
    periods and durations, `lead` is the heading above it that holds no amount itself (主要预期目标); `fresh` says that a
    paragraph began since the last sentence with amounts; `stated` says of its periods what they do in it, `places` which places
    named in it may govern a statement, by their number and name.
    """

    reading: ParsedText
    passage: Sentence
    words: list[Word]
    mentions: list[Mention]
    periods: list[Period]
    taken: list[tuple[int, int]]
    topic: TopicTime
    announced: Period | None = None
    earlier: tuple[TopicTime, ...] = ()
    lead: str = ""
    fresh: bool = False
    stated: tuple[StatedPeriod, ...] = ()
    places: tuple[tuple[int, str], ...] = ()

    @property
    def folded(self) -> str:
        """The text."""
        return self.reading.folded

    @property
    def rules(self) -> Rules:
        """The rules by which it is read."""
        return self.reading.rules


class Context(NamedTuple):
    """What earlier statements leave to later ones: the only thing that is carried from sentence to sentence.

    `subject` with its `span` and `kind` are the last statement's; `items` are the subjects of the list that is being
    read; `levels` are the subjects that a later 分别 may refer back to; `target` and `end` say whether the last statement
    was a target, and where it ended; `place` is the place that governed last, `place_hops` paragraphs ago, `period` the
    same of time; `blank` are the cells that the last statement left empty. A new paragraph drops all but place and period.
    """

    subject: str = ""
    kind: str = ""
    span: Span = None
    items: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    target: bool = False
    end: int = -1
    place: str = ""
    place_span: Span = None
    place_hops: int = 9
    period: str = ""
    period_span: Span = None
    period_hops: int = 9
    blank: frozenset[str] = frozenset()

    def in_paragraph(self) -> "Context":
        """Return what is carried into a new paragraph."""
        return Context(
            place=self.place, place_span=self.place_span, place_hops=self.place_hops + 1, blank=self.blank,
            period=self.period, period_span=self.period_span, period_hops=self.period_hops + 1,
        )  # fmt: skip
