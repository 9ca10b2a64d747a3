"""The command line: `corpus run`, `corpus parse FILE`, `corpus review FILE`, and the commands on a store."""

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TextIO

from corpus_tools.commands import Said, add_habits, add_store_commands

if TYPE_CHECKING:
    from corpus_tools.articles.parse import Parsed
    from corpus_tools.report.runs import Outcome
    from corpus_tools.sources.issues import Issues
    from corpus_tools.tables import SeedError

Commands = "argparse._SubParsersAction[argparse.ArgumentParser]"
INTERRUPTED = 130  # what a shell reports for a command ended by Ctrl-C
# What a terminal would obey, by name: titles and names of files come from anywhere.
OBEYED = {code: f"⟨U+{code:04X}⟩" for code in (*range(9), *range(11, 32), *range(127, 160))}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; print what is wrong as one line and return 1 when it cannot be done (2: wrong usage)."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # where a terminal has no Chinese
    asked = parser().parse_args(arguments)
    try:
        return asked.command(asked)
    except BrokenPipeError:  # whoever reads has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except (ValueError, OSError, RuntimeError, MemoryError, ImportError) as error:
        return complain(reason(error))
    except KeyboardInterrupt:
        complain("interrupted; what was finished is kept")
        return INTERRUPTED


def reason(error: BaseException) -> str:
    """Return what an error says to whoever gave a command, on one line."""
    if isinstance(error, ModuleNotFoundError):
        return f"{sys.executable} has no package {error.name}; environment.yml lists what is needed"
    if isinstance(error, ImportError):
        return f"a library cannot be loaded – {one_line(error)}"
    if isinstance(error, MemoryError):
        return "there is too little memory; fewer files at a time need less"
    return one_line(error)


def program() -> NoReturn:
    """Run one command as a program, and leave at once when it was interrupted: taking Python apart takes a second more."""
    code = main()
    if code == INTERRUPTED:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    sys.exit(code)


def complain(problem: str) -> int:
    """Print one line on standard error and return the exit code of a failure."""
    tell(f"corpus: {problem}", to=sys.stderr)
    return 1


def tell(*lines: object, to: TextIO | None = None) -> None:
    """Print lines, with names for the characters that a terminal obeys; to standard output where nothing else is named."""
    print(*(str(line).translate(OBEYED) for line in lines), sep="\n", file=to, flush=True)


def parser() -> argparse.ArgumentParser:
    """Return the grammar of the command line."""
    top = argparse.ArgumentParser(prog="corpus", description="Chinese newspaper issues: from raw pages to figures.")
    commands = top.add_subparsers(metavar="COMMAND", required=True)

    for add in (add_run, add_lab, add_diff, add_parse, add_review):
        add(commands)
    add_store_commands(commands, told)
    add_habits(commands, told)
    return top


def told(command: Callable[[argparse.Namespace], Said]) -> Callable[[argparse.Namespace], int]:
    """Return a command that prints what `command` found, then what could not be used; 1 if there is any of that."""

    def run(asked: argparse.Namespace) -> int:
        found = command(asked)
        tell(*found.lines)
        return report_failed(found.failed) or found.code

    return run


def add_run(commands: Commands) -> None:
    """Add the grammar of `corpus run`."""
    run = commands.add_parser("run", help="run the notebooks on the seeds and write figures/<run>/")
    run.add_argument(
        "notebooks", nargs="*", metavar="NOTEBOOK", help="such as 03 or 03_term_frequency; all when none is named"
    )
    run.add_argument("--kit", type=Path, default=Path(), help="folder that holds the three below (default: this one)")
    run.add_argument("--seeds", type=Path, help="folder with issues/ and lexicon/ (default: seeds)")
    run.add_argument(
        "--store", type=Path, help="what is computed from the seeds (default: build/corpus, one for each --seeds)"
    )
    run.add_argument("--figures", type=Path, help="where the run's folder is made (default: figures)")
    run.add_argument("--folder", type=Path, help="where the notebooks stand (default: notebooks)")
    run.add_argument(
        "--name",
        help="name of the run's folder (default: what is in it: the id of the issue, or newspaper, dates and number of "
        "pages; with -zh at its end where the labels are Chinese, so that both stand beside each other)",
    )
    run.add_argument(
        "--language", choices=("en", "zh"), default="en", help="language of the figures' labels (default: %(default)s)"
    )
    run.add_argument(
        "--against",
        default="",
        metavar="GROUP",
        help="what notebook 07 compares the latest day with (default: the earlier days of its newspaper): an issue, a newspaper, a month, a span such as ../2024-01, a page or a column",
    )
    run.set_defaults(command=run_command)


