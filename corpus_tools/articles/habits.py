"""What a reader states of a newspaper (``newspapers.toml``), and what the pages at hand propose to be stated."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

import pandas as pd

from corpus_tools.layout.line_features import find_signs, fold
from corpus_tools.rules import Rules
from corpus_tools.sources.issues import Issue
from corpus_tools.tables import require
from corpus_tools.text.bylines import HAN, is_byline, is_credit
from corpus_tools.text.grammar import source

# What can be stated of a newspaper, and the role that a line of that form has.
ROLES = {"columns": "column", "bylines": "byline", "credits": "credit", "imprint": "furniture"}
# A line that is to be proposed stands on so many pages, or so many times.
PAGES, TIMES = 2, 3
# A line that is a label and nothing else, whatever it was read as.
LABEL = re.compile("【[^【】]{2,12}】")
# A line of more characters is none of these.
LONGEST = {"columns": 16, "bylines": 60, "credits": 60, "imprint": 60}


def stated_roles(texts: Sequence[str], newspaper: str, rules: Rules) -> dict[int, str]:
    """Return the roles of those lines of a page whose form a reader has stated for its newspaper.

    ``columns`` are names, read with or without 【】 around them; the others are regular expressions for a whole line.
    """
    forms = _forms(newspaper, rules)
    if not forms:
        return {}
    found = (
        (row, role) for row, text in enumerate(texts) for role, form in forms.items() if form.fullmatch(text.strip())
    )
    return dict(found)


@cache
def _forms(newspaper: str, rules: Rules) -> Mapping[str, re.Pattern[str]]:
    """Return the forms that are stated for a newspaper, by role."""
    stated = rules.table("newspapers").get(newspaper, {})
    found = {}
    for key, role in ROLES.items():
        forms = [rf"[【\[]?{re.escape(form)}[】\]]?" if key == "columns" else form for form in stated.get(key, ())]
        if forms:
            found[role] = re.compile("|".join(f"(?:{form})" for form in forms))
    return found


def propose_habits(lines: pd.DataFrame, issues: Sequence[Issue], *, rules: Rules = Rules()) -> pd.DataFrame:
    """Return what `lines`, the lines of a parse of `issues`, propose to be stated of their newspapers: for a reader to accept.

    One row is one line to be: ``newspaper``, ``key`` (``columns``, ``bylines``, ``credits``, ``imprint``), ``value``
    (a name, or a regular expression for a whole line), ``n`` lines and ``pages`` pages that have it, the most frequent
    first. Figures and names of persons in a form are left open.

    The limit of the method: what recurs may be chance on few pages; a habit that occurs once is not seen.
    """
    seen: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    for newspaper, page, role, text in _texts(lines, issues):
        key = _key(role, text, rules)
        if key and len(text) <= LONGEST[key] and (value := _value(key, text, rules)):
            seen[newspaper, key, value][page] += 1
    rows = [
        {"newspaper": newspaper, "key": key, "value": value, "n": sum(pages.values()), "pages": len(pages)}
        for (newspaper, key, value), pages in seen.items()
        if len(pages) >= PAGES or sum(pages.values()) >= TIMES
    ]
    table = pd.DataFrame(rows, columns=["newspaper", "key", "value", "n", "pages"])
    return table.sort_values(["newspaper", "key", "n", "value"], ascending=[True, True, False, True], ignore_index=True)


def write_habits(habits: pd.DataFrame) -> str:
    """Return proposed habits as the text of a ``newspapers.toml``, one table a newspaper."""
    blocks = []
    for newspaper, rows in habits.groupby("newspaper", sort=True):
        lines = [f'["{newspaper}"]']
        for key in ROLES:
            values = rows.loc[rows["key"] == key, "value"]
            if len(values):
                lines.append(f"{key} = [{', '.join(_quoted(value) for value in values)}]")
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _quoted(value: str) -> str:
    """Return a TOML string: literal where it can be, so that a regular expression stays readable."""
    return f"'{value}'" if "'" not in value else '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _texts(lines: pd.DataFrame, issues: Sequence[Issue]) -> list[tuple[str, str, str, str]]:
    """Return newspaper, page, role and text of every line whose newspaper is known."""
    known = {issue.issue_id: issue for issue in issues if issue.newspaper}
    rows = require(lines, ("issue_id", "role", "start", "end"))
    rows = rows[rows["issue_id"].isin(known)]
    return [
        (known[name].newspaper, name, role, known[name].text[start:end])
        for name, role, start, end in zip(rows["issue_id"], rows["role"], rows["start"], rows["end"], strict=True)
    ]


def _key(role: str, text: str, rules: Rules) -> str:
    """Return what a line would be stated as, or nothing."""
    if role == "furniture" or "imprint" in find_signs(fold(text), rules):
        return "imprint"
    if role == "column" or (role != "editors_note" and LABEL.fullmatch(text.strip())):
        return "columns"
    if role == "byline" or is_byline(text, rules):
        return "bylines"
    return "credits" if role == "credit" or is_credit(text, rules) else ""


def _value(key: str, text: str, rules: Rules) -> str:
    """Return a line as it is to be stated: names and figures left open in all but a column's name; empty where none is left."""
    if key == "columns":
        return text.strip("【】[] ")
    table = rules.table("bylines")
    known = re.compile(rf"[{HAN}]*(?:{'|'.join(map(re.escape, (*table['roles'], *table['works'])))})|{PAPERS}")
    parts = [part for part in re.split(rf"([{HAN}·]+|\d+|\s+)", text.strip()) if part]
    kept = [bool(known.fullmatch(part)) for part in parts]
    if key != "imprint" and not any(kept):
        return ""
    return "".join(
        _open(part, told=told or (key == "imprint" and not any(kept))) for part, told in zip(parts, kept, strict=True)
    )


PAPERS = source("articles: own name")


def _open(part: str, *, told: bool) -> str:
    """Return one run of characters of a form: a word that tells what the line is stays."""
    if part.isspace() or part.isdigit():
        return r"\s+" if part.isspace() else r"\d+"
    return re.escape(part) if told or not re.match(f"[{HAN}]", part) else r"\S+"
