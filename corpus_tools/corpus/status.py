"""What a store holds of the seeds: which files are in it, which are new, changed, gone or could not be used."""

from pathlib import Path
from typing import Final

import pandas as pd

from corpus_tools.corpus.build import lexicon_of
from corpus_tools.corpus.readings import Failure
from corpus_tools.corpus.settings import Settings
from corpus_tools.corpus.states import Page, State, code, read_states
from corpus_tools.corpus.survey import Survey, idle_words, look, root_of, settle_ids, stale_tables, units_of
from corpus_tools.rules import Rules
from corpus_tools.tokens.lexicon import Lexicon

COLUMNS: Final = {"file": "str", "issue": "str", "state": "str", "stale": "str", "reason": "str"}


def status(
    store: str | Path, seeds: str | Path, *, lexicon: Lexicon | None = None, rules: Rules | None = None
) -> pd.DataFrame:
    """Return what `build_corpus` would do, file by file, without doing it: one row is one issue in a file of the seeds.

    `state` is ``fresh``, ``stale`` (`stale` names the tables to be made again), ``new`` (the file, or what is said of it, is
    not what the store was made from), ``failed`` (`reason` says why) or ``removed`` (no longer among the seeds). Costs the
    hashing of the files.
    """
    seeds, store = Path(seeds), Path(store)
    words, rules = lexicon or lexicon_of(seeds), rules or Rules.read(seeds / "rules")
    settings = Settings(str(root_of(seeds)), str(store), words.hash, words.engine, rules.hash, code())
    states, seen = read_states(store), look(seeds, settings)
    known, copies = settle_ids(seen.pages)
    old = stale_tables(store, units_of(known, seen).values(), states, settings)
    rows = [
        (page.path, page.issue_id, "stale" if page.unit in old else "fresh", ", ".join(old.get(page.unit, ())), "")
        for page in known
    ]
    rows += [(one.path, "", "failed", "", _reason(one)) for one in (*seen.failures, *copies, *idle_words(seen, known))]
    rows += [(file, "", "new", "", "") for one in seen.unknown for file in one.files]
    rows += [(page.path, page.issue_id, "removed", "", "") for page in _removed(states, seen)]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS).sort_values(["file", "issue"], ignore_index=True)


def _reason(failure: Failure) -> str:
    """Say why a file could not be used, with the line where there is one."""
    return failure.problem if failure.line is None else f"line {failure.line}: {failure.problem}"


def _removed(states: dict[str, State], seen: Survey) -> list[Page]:
    """Return the pages in the store whose file is no longer among the seeds."""
    there = {file for one in seen.readings for file in one.files}
    return [page for state in states.values() for page in state.pages if page.path not in there]
