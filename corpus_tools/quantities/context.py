"""Context: a text and a sentence taken apart, and what earlier statements leave to later ones."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from corpus_tools.quantities.amounts import Amount
from corpus_tools.quantities.clauses import Mention
from corpus_tools.quantities.localities import Locality
from corpus_tools.quantities.periods import Period
from corpus_tools.quantities.ranking import Span
from corpus_tools.quantities.words import Word
from corpus_tools.rules import Rules
from corpus_tools.text.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Reading:
    """A folded text with the amounts, periods, places and sentences found in it.

    `home` is the place of the newspaper, `counts` says how often each place is named; `title` its headlines folded, `titled` the places and `dated` the periods that they name.
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


@dataclass(frozen=True, slots=True)
class Governor:
    """A period that governs amounts: its EDTF value, where it stands, and whence it was taken.

    `source` is ``sentence``, ``paragraph`` (an earlier sentence of it), ``article`` (an earlier paragraph), ``below`` (the
    sentence under a headline) or "".
    `planned` says that it was called this year (今年), not named by its number; `hops` counts the paragraphs since.
    """

    value: str = ""
    span: tuple[int, int] | None = None
    source: str = ""
    planned: bool = False
    hops: int = 0
    topic: bool = False
    counted: bool = False
    form: str = ""


NOTHING = Governor()


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence of a text: its words, its mentions with their governors, and its periods.

    `carried` is the period that governs where the sentence begins, `main` the first that governed a statement of the text (or
    that its headline names); `taken` are the spans of periods and durations, `lead` is the heading above
    it that holds no amount itself (主要预期目标); `fresh` says that a paragraph began since the last sentence with amounts;
    `earlier` are the last periods that sentences before name, and the first of the text.
    """

    reading: Reading
    passage: Sentence
    words: list[Word]
    mentions: list[Mention]
    periods: list[Period]
    governors: list[Governor]
    carried: Governor
    main: Governor
    taken: list[tuple[int, int]]
    lead: str = ""
    fresh: bool = False
    earlier: tuple[Governor, ...] = ()

    @property
    def folded(self) -> str:
        """The text."""
        return self.reading.folded

    @property
    def rules(self) -> Rules:
        """The rules by which it is read."""
        return self.reading.rules


@dataclass(frozen=True, slots=True)
class Memory:
    """What earlier statements leave to later ones.

    `subject` with its `span` and `kind` are the last statement's; `items` are the subjects of the list that is being
    read, `noun` is what was last counted; `levels` are the subjects that a later 分别 may refer back to; `target` and `end` say whether the last
    statement was a target, and where it ended; `place` is the place that governed last, `place_hops` paragraphs ago, `period` the
    same of time; `blank` are the cells that the last statement left empty.
    """

    subject: str = ""
    kind: str = ""
    span: Span = None
    items: tuple[str, ...] = ()
    flag: str = ""
    noun: str = ""
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
