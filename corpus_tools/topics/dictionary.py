"""Dictionaries: a file of topics → its words, rules and exclusions, checked, each with its source."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from corpus_tools.seed_files import read_list
from corpus_tools.tables import SeedError, make_table

NAMES = {"zh": "label", "en": "english"}  # key of the file by language
SCOPES = ("sentence", "article")
FIELDS = ("", "title", "lead")
TOPIC_KEYS = ("label", "english", "parent", "source", "version", "words", "exclude", "rule")
TOP_KEYS = ("topic", "group", "source", "version")
RULE_KEYS = ("name", "weight", "all", "any", "none", "within", "order", "only")
USUAL_WEIGHT = 2.0  # of a rule that names none: as much as a word that belongs to the topic


@dataclass(frozen=True)
class TopicRule:
    """A condition on words that counts like a word of its topic.

    Every word of `every`, one of `some` (where there are any) and none of `none` must stand within a sentence, an
    article, or `within` words of the first; in this order where `order` is set; only in the title or the lead where
    `only` says so. `name` stands for it in the tables.
    """

    topic: int
    name: str
    weight: float
    every: tuple[str, ...] = ()
    some: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    within: int | str = "sentence"
    order: bool = False
    only: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """Return every word that the rule looks for."""
        return (*self.every, *self.some, *self.none)


@dataclass(frozen=True)
class TopicDictionary:
    """The topics of one file.

    Attributes
    ----------
    words : one row for each word of a topic: ``topic, label, term, weight``
    lists : table ``topic_lists``, one row for each topic: its group, number of words and rules, source and version
    rules : conditions on several words
    exclusions : phrases by topic; the topic's words inside one do not count
    """

    words: pd.DataFrame
    lists: pd.DataFrame
    rules: tuple[TopicRule, ...] = ()
    exclusions: Mapping[int, tuple[str, ...]] = field(default_factory=dict)

    @property
    def labels(self) -> pd.DataFrame:
        """Return number and name of each topic."""
        return self.lists[["topic", "label"]]


def read_topics(path: str | Path, language: str = "zh") -> TopicDictionary:
    """Return the dictionary of topics in the TOML file `path`, with the labels of `language` (``zh`` or ``en``).

    Each ``[[topic]]`` has a ``label`` (Chinese), an ``english`` label and words by weight (``words.3 = ["教育"]``). It can
    have a ``parent`` (the ``label`` of a ``[[group]]``), ``source`` and ``version``, phrases to ``exclude``, and rules::

        [[topic.rule]]
        all = ["银行", "贷款"]    # every one of them
        any = ["企业", "农户"]    # and one of these
        none = ["诈骗"]           # and none of these
        within = 8                # words; or "sentence" (as without it), or "article"
        order = true              # in this order
        only = "title"            # or "lead": there alone
        weight = 3                # as of a word; 2 without it

    A word is a token or several neighbours of one sentence that make it up, so a phrase is written like a word.

    Raises SeedError, with the line and the term where there is one, for a file that is not such a dictionary;
    ValueError for another language.
    """
    if language not in NAMES:
        msg = f"unknown language {language!r}; there are {sorted(NAMES)}"
        raise ValueError(msg)
    source = Path(path)
    text = read_list(source, beside=False)
    try:
        content = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise SeedError(str(error), source) from error
    return _Reader(source, text, NAMES[language]).read(content)


@dataclass(frozen=True)
class _Reader:
    """Reads one file; knows its text, so that an error can name the line."""

    path: Path
    text: str
    name: str  # key of the label

    def read(self, content: Mapping[str, Any]) -> TopicDictionary:
        """Return the dictionary that `content` describes."""
        entries = content.get("topic")
        if not isinstance(entries, list) or not entries or not all(isinstance(entry, dict) for entry in entries):
            raise self.error(0, "", "no [[topic]] – a dictionary of topics has at least one")
        groups = self.groups(content)
        words = [row for number, entry in enumerate(entries, 1) for row in self.words(number, entry)]
        rules = [rule for number, entry in enumerate(entries, 1) for rule in self.rules(number, entry)]
        lists = [self.list_row(number, entry, content, groups) for number, entry in enumerate(entries, 1)]
        excluded = {number: self.strings(number, entry, "exclude") for number, entry in enumerate(entries, 1)}
        self.once(content, entries)
        table = pd.DataFrame(words, columns=["topic", "label", "term", "weight"]).astype({"term": "str"})
        return TopicDictionary(
            table.drop_duplicates(["topic", "term"], ignore_index=True),
            make_table("topic_lists", lists),
            tuple(rules),
            {number: phrases for number, phrases in excluded.items() if phrases},
        )

    def once(self, content: Mapping[str, Any], entries: list[dict]) -> None:
        """Raise SeedError for a key at the top that means nothing, and for a topic whose name another has."""
        if unknown := [key for key in content if key not in TOP_KEYS]:
            raise self.error(0, "", f"unknown key – {unknown[0]!r} – there are {', '.join(TOP_KEYS)}")
        names: dict[str, int] = {}
        for number, entry in enumerate(entries, 1):
            label = self.label(number, entry)
            if label in names:
                raise self.error(number, label, f"two topics of one name – {label} – the other is topic {names[label]}")
            names[label] = number

    def groups(self, content: Mapping[str, Any]) -> dict[str, str]:
        """Return the label of each group by its Chinese label."""
        found = {}
        for group in content.get("group", []):
            if not isinstance(group, dict) or not group.get("label") or not group.get(self.name):
                raise self.error(0, "", f"a [[group]] needs a label and an english label – {group!r}")
            found[group["label"]] = group[self.name]
        return found

    def words(self, number: int, entry: Mapping[str, Any]) -> Iterator[dict]:
        """Yield the words of one topic, the heaviest first."""
        label = self.label(number, entry)
        by_weight = entry.get("words", {})
        if not (isinstance(by_weight, dict) and by_weight) and "rule" not in entry:
            raise self.error(number, "words", f'{label} – needs words by weight, such as words.3 = ["教育"]')
        weights = {key: self.weight(number, key) for key in by_weight}
        for key in sorted(by_weight, key=lambda each: -weights[each]):
            if not by_weight[key]:
                raise self.error(
                    number, key, f"{label} – no words of weight {key} – take the line out, or give it some"
                )
            for term in self.strings(number, by_weight, key):
                yield {"topic": number, "label": label, "term": term, "weight": weights[key]}

    def label(self, number: int, entry: Mapping[str, Any]) -> str:
        """Return the label of one topic, after its keys have been looked at."""
        for key in entry:
            if key not in TOPIC_KEYS:
                raise self.error(number, key, f"unknown key – {key!r} – there are {', '.join(TOPIC_KEYS)}")
        for key in NAMES.values():
            if not (isinstance(entry.get(key), str) and entry[key].strip()):
                raise self.error(number, "[[topic]]", f"topic {number} lacks {key!r} – it has {', '.join(entry)}")
        return entry[self.name]

    def rules(self, number: int, entry: Mapping[str, Any]) -> Iterator[TopicRule]:
        """Yield the rules of one topic."""
        for rule in entry.get("rule", []):
            unknown = [key for key in rule if key not in RULE_KEYS]
            if unknown:
                msg = f"unknown key of a rule – {unknown[0]!r} – there are {', '.join(RULE_KEYS)}"
                raise self.error(number, unknown[0], msg)
            yield self.rule(number, rule)

    def rule(self, number: int, rule: Mapping[str, Any]) -> TopicRule:
        """Return one rule, checked."""
        every, some, none = (self.strings(number, rule, key) for key in ("all", "any", "none"))
        if not every and not some:
            raise self.error(number, "rule", f"a rule without words – {dict(rule)} – it needs all or any")
        within, only, order = rule.get("within", "sentence"), rule.get("only", ""), rule.get("order", False)
        near = isinstance(within, int) and not isinstance(within, bool) and within > 0
        if not near and within not in SCOPES:
            msg = f"within {within!r} – {every + some} – there are {', '.join(SCOPES)} and a number of words"
            raise self.error(number, (every + some)[0], msg)
        if only not in FIELDS or not isinstance(order, bool):
            msg = f"only = {only!r}, order = {order!r} – {every + some} – only is title or lead, order true or false"
            raise self.error(number, (every + some)[0], msg)
        weight = self.weight(number, rule.get("weight", USUAL_WEIGHT))
        name = rule.get("name") or _say(every, some, none)
        return TopicRule(number, name, weight, every, some, none, within, order, only)

    def list_row(self, number: int, entry: Mapping, content: Mapping, groups: Mapping[str, str]) -> dict[str, object]:
        """Return the row of one topic in the table of lists."""
        parent = entry.get("parent", "")
        if parent and parent not in groups:
            msg = f"unknown parent – {parent!r} – there are {', '.join(groups) or 'no [[group]] entries'}"
            raise self.error(number, parent, msg)
        return {
            "topic": number,
            "label": self.label(number, entry),
            "parent": groups.get(parent, ""),
            "words": len({term for key in entry.get("words", {}) for term in entry["words"][key]}),
            "rules": len(entry.get("rule", [])),
            "source": str(entry.get("source", content.get("source", ""))),
            "version": str(entry.get("version", content.get("version", ""))),
        }

    def strings(self, number: int, entry: Mapping[str, Any], key: str) -> tuple[str, ...]:
        """Return a list of words as a tuple."""
        value = entry.get(key, [])
        if not isinstance(value, list):
            raise self.error(number, key, f"{key} must be a list of words – {value!r}")
        for term in value:
            if not isinstance(term, str) or not term or re.search(r"\s", term):
                raise self.error(
                    number,
                    term if isinstance(term, str) else key,
                    f"a word is text without blanks – {term!r} – under {key}",
                )
        return tuple(value)

    def weight(self, number: int, said: object) -> float:
        """Return a weight, which must be a number above 0."""
        try:
            weight = float(said)  # type: ignore[arg-type]
        except (TypeError, ValueError):
            weight = 0.0
        if not 0 < weight < float("inf"):
            raise self.error(number, str(said), f"a weight is a number above 0 – {said!r}")
        return weight

    def error(self, number: int, needle: str, problem: str) -> SeedError:
        """Return the error, with the line on which `needle` stands in topic `number`."""
        starts = [match.start() for match in re.finditer(r"^\s*\[\[\s*topic\s*\]\]", self.text, re.MULTILINE)]
        begin = starts[number - 1] if 0 < number <= len(starts) else -1
        if begin < 0:
            return SeedError(problem, self.path)
        places = [self.text.find(form, begin) for form in (f'"{needle}"', f".{needle} ", needle)]
        place = next((place for place in places if place >= 0), begin)
        return SeedError(problem, self.path, self.text.count("\n", 0, place) + 1)


def _say(every: tuple[str, ...], some: tuple[str, ...], none: tuple[str, ...]) -> str:
    """Return a name for a rule: what it asks for.

    >>> _say(("银行", "贷款"), ("企业", "农户"), ("诈骗",))
    '银行+贷款+(企业|农户)−诈骗'
    """
    parts = [*every, *([f"({'|'.join(some)})"] if some else [])]
    return "+".join(parts) + "".join(f"−{word}" for word in none)
