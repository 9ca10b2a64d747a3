"""Search for bytes that break the readers, the parser, numerals, periods and quantities, guided by what they reach; outside the default tests.

    pip install atheris
    python tests/soak/fuzz.py TARGET FOLDER [-max_total_time=3600]

TARGET is `read`, `lists`, `parse`, `numerals`, `periods`, `quantities` or `tokens`; FOLDER keeps what was found of use. Only
`ValueError` (and so `SeedError`) may come out; every non-blank character of a page is in one line; what was repaired can be
undone; spans slice their text; a value is finite; a text of so many bytes takes so many seconds.
"""

import math
import sys
import tempfile
import time
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["corpus_tools"]):
    import pandas as pd

    import corpus_tools as ct
    from corpus_tools.text import numerals
    from corpus_tools.text.calendar import is_dated, read_day
    from corpus_tools.text.page_numbers import read_page
    from corpus_tools.text.writable import as_it_was, cell

    PUBLIC = [getattr(ct, name) for name in ct.__all__]  # each is imported when it is first used

SUFFIXES = (".txt", ".html", ".jsonl", ".csv", ".toml", ".pdf")
NAMES = {".csv": "issues.csv", ".toml": "corrections.toml"}
LISTS = ("words.tsv", "stopwords.tsv", "topics.toml", "units.tsv")
LEXICON = ct.Lexicon()
SLOW = 5.0  # seconds


def read(data):
    with tempfile.TemporaryDirectory() as folder:
        suffix = SUFFIXES[data[0] % len(SUFFIXES)]
        name = NAMES.get(suffix, f"清河日报-2024-01-13{suffix}")
        (Path(folder) / name).write_bytes(data[1:])
        if name in NAMES.values():
            (Path(folder) / "a.txt").write_text("雨停了。", encoding="utf-8")
        whole(ct.read_issues(folder))


def lists(data):
    with tempfile.TemporaryDirectory() as folder:
        name = LISTS[data[0] % len(LISTS)]
        (Path(folder) / name).write_bytes(data[1:])
        if name == "topics.toml":
            ct.tag_topics(ct.tokenise(article("雨停了"), LEXICON), Path(folder) / name)
        elif name == "units.tsv":
            ct.find_quantities(article("增长4.6%"), rules=ct.Rules.read(folder))
        else:
            ct.tokenise(article("雨停了"), ct.Lexicon.read(folder))


def whole(issues):
    parsed = ct.parse_issues(issues)
    sources = ct.restore(parsed)
    for issue in issues:
        assert sources.get(issue.issue_id, issue.text) == issue.text
        lines = parsed.lines[parsed.lines["issue_id"] == issue.issue_id]
        held = "".join(issue.text[start:end] for start, end in zip(lines["start"], lines["end"], strict=True))
        assert "".join(held.split()) == "".join(issue.text.split())


def article(text):
    return pd.DataFrame({"article_id": ["a"], "date": ["2024-01-13"], "text": [text]}, dtype="str")


def said(data):
    return data.decode("utf-8", "replace")


def sliced(table, text, column):
    rows = table[table["field"] == "text"] if "field" in table else table
    return [text[start:end] for start, end in zip(rows["start"], rows["end"], strict=True)] == rows[column].tolist()


def parse(data):
    whole([ct.Issue("a.txt", said(data), "清河日报", "2024-01-13", "01")])


def find_numerals(data):
    text = said(data)
    value = numerals.read_number(numerals.fold(text))
    assert value is None or (math.isfinite(value.low) and math.isfinite(value.high))
    read_day(text), read_page(text), is_dated(text)
    assert as_it_was(cell(text)) == text


def find_periods(data):
    assert sliced(ct.find_periods(article(said(data))), said(data), "stated")


def find_quantities(data):
    found = ct.find_quantities(article(said(data)))
    assert sliced(found, said(data), "stated")
    assert found["value"].dropna().map(math.isfinite).all()
    ct.audit_quantities(found)


def find_tokens(data):
    assert sliced(ct.tokenise(article(said(data)), LEXICON, complete=True), said(data), "term")


TARGETS = {
    "read": read, "lists": lists, "parse": parse, "numerals": find_numerals, "periods": find_periods, "quantities": find_quantities, "tokens": find_tokens,
}  # fmt: skip


def strike(target):
    def struck(data):
        start = time.process_time()
        try:
            target(data or b"\x00")
        except ValueError:
            return
        assert time.process_time() - start < SLOW + len(data) / 1000, "too slow"

    return struck


if __name__ == "__main__":
    target = TARGETS[sys.argv.pop(1)]
    atheris.Setup(sys.argv, strike(target))
    atheris.Fuzz()