def add_lab(commands: Commands) -> None:
    """Add the grammar of `corpus lab`."""
    lab = commands.add_parser("lab", help="open JupyterLab at the first notebook")
    lab.add_argument("--kit", type=Path, default=Path(), help="folder that holds the notebooks (default: this one)")
    lab.add_argument("--language", choices=("en", "zh"), default="en", help="of the notebooks (default: %(default)s)")
    lab.add_argument("options", nargs="*", metavar="OPTION", help="of JupyterLab, after two dashes: lab -- --no-browser")
    lab.set_defaults(command=lab_command)


def add_diff(commands: Commands) -> None:
    """Add the grammar of `corpus diff`."""
    diff = commands.add_parser("diff", help="say what differs between two runs: tables, their rows, and why")
    diff.add_argument("before", type=Path, metavar="RUN_A", help="folder of a run, such as figures/湖南日报-2024-01-13")
    diff.add_argument("after", type=Path, metavar="RUN_B")
    diff.set_defaults(command=diff_command)


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


def run_command(asked: argparse.Namespace) -> int:
    """Run the notebooks, with a line for each, and say where to look; 1 if a notebook failed or a seed could not be read."""
    from corpus_tools.corpus.opening import open_corpus
    from corpus_tools.corpus.stages import issue_of
    from corpus_tools.report.runs import find_notebooks, run_name, run_notebooks

    seeds, figures, folder = (
        given or asked.kit / name
        for given, name in ((asked.seeds, "seeds"), (asked.figures, "figures"), (asked.folder, "notebooks"))
    )
    notebooks = find_notebooks(folder, asked.notebooks)
    store = asked.store or store_of(asked.kit, seeds)
    corpus = open_corpus(store, seeds=seeds)
    unread = below(seeds, corpus.failed)
    if not corpus.pages:
        return report_failed(unread)
    issues = [issue_of(page) for page in corpus.pages]
    out = figures / (plain_name(asked.name) if asked.name else run_name(issues, asked.language))
    chosen = {"STORE": store} | ({"BEFORE": asked.against} if asked.against else {})
    outcomes = run_notebooks(notebooks, out, seeds=seeds, language=asked.language, tell=tell_outcome, chosen=chosen)
    return conclude(outcomes, out, unread)


def lab_command(asked: argparse.Namespace) -> int:
    """Open JupyterLab on the notebooks."""
    from corpus_tools.report.lab import open_lab

    return open_lab(asked.kit, asked.language, asked.options)


def store_of(kit: Path, seeds: Path) -> Path:
    """Return where a kit keeps what is computed from seeds: from its own, or from those of another folder."""
    from hashlib import sha256

    own, folder = (kit / "seeds").resolve(), seeds.resolve()
    name = "corpus" if folder == own else f"corpus-{sha256(str(folder).encode()).hexdigest()[:8]}"
    return kit / "build" / name


def below(seeds: Path, failed: "Iterable[SeedError]") -> "list[SeedError]":
    """Return errors of files with the paths that they have from here."""
    from corpus_tools.corpus.survey import root_of
    from corpus_tools.tables import SeedError

    return [SeedError(error.problem, shown(root_of(seeds) / error.path), error.line) for error in failed]


def diff_command(asked: argparse.Namespace) -> int:
    """Say what differs between two runs, a line for each table or figure."""
    from corpus_tools.report.differences import compare_runs, said

    tell(*said(compare_runs(asked.before, asked.after)))
    return 0


