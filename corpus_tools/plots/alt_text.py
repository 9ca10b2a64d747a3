"""What a figure shows, in words: a short text and a long one for those who do not see it, from the table that it drew.

The sentences stand in ``resources/plots/alt_text.tsv``, in Chinese and English; the facts in them come from `corpus_tools.plots.facts`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from string import Formatter
from typing import Final, NamedTuple

from corpus_tools.plots.facts import FACTS, Amount, Facts, Key
from corpus_tools.plots.frames import Drawn
from corpus_tools.plots.labels import LANGUAGES, label, magnitude, say
from corpus_tools.resources import read_rows

SHORTEST: Final = 200  # characters of a short text, which journals and screen readers set
LONGEST_NAME: Final = 24  # characters of a name in a sentence
BETWEEN: Final = {"en": (" ", ", "), "zh": ("", "、")}  # between sentences, between the members of a list


class Alt(NamedTuple):
    """A short text (200 characters at the most) and a long one."""

    short: str
    long: str


class Sentence(Formatter):
    """Templates of one language: lists are joined, keys named, and ``{n:# article|# articles}`` is one or several.

    Names of more than `longest` characters are cut, and the cut is marked.
    """

    def __init__(self, language: str, longest: int = LONGEST_NAME) -> None:
        self.language, self.longest = language, longest

    def format_field(self, value: object, spec: str) -> str:
        """Return a fact as words."""
        if "|" in spec:
            return spec.split("|")[value != 1].replace("#", self.words(value))
        return self.words(value)

    def words(self, value: object) -> str:
        """Return a number, a name or a list of names as words."""
        if isinstance(value, Key):
            return label(value.key, self.language)
        if isinstance(value, Amount):
            return magnitude(value.value, self.language)
        if isinstance(value, list):
            return BETWEEN[self.language][1].join(map(self.name, value))
        return f"{value:,}" if isinstance(value, int) else self.name(str(value))

    def name(self, text: str) -> str:
        """Return a name on one line, the cut of a long one marked."""
        return one_line(text, self.longest)

    def said(self, templates: Iterable[str], facts: Facts) -> Iterator[str]:
        """Yield the templates with `facts` in them; those that need one that is not there (None, nothing) are left out."""
        for template in templates:
            needed = {name for _, name, _, _ in self.parse(template) if name}
            if all(facts.get(name) not in (None, [], "") for name in needed):
                yield self.format(template, **facts)


def one_line(text: str, longest: int) -> str:
    """Return a text on one line of `longest` characters at the most, the cut of a longer one marked.

    >>> one_line("县域  经济", 9), one_line("县域经济高质量发展", 5)
    ('县域 经济', '县域经济…')
    """
    text = " ".join(text.split())
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def alt_text(shown: Sequence[Drawn], language: str) -> Alt:
    """Return what a figure of one or several Axes shows, in `language` ("en" or "zh").

    The limit of the method: it says what the table holds, not how the picture looks.
    """
    texts = [sentences(each, language) for each in shown]
    short = [text for short, _ in texts for text in short]
    gap = BETWEEN[language][0]
    return Alt(_within(short, gap), gap.join(text for short, long in texts for text in (*short, *long)))


def alt_texts(shown: Sequence[Drawn]) -> dict[str, dict[str, str]]:
    """Return short and long text of a figure in every language, as its record holds them."""
    return {language: alt_text(shown, language)._asdict() for language in LANGUAGES}


def sentences(shown: Drawn, language: str) -> tuple[list[str], list[str]]:
    """Return the sentences of the short text of Axes, and those that the long one adds: last, what limits the figure."""
    facts = {**FACTS[shown.kind](shown.table), **shown.facts}
    sentence, templates = Sentence(language), _templates()
    short, long = (
        list(sentence.said(templates.get((shown.kind, size), {}).get(language, ()), facts)) for size in ("short", "long")
    )
    notes = [label("alt_notes", language).format(name=say(shown.notes, language))] if shown.notes else []
    return short, [*long, *notes]


@cache
def _templates() -> Mapping[tuple[str, str], Mapping[str, list[str]]]:
    """Return the sentences by kind and size, and by language."""
    found: dict[tuple[str, str], dict[str, list[str]]] = {}
    for kind, size, zh, en in read_rows("plots/alt_text.tsv"):
        by_language = found.setdefault((kind, size), {"zh": [], "en": []})
        by_language["zh"].append(zh)
        by_language["en"].append(en)
    return found


def _within(texts: Sequence[str], gap: str) -> str:
    """Return as many whole sentences as a short text holds; of a first one that is too long, its beginning."""
    kept = ""
    for text in texts:
        joined = f"{kept}{gap if kept else ''}{text}"
        if len(joined) > SHORTEST:
            break
        kept = joined
    return kept or f"{texts[0][: SHORTEST - 1]}…" if texts else ""
