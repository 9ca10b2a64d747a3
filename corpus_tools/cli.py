"""The commands: `corpus run`, `corpus parse FILE`, `corpus review FILE`."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from corpus_tools.articles.evaluation import check_parse
from corpus_tools.articles.parse import Parsed, parse_issues
from corpus_tools.quantities.extract import find_quantities
from corpus_tools.report.export import save_table
from corpus_tools.report.review import write_review
from corpus_tools.report.runs import find_notebooks, run_name, run_notebooks
from corpus_tools.sources.issues import read_issues

Commands = "argparse._SubParsersAction[argparse.ArgumentParser]"
INTERRUPTED = 130  # what a shell reports for a command ended by Ctrl-C


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; print what is wrong as one line and return 1 when it cannot be done (2: wrong usage)."""
    asked = parser().parse_args(arguments)
    try:
        for line in asked.command(asked):
            print(line)  # noqa: T201 – the output of the command
    except (ValueError, OSError, RuntimeError) as error:
        print(f"corpus: {one_line(error)}", file=sys.stderr)  # noqa: T201
        return 1
    except KeyboardInterrupt:
        print("corpus: interrupted; what was finished is kept", file=sys.stderr)  # noqa: T201
        return INTERRUPTED
    return 0


def parser() -> argparse.ArgumentParser:
    """Return the grammar of the command line."""
    top = argparse.ArgumentParser(prog="corpus", description="Chinese newspaper issues: from raw pages to figures.")
    commands = top.add_subparsers(metavar="COMMAND", required=True)

    for add in (add_run, add_parse, add_review):
        add(commands)
    return top


def add_run(commands: Commands) -> None:
    """Add the grammar of `corpus run`."""
    run = commands.add_parser("run", help="run the notebooks on the seeds and write figures/<run>/")
    run.add_argument(
        "notebooks", nargs="*", metavar="NOTEBOOK", help="such as 03 or 03_term_frequency; all when none is named"
    )
    run.add_argument(
        "--seeds", type=Path, default=Path("seeds"), help="folder with issues/ and lexicon/ (default: %(default)s)"
    )
    run.add_argument(
        "--figures", type=Path, default=Path("figures"), help="where the run's folder is made (default: %(default)s)"
    )
    run.add_argument("--name", help="name of the run's folder (default: the id of the issue)")
    run.add_argument(
        "--folder", type=Path, default=Path("notebooks"), help="where the notebooks stand (default: %(default)s)"
    )
    run.add_argument(
        "--language", choices=("en", "zh"), default="en", help="language of the figures' labels (default: %(default)s)"
    )
    run.set_defaults(command=run_command)


def add_parse(commands: Commands) -> None:
    """Add the grammar of `corpus parse`."""
    parse = commands.add_parser("parse", help="parse a file or a folder and list its articles")
    parse.add_argument("path", type=Path, metavar="FILE")
    parse.add_argument("--out", type=Path, help="folder for articles, lines, repairs and quantities as .csv")
    parse.add_argument(
        "--self-check",
        action="store_true",
        help="hold the text parser against the fields that the markup of .html or .jsonl states",
    )
    parse.set_defaults(command=parse_command)


def add_review(commands: Commands) -> None:
    """Add the grammar of `corpus review`."""
    review = commands.add_parser("review", help="write one HTML page to check a parse by eye")
    review.add_argument("path", type=Path, metavar="FILE")
    review.add_argument("--out", type=Path, default=Path("review.html"), help="the page (default: %(default)s)")
    review.set_defaults(command=review_command)


def run_command(asked: argparse.Namespace) -> list[str]:
    """Run the notebooks and list what they wrote."""
    notebooks = find_notebooks(asked.folder, asked.notebooks)
    issues = read_issues(asked.seeds / "issues")
    out = asked.figures / (asked.name or run_name(issues))
    written = run_notebooks(notebooks, out, seeds=asked.seeds, language=asked.language)
    return [str(path) for path in written]


def parse_command(asked: argparse.Namespace) -> list[str]:
    """List the articles of a file; with --out also write the tables."""
    issues = read_issues(asked.path)
    if asked.self_check:
        return check_parse(issues, parse_issues).to_string(index=False).splitlines()
    parsed = parse_issues(issues)
    tables = {"articles": parsed.articles, "lines": parsed.lines, "repairs": parsed.repairs}
    if asked.out:
        tables["quantities"] = find_quantities(parsed.articles)
        return [str(path) for name, table in tables.items() for path in save_table(table, asked.out / name)]
    return [*summary(parsed), *(f"{len(table)} {name}" for name, table in tables.items())]


def review_command(asked: argparse.Namespace) -> list[str]:
    """Write the review page of a file."""
    parsed = parse_issues(read_issues(asked.path))
    return [str(path) for path in write_review(parsed, asked.out, quantities=find_quantities(parsed.articles))]


def summary(parsed: Parsed) -> list[str]:
    """Return one line for each article: its id, kind, headline and length."""
    rows = parsed.articles.to_dict("records")
    return [
        f"{row['article_id']}  {row['kind']:6}  {row['title'] or row['column']}  ({len(row['text'])} characters)"
        for row in rows
    ]


def one_line(error: BaseException) -> str:
    """Return what an error says, on one line."""
    return " ".join(str(error).split()) or type(error).__name__


if __name__ == "__main__":
    sys.exit(main())