def parse_command(asked: argparse.Namespace) -> int:
    """List the articles of a file; with --out also write the tables."""
    from corpus_tools.articles.parse import parse_issues
    from corpus_tools.sources.issues import read_issues

    issues = read_issues(asked.path)
    if asked.self_check:
        from corpus_tools.articles.evaluation import check_parse

        tell(check_parse(issues, parse_issues).to_string(index=False))
        return report_seeds(issues)
    parsed = parse_issues(issues)
    tell(*(written(parsed, asked.out) if asked.out else summary(parsed)))
    return report_seeds(issues)


def review_command(asked: argparse.Namespace) -> int:
    """Write the review page of a file."""
    from corpus_tools.articles.parse import parse_issues
    from corpus_tools.quantities.extract import find_quantities
    from corpus_tools.report.review import write_review
    from corpus_tools.sources.issues import read_issues

    issues = read_issues(asked.path)
    parsed = parse_issues(issues)
    tell(*write_review(parsed, asked.out, quantities=find_quantities(parsed.articles)))
    return report_seeds(issues)


def tell_outcome(outcome: "Outcome") -> None:
    """Print one line on a notebook that has ended."""
    if outcome.problem:
        complain(f"{outcome.notebook}  {outcome.problem}")
    else:
        tell(f"{outcome.notebook}  {len(outcome.files)} files")


def conclude(outcomes: Sequence["Outcome"], out: Path, unread: "Iterable[SeedError]") -> int:
    """Print how many notebooks ran, which did not, and where to look; return the exit code."""
    stopped = [outcome.notebook for outcome in outcomes if outcome.interrupted]
    failed = [outcome.notebook for outcome in outcomes if outcome.problem and not outcome.interrupted]
    done = len(outcomes) - len(stopped) - len(failed)
    not_done = [f"{word}: {', '.join(names)}" for word, names in (("failed", failed), ("not run", stopped)) if names]
    index = out / "index.html"
    tell("; ".join([f"{done} of {len(outcomes)} notebooks complete", *not_done]))
    tell(f"see {shown(index)}" if index.is_file() else f"nothing in {shown(out)}")
    code = report_failed(unread)
    if stopped:
        complain("interrupted; what was finished is kept, as is what an earlier run left")
        return INTERRUPTED
    return 1 if failed else code


def report_seeds(issues: "Issues") -> int:
    """Print the files of a folder that could not be read, one a line, and return 1 if there are any."""
    return report_failed(issues.failed)


def report_failed(failed: "Iterable[SeedError]") -> int:
    """Print errors of files, one a line, and return 1 if there are any."""
    errors = list(failed)
    for error in errors:
        complain(f"not read: {one_line(error)}")
    return 1 if errors else 0


def written(parsed: "Parsed", out: Path) -> Iterable[Path]:
    """Write the tables of a parse into a folder and return the paths."""
    from corpus_tools.quantities.extract import find_quantities
    from corpus_tools.report.export import save_table

    tables = {"articles": parsed.articles, "lines": parsed.lines, "repairs": parsed.repairs}
    tables["quantities"] = find_quantities(parsed.articles)
    return [path for name, table in tables.items() for path in save_table(table, out / name)]


def summary(parsed: "Parsed") -> list[str]:
    """Return one line for each article (its id, kind, headline and length), and how many rows each table has."""
    rows = parsed.articles.to_dict("records")
    tables = {"articles": parsed.articles, "lines": parsed.lines, "repairs": parsed.repairs}
    articles = [
        f"{row['article_id']}  {row['kind']:6}  {row['title'] or row['column']}  ({len(row['text'])} characters)"
        for row in rows
    ]
    return [*articles, *(f"{len(table)} {name}" for name, table in tables.items())]


def plain_name(name: str) -> str:
    """Return the name of a run when it names one folder; raise ValueError when it leads anywhere else."""
    if name in {"", ".", ".."} or Path(name).name != name or "\\" in name:
        msg = f"--name {name!r} is no name of a folder in the figures"
        raise ValueError(msg)
    return name


def shown(path: Path) -> str:
    """Return a path as the caller would type it: from where they stand, if it is below."""
    here = Path.cwd().resolve()
    return str(path.resolve().relative_to(here) if path.resolve().is_relative_to(here) else path)


def one_line(error: BaseException) -> str:
    """Return what an error says, on one line."""
    return " ".join(str(error).split()) or type(error).__name__


if __name__ == "__main__":
    program()
