"""What the commands on a store do: `corpus build`, `status`, `query`, `export`, `add`, `check`; and `corpus habits`.

Each returns the lines to print, the files that could not be used, and the exit code where there are none of these.
"""

import argparse
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from corpus_tools.tables import SeedError

Commands = "argparse._SubParsersAction[argparse.ArgumentParser]"
FORMATS = ("csv", "xlsx", "jsonl", "parquet")


class Said(NamedTuple):
    """What a command found: lines, the errors of the files that could not be used, and else the exit code."""

    lines: Iterable[str]
    failed: Iterable["SeedError"]
    code: int = 0


def add_store_commands(commands: Commands, run: Callable[[Callable[[argparse.Namespace], Said]], object]) -> None:
    """Add the grammar of the commands on a store; `run` makes of each what the command line calls."""
    build = _added(commands, "build", "bring the store up to date with the seeds", seeds=True)
    build.set_defaults(command=run(build_store))
    status = _added(commands, "status", "say what a build would do, file by file, without doing it", seeds=True)
    status.set_defaults(command=run(say_status))
    query = _added(commands, "query", "ask DuckDB about the tables of the store; the answer is CSV")
    query.add_argument("sql", metavar="SQL", help="such as: SELECT date, count(*) AS n FROM articles GROUP BY date")
    query.set_defaults(command=run(answer_query))
    export = _added(commands, "export", "write a table of the store to one file")
    export.add_argument(
        "table", metavar="TABLE", help="issues, articles, lines, repairs, tokens, counts, quantities, periods"
    )
    export.add_argument("--format", choices=FORMATS, default="csv", help="(default: %(default)s)")
    export.add_argument("--out", type=Path, help="the file (default: <TABLE>.<format> in this folder)")
    export.set_defaults(command=run(export_table))
    add = _added(commands, "add", "put files among the seeds and say what is found in them", seeds=True)
    add.add_argument("files", nargs="+", type=Path, metavar="FILE")
    for name, what in (
        ("newspaper", "name of the newspaper"),
        ("date", "day of the issue, 2024-01-13"),
        ("page", "3, A03"),
    ):
        add.add_argument(f"--{name}", default="", help=f"{what}, where the file does not state it")
    add.set_defaults(command=run(add_to_seeds))
    check = _added(
        commands, "check", "name the figures and tables that are older than what they were made from", seeds=True
    )
    check.add_argument("--figures", type=Path, default=Path("figures"), help="(default: %(default)s)")
    check.set_defaults(command=run(check_figures))


def add_habits(commands: Commands, run: Callable[[Callable[[argparse.Namespace], Said]], object]) -> None:
    """Add the grammar of `corpus habits`."""
    habits = commands.add_parser("habits", help="propose lines for seeds/rules/newspapers.toml: what recurs in a paper")
    habits.add_argument("path", type=Path, metavar="PATH", help="a file or a folder of issues")
    habits.set_defaults(command=run(say_habits))


def _added(commands: Commands, name: str, what: str, *, seeds: bool = False) -> argparse.ArgumentParser:
    """Return a new command on a store."""
    added = commands.add_parser(name, help=what)
    if seeds:
        added.add_argument("--seeds", type=Path, default=Path("seeds"), help="folder of seeds (default: %(default)s)")
    store = Path("build", "corpus")
    added.add_argument("--store", type=Path, default=store, help="folder of the store (default: %(default)s)")
    return added


def build_store(asked: argparse.Namespace) -> Said:
    """Bring the store up to date."""
    from corpus_tools.corpus.build import build_corpus

    built = build_corpus(asked.seeds, asked.store)
    counts = {"built": built.built, "kept": built.kept, "removed": built.removed}
    return Said([", ".join(f"{len(names)} {word}" for word, names in counts.items())], built.failed)


def say_status(asked: argparse.Namespace) -> Said:
    """Say what a build would do."""
    from corpus_tools.corpus.status import status
    from corpus_tools.tables import SeedError

    table = status(asked.store, asked.seeds)
    sums = [f"{n} {state}" for state, n in table["state"].value_counts().sort_index().items()]
    shown = table[~table["state"].isin(["fresh", "failed"])].to_dict("records")
    lines = [f"{row['state']:8} {row['file']}{row['stale'] and ': '}{row['stale']}" for row in shown]
    failed = table[table["state"] == "failed"]
    return Said(
        [*lines, ", ".join(sums)], [SeedError(*pair) for pair in zip(failed["reason"], failed["file"], strict=True)]
    )


def answer_query(asked: argparse.Namespace) -> Said:
    """Answer a query as CSV."""
    from corpus_tools.corpus.opening import open_corpus
    from corpus_tools.text.writable import writable_table

    corpus = open_corpus(asked.store)
    answer = writable_table(corpus.sql(asked.sql), cells=True)
    return Said([answer.to_csv(index=False, lineterminator="\n").rstrip("\n")], corpus.failed)


def export_table(asked: argparse.Namespace) -> Said:
    """Write a table to a file."""
    from corpus_tools.corpus.export import export
    from corpus_tools.corpus.opening import open_corpus

    corpus = open_corpus(asked.store)
    path = asked.out or Path(f"{asked.table}.{asked.format}")
    if path.suffix.lower() != f".{asked.format}":
        path = path.with_name(f"{path.name}.{asked.format}")
    return Said([str(export(corpus, asked.table, path))], corpus.failed)


def add_to_seeds(asked: argparse.Namespace) -> Said:
    """Put files among the seeds and say what is in them."""
    from corpus_tools.corpus.additions import add_files

    stated = {"newspaper": asked.newspaper, "date": asked.date, "page": asked.page}
    added = add_files(asked.files, asked.seeds, asked.store, **stated)
    return Said(repr(added).splitlines(), added.corpus.failed)


def check_figures(asked: argparse.Namespace) -> Said:
    """Name the bundles that are older than the seeds; the exit code is 1 where there are any."""
    from corpus_tools.corpus.opening import open_corpus
    from corpus_tools.report.bundles import outdated_bundles

    corpus = open_corpus(asked.store, seeds=asked.seeds)
    old = outdated_bundles(asked.figures, asked.seeds, corpus)
    lines = [*map(str, old), f"{len(old)} older than what they were made from"]
    return Said(lines, corpus.failed, code=int(bool(old)))


def say_habits(asked: argparse.Namespace) -> Said:
    """Propose what recurs in newspapers as the text of a ``newspapers.toml``."""
    from corpus_tools.articles.habits import propose_habits, write_habits
    from corpus_tools.articles.parse import parse_issues
    from corpus_tools.sources.issues import read_issues

    issues = read_issues(asked.path)
    proposed = write_habits(propose_habits(parse_issues(issues).lines, issues))
    return Said(
        proposed.splitlines() or ["# nothing recurs on these pages, or their newspapers are not known"], issues.failed
    )
