"""Every table for the seed and for four made pages, held against what is stored in cases/snapshots.

    python tests/test_snapshots.py            list what differs from the stored tables, one line a row
    python tests/test_snapshots.py --write    store the tables of today, and list what changed

A stored table is CSV with floats of 6 significant digits. Of a long table the first rows are stored, then one row that
holds ``…``, how many rows there are, and a hash over all of them.
"""

import csv
import difflib
import hashlib
import sys
import tempfile
from functools import cache
from pathlib import Path

import pytest
from evaluation.pages import make_page

import corpus_tools as ct

ROOT = Path(__file__).resolve().parent.parent
STORE = ROOT / "tests/cases/snapshots"
LEXICON = ct.Lexicon.read(ROOT / "seeds/lexicon")
TOPICS = ROOT / "seeds/lexicon/topics.toml"
# The made pages: one of each of four newspapers, each with another degree of damage.
PRESETS = ("none", "light", "seed", "heavy")
TABLES = (
    *("articles", "lines", "repairs", "tokens", "counts", "terms", "keyness", "collocates", "concordance", "diversity"),
    *("recounts", "new_words", "quantities", "findings", "periods"),
    *("topic_terms", "topic_articles", "topic_coverage", "topic_overlap"),
)
# Tables of more rows are cut, but for these.
LONGEST = 160
FIRST = 40
WHOLE = {("seed", "tokens")}
MOST_SHOWN = 30


@cache
def issues(corpus):
    """The issues of a corpus: the seeds, or four made pages."""
    if corpus == "seed":
        return ct.read_issues(ROOT / "seeds/issues")
    with tempfile.TemporaryDirectory() as folder:
        for number, preset in enumerate(PRESETS):
            name, text, _ = make_page(number, preset, seed=7)
            (Path(folder) / f"{name}.txt").write_text(text, encoding="utf-8", newline="\n")
        return ct.read_issues(folder)


@cache
def tables(corpus):
    """All tables of a corpus by name, as lists of rows of strings, the header first."""
    parsed = ct.parse_issues(issues(corpus))
    tokens = ct.tokenise(parsed.articles, LEXICON)
    counts = ct.count_terms(tokens)
    recounts = ct.recount_terms(parsed.articles, LEXICON)
    terms = ct.score_terms(counts, seed=1, resamples=200, recounts=recounts)
    first = counts["group"] == parsed.articles["article_id"].iloc[0]
    quantities = ct.find_quantities(parsed.articles)
    topics = ct.tag_topics(tokens, TOPICS)
    made = (
        *(parsed.articles, parsed.lines, parsed.repairs, tokens, counts, terms),
        ct.keyness(counts[first], counts[~first]),
        ct.collocates(tokens, terms["term"].head(5).tolist()),
        ct.concordance(parsed.articles, terms["term"].iloc[0], tokens=tokens, lines=parsed.lines),
        *(ct.lexical_diversity(tokens), recounts, ct.find_new_words(parsed.articles, LEXICON)),
        *(quantities, ct.audit_quantities(quantities), ct.find_periods(parsed.articles)),
        *(topics.terms, topics.articles, topics.coverage, topics.overlap),
    )
    return {name: shown(corpus, name, table) for name, table in zip(TABLES, made, strict=True)}


def shown(corpus, name, table):
    """The rows of a table as they are stored."""
    rows = [[cell(value) for value in row] for row in table.itertuples(index=False)]
    if len(rows) > LONGEST and (corpus, name) not in WHOLE:
        digest = hashlib.sha256(repr(rows).encode()).hexdigest()[:16]
        rows = [*rows[:FIRST], ["…", f"{len(rows)} rows", digest, *[""] * (table.shape[1] - 3)]]
    return [list(table.columns), *rows]


def cell(value):
    """One value as it is stored."""
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def path_of(corpus, name):
    return STORE / corpus / f"{name}.csv"


def stored(corpus, name):
    """The stored rows of a table; none where it was never stored."""
    path = path_of(corpus, name)
    if not path.is_file():
        return [[]]
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def store(corpus, name, rows):
    path_of(corpus, name).parent.mkdir(parents=True, exist_ok=True)
    with path_of(corpus, name).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def changes(corpus, name, before, after):
    """One line for each row that differs: table, row, and column, old and new of every cell; rows that came or went."""
    where, header = f"{corpus}/{name}", after[0]
    if before[0] != header:
        return [f"{where}: columns were {before[0]}, are {header}"]
    old, new = ([tuple(row) for row in rows[1:]] for rows in (before, after))
    found = []
    for kind, i, j, k, m in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "replace" and j - i == m - k:
            found += [changed(where, header, n, old[n - k + i], new[n]) for n in range(k, m)]
        elif kind != "equal":
            found += [f"{where} row {n}: gone {brief(old[n])}" for n in range(i, j)]
            found += [f"{where} row {n}: new {brief(new[n])}" for n in range(k, m)]
    return found


def changed(where, header, number, old, new):
    """One line that names the cells in which two rows differ."""
    cells = [f"{column} {a!r} → {b!r}" for column, a, b in zip(header, old, new, strict=True) if a != b]
    return f"{where} row {number} ({new[0]}): " + "; ".join(cells)


def brief(row):
    """A row in one line, long cells cut."""
    return " | ".join(value if len(value) <= 30 else value[:29] + "…" for value in row if value not in ("", "nan"))


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("corpus", ["seed", "made"])
def test_tables_are_as_stored(corpus, name):
    found = changes(corpus, name, stored(corpus, name), tables(corpus)[name])
    assert not found, "\n".join(["", *found[:MOST_SHOWN], f"{len(found)} rows differ"])


def test_changed_rows_are_named():
    before = [["term", "n"], ["茶", "3"], ["米", "2"]]
    assert changes("seed", "counts", before, before) == []
    assert changes("seed", "counts", before, [["term", "n"], ["茶", "4"], ["米", "2"]]) == [
        "seed/counts row 0 (茶): n '3' → '4'"
    ]
    assert changes("seed", "counts", before, [["term", "n"], ["米", "2"], ["桥", "1"]]) == [
        "seed/counts row 0: gone 茶 | 3",
        "seed/counts row 1: new 桥 | 1",
    ]


def main(arguments):
    """List what differs from the stored tables, and store them when asked to."""
    found = []
    for corpus in ("seed", "made"):
        for name, rows in tables(corpus).items():
            found += changes(corpus, name, stored(corpus, name), rows)
            if "--write" in arguments:
                store(corpus, name, rows)
    sys.stdout.write("".join(line + "\n" for line in [*found, f"{len(found)} rows differ"]))
    return int(bool(found) and "--write" not in arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
