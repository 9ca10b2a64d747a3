"""Search for bytes that break the readers, the parser, numerals, periods and quantities, guided by what they reach; outside the default tests.

    pip install atheris
    python tests/soak/fuzz.py FOLDER [-max_total_time=3600]

FOLDER keeps what was found of use. Only `ValueError` (and so `SeedError`) may come out; every non-blank character of a page
is in one line; what was repaired can be undone; spans slice their text; a text of so many bytes takes so many seconds.
"""

import sys
import tempfile
import time
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["corpus_tools"]):
    import pandas as pd

    import corpus_tools as ct
    from corpus_tools.text.numerals import read_number
    from corpus_tools.text.writable import as_it_was, cell

    PUBLIC = [getattr(ct, name) for name in ct.__all__]  # each is imported when it is first used

SUFFIXES = (".txt", ".html", ".jsonl", ".csv")
LEXICON = ct.Lexicon()
SLOW = 5.0  # seconds


def read(data):
    with tempfile.TemporaryDirectory() as folder:
        suffix = SUFFIXES[data[0] % len(SUFFIXES)]
        name = "issues.csv" if suffix == ".csv" else f"清河日报-2024-01-13{suffix}"
        (Path(folder) / name).write_bytes(data[1:])
        if suffix == ".csv":
            (Path(folder) / "a.txt").write_text("雨停了。", encoding="utf-8")
        issues = ct.read_issues(folder)
        parse(issues)


def parse(issues):
    parsed = ct.parse_issues(issues)
    sources = ct.restore(parsed)
    for issue in issues:
        assert sources.get(issue.issue_id, issue.text) == issue.text
        lines = parsed.lines[parsed.lines["issue_id"] == issue.issue_id]
        held = "".join(issue.text[start:end] for start, end in zip(lines["start"], lines["end"], strict=True))
        assert "".join(held.split()) == "".join(issue.text.split())


def text(data):
    said = data.decode("utf-8", "replace")
    table = pd.DataFrame({"article_id": ["a"], "date": ["2024-01-13"], "text": [said]}, dtype="str")
    for found in (ct.find_quantities(table), ct.find_periods(table)):
        rows = found[found["field"] == "text"]
        assert [said[start:end] for start, end in zip(rows["start"], rows["end"], strict=True)] == rows[
            "stated"
        ].tolist()
    tokens = ct.tokenise(table, LEXICON, complete=True)
    assert [said[start:end] for start, end in zip(tokens["start"], tokens["end"], strict=True)] == tokens[
        "term"
    ].tolist()
    read_number(said)
    assert as_it_was(cell(said)) == said
    parse([ct.Issue("a.txt", said, "清河日报", "2024-01-13", "01")])


def strike(data):
    if len(data) < 2:
        return
    start = time.process_time()
    try:
        (read if data[0] % 3 == 0 else text)(data[1:])
    except ValueError:
        return
    assert time.process_time() - start < SLOW + len(data) / 1000, "too slow"


if __name__ == "__main__":
    atheris.Setup(sys.argv, strike)
    atheris.Fuzz()
