"""Scenes: a sentence taken apart, and what earlier statements leave to later ones."""

from dataclasses import dataclass
from datetime import date

from corpus_tools.quantities.clauses import Mention
from corpus_tools.quantities.period import Governor
from corpus_tools.quantities.periods import Period
from corpus_tools.quantities.place import Locality
from corpus_tools.rules import Rules
from corpus_tools.text.sentences import Sentence

Span = tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence of a folded text: its mentions with their governors, its periods, and the places named so far.

    `lead` is the heading above it that holds no amount itself (主要预期目标); `fresh` says that a paragraph began since
    the last sentence with amounts.
    """

    folded: str
    passage: Sentence
    mentions: list[Mention]
    periods: list[Period]
    governors: list[Governor]
    places: list[Locality]
    home: str
    issue: date | None
    rules: Rules
    lead: str = ""
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Memory:
    """What earlier statements leave to later ones.

    `subject` with its `span` and `kind` are the last statement's; `items` are the subjects of the list that is being
    read, `noun` is what was last counted; `levels` are the subjects that a later 分别 may refer back to; `target` and `end` say whether the last
    statement was a target, and where it ended.
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
