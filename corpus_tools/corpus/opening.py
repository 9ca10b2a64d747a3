"""Corpus: the tables of the issues that one chooses, as pandas or by SQL."""

import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from html import escape
from pathlib import Path
from typing import Final, Unpack

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow import compute

from corpus_tools.arguments import held, of_stated_types
from corpus_tools.articles.parse import Parsed, restore
from corpus_tools.corpus.build import build_corpus
from corpus_tools.corpus.lock import StoreHeldError
from corpus_tools.corpus.packs import files_of
from corpus_tools.corpus.readings import read_failures
from corpus_tools.corpus.selection import Choice, choose, gaps, names
from corpus_tools.corpus.settings import read_lexicon, read_rules
from corpus_tools.corpus.stages import fingerprint, issue_of
from corpus_tools.corpus.states import Page, State, read_states
from corpus_tools.corpus.storage import TABLES, decode, schema_of
from corpus_tools.rules import Rules
from corpus_tools.stats.counts import connect
from corpus_tools.tables import SeedError
from corpus_tools.tokens.lexicon import Lexicon

# The column by which a row belongs to an issue, or else to an article.
BY_ISSUE: Final = ("issues", "articles", "lines", "repairs")
DATED: Final = ("issue_id", "newspaper", "date", "page")
# Seconds that opening waits for another build of the same store, and between two attempts: most builds are shorter.
PATIENCE: Final = 600
PAUSE: Final = 0.2


@of_stated_types
@dataclass(frozen=True, repr=False)
class Corpus:
    """The tables of some issues of a store: a value, which reads a table when it is asked for it.

    ``corpus.articles`` and the seven others are pandas tables, their rows in the order of date, newspaper and page; `sql`
    asks DuckDB about all of them; `select` narrows the corpus; the functions that count take it in the place of a table and
    read it in a stream. The `group` of its `counts` is the id of the article. `dated` adds newspaper, date and page to a table.

    Attributes
    ----------
    store : Path
        The folder that it is read from.
    states : tuple of State
        What is known of the issues.
    pages : tuple of Page
        The issues, or pages of them, that were chosen.
    kinds : tuple of str
        The kinds of articles that were chosen; all where it is empty.
    failed : tuple of SeedError
        The files that the last build could not use.
    """

    store: Path
    states: tuple[State, ...]
    pages: tuple[Page, ...]
    kinds: tuple[str, ...] = ()
    failed: tuple[SeedError, ...] = ()

    @property
    def issues(self) -> pd.DataFrame:
        """One row is one issue, or one page of it."""
        return self._table("issues")

    @property
    def articles(self) -> pd.DataFrame:
        """One row is one article."""
        return self._table("articles")

    @property
    def lines(self) -> pd.DataFrame:
        """One row is one non-blank line of the source."""
        return self._table("lines")

    @property
    def repairs(self) -> pd.DataFrame:
        """One row is one change that the parser made."""
        return self._table("repairs")

    @property
    def tokens(self) -> pd.DataFrame:
        """One row is one token; stop words and signs are left out."""
        return self._table("tokens")

    @property
    def counts(self) -> pd.DataFrame:
        """One row is one term of one article."""
        return self._table("counts")

    @property
    def quantities(self) -> pd.DataFrame:
        """One row is one statistic that the text states."""
        return self._table("quantities")

    @property
    def periods(self) -> pd.DataFrame:
        """One row is one date or period that the text states."""
        return self._table("periods")

    @property
    def parsed(self) -> Parsed:
        """The parse of the issues as `parse_issues` gives it: articles, lines and repairs, and the issues with their text.

        The text is not in the store: the repairs are replayed backwards, and what they give must be what the files held
        when they were read. Raises ValueError where it is not, and where some kinds of articles were chosen.
        """
        if self.kinds:
            msg = f"no page can be put together from some of its articles – {', '.join(self.kinds)} – select all kinds"
            raise ValueError(msg)
        whole = replace(self, pages=tuple(page for state in self.states for page in state.pages))
        texts = restore(Parsed(whole.articles, whole.lines, whole.repairs))
        if lost := [page.issue_id for page in self.pages if fingerprint(texts.get(page.issue_id, "")) != page.text]:
            msg = f"its tables do not give the text of every page back – {lost} – delete {self.store} and build again"
            raise ValueError(msg)
        issues = tuple(replace(issue_of(page), text=texts[page.issue_id]) for page in self.pages)
        return Parsed(self.articles, self.lines, self.repairs, issues)

    @property
    def issue_ids(self) -> tuple[str, ...]:
        """The ids of the issues, in the order of the tables."""
        return tuple(page.issue_id for page in self.pages)

    @property
    def inputs(self) -> Mapping[str, str]:
        """The SHA-256 of each file that it was made from, by its name; by its path where two have the same name."""
        paths = {page.path: page.sha256 for page in self.pages}
        shared = Counter(Path(path).name for path in paths)
        return {Path(path).name if shared[Path(path).name] == 1 else path: digest for path, digest in paths.items()}

    @property
    def lexicon(self) -> Lexicon:
        """The word list that the tokens were cut with."""
        return read_lexicon(
            str(self.store.resolve()), self._one("word lists", (state.lexicon for state in self.states))
        )

    @property
    def rules(self) -> Rules:
        """The rules that the pages were read with."""
        return read_rules(str(self.store.resolve()), self._one("rules", (state.rules for state in self.states)))

    @held
    def select(self, **choice: Unpack[Choice]) -> "Corpus":
        """Return the corpus of some issues: `issues`, `since`, `until`, `newspaper`, `page`, `kind` as in `Choice`.

        ``corpus.select(since=2023, until="2024-03", page=["01", "A01"])``. An article belongs to the page that it begins on.
        `kind` leaves out the lines of other articles and of none; `issues` and `repairs` stay whole.
        """
        pages = choose(self.pages, choice)
        units, kinds = {page.unit for page in pages}, names(choice.get("kind"))
        both = tuple(kind for kind in kinds if kind in self.kinds) if kinds and self.kinds else kinds or self.kinds
        if kinds and not both:
            units, pages = set(), ()
        states = tuple(state for state in self.states if state.unit in units)
        return replace(self, states=states, pages=pages, kinds=both)

    @held
    def sql(self, query: str) -> pd.DataFrame:
        """Return what DuckDB answers to a query over the tables, which it knows by their names.

        ``corpus.sql("SELECT date, count(*) AS n FROM articles GROUP BY date ORDER BY date")``. Tables of articles are joined
        by `article_id` (``counts."group"``), tables of issues by `issue_id`; what is missing is NULL, text that is missing "".
        Raises ValueError for a query that DuckDB does not understand or that gives no table.
        """
        asked = [name for name in TABLES if re.search(rf"\b{name}\b", query, re.IGNORECASE)]
        with connect() as connection:
            self.lay_out(connection, asked)
            try:
                found: duckdb.DuckDBPyRelation | None = connection.sql(query)
            except duckdb.Error as error:
                msg = f"no query that can be answered – {query} – {str(error).splitlines()[0]}"
                raise ValueError(msg) from error
            if found is None:
                msg = f"the query gives no table – {query} – one begins with SELECT, WITH or FROM"
                raise ValueError(msg)
            return found.df()

    def lay_out(self, connection: duckdb.DuckDBPyConnection, asked: Iterable[str] = TABLES) -> None:
        """Make views of the tables in a connection, under their names; of `asked` only, as opening many files takes time."""
        wanted = dict.fromkeys(["articles", *asked] if self._is_cut else asked)
        if self._is_cut:
            connection.register("chosen_issues", pa.table({"issue_id": pa.array(self.issue_ids, pa.string())}))
        for name in wanted:
            files = [_literal(path) for path in files_of(self.store, self.states, name)]
            if files:
                found = connection.read_parquet(files)
                found.filter(self._condition(name)).create_view(name)
            else:
                connection.register(name, schema_of(name).empty_table())

    @held
    def dated(self, table: pd.DataFrame) -> pd.DataFrame:
        """Return a table with newspaper, date and page of each row added, by its `issue_id`, `article_id` or `group`."""
        key = next((name for name in ("issue_id", "article_id", "group") if name in table.columns), "")
        if not key:
            msg = f"a table of neither issues nor articles; it has {list(table.columns)}"
            raise ValueError(msg)
        known = self.issues if key == "issue_id" else self._table("articles", ["article_id", *DATED])
        added = [name for name in DATED if name not in table.columns]
        return table.join(known.rename(columns={"article_id": key}).set_index(key)[added], on=key)

    @cached_property
    def _is_cut(self) -> bool:
        """Whether its tables are less than whole files."""
        return bool(self.kinds) or len(self.pages) < sum(len(state.pages) for state in self.states)

    def _condition(self, name: str) -> str:
        """Return what a row of a table must be to be chosen."""
        if not self._is_cut:
            return "true"
        article = "IN (SELECT article_id FROM articles)"
        if name not in BY_ISSUE:
            return f'"group" {article}' if name == "counts" else f"article_id {article}"
        kinds = ", ".join("'" + kind.replace("'", "''") + "'" for kind in self.kinds)
        of_kind = {"articles": f" AND kind IN ({kinds})", "lines": f" AND article_id {article}"} if kinds else {}
        issue = "issue_id IN (SELECT issue_id FROM chosen_issues)"
        return issue + of_kind.get(name, "")

    def _table(self, name: str, wanted: Sequence[str] | None = None) -> pd.DataFrame:
        """Return one table, its rows in the order of the files."""
        found = pa.concat_tables([schema_of(name).empty_table(), *self._parts(name)])
        table = decode(name, found)
        return table[list(wanted)] if wanted else table

    def _parts(self, name: str) -> Iterator[pa.Table]:
        """Yield the chosen rows of a table, file by file."""
        chosen = pa.array(self.issue_ids, pa.string())
        for path in files_of(self.store, self.states, name):
            part = _read(path, name)
            if self._is_cut and name in BY_ISSUE:
                part = part.filter(compute.is_in(part["issue_id"], chosen))
            if self.kinds and name == "articles":
                part = part.filter(compute.is_in(part["kind"], pa.array(self.kinds, pa.string())))
            elif self._is_cut and (name not in BY_ISSUE or (self.kinds and name == "lines")):
                part = part.filter(
                    compute.is_in(part["group" if name == "counts" else "article_id"], self._article_ids)
                )
            yield part

    @cached_property
    def _article_ids(self) -> pa.Array:
        """The ids of the articles."""
        return pa.chunked_array([part["article_id"] for part in self._parts("articles")], pa.string()).combine_chunks()

    def _one(self, what: str, hashes: Iterable[str]) -> str:
        """Return the one hash of all issues; raise ValueError where a build was interrupted between two, or there is none."""
        found = sorted(set(hashes))
        if not found:
            why = f"; {len(self.failed)} files could not be used, the first: {self.failed[0]}" if self.failed else ""
            msg = f"a corpus of no issues has no {what} – {self.store}{why}"
            raise ValueError(msg)
        if len(found) > 1:
            msg = f"the issues of this corpus were made with {len(found)} {what} – {self.store} – build_corpus makes them alike"
            raise ValueError(msg)
        return found[0]

    def __repr__(self) -> str:
        """Say in lines what is in it."""
        return "\n".join(f"{name}: {value}" if name else value for name, value in self._facts())

    def _repr_html_(self) -> str:
        """Show in a notebook what is in it."""
        rows = "".join(f"<tr><th>{escape(name)}</th><td>{escape(value)}</td></tr>" for name, value in self._facts())
        return f"<table>{rows}</table>"

    def _facts(self) -> Iterator[tuple[str, str]]:
        """Yield what is in it, by newspaper and in sum."""
        yield "Corpus", f"{len(self.pages)} issues or pages in {self.store.name}"
        papers = dict.fromkeys(page.imprint["newspaper"] for page in self.pages)
        for paper in papers:
            days = [page.imprint["date"] for page in self.pages if page.imprint["newspaper"] == paper]
            yield paper or "(newspaper not known)", _dates(days)
        sums = {
            key: sum(self._sums(page).get(key, 0) for page in self.pages)
            for key in ("articles", "characters", "lines", "unsure", "repairs")
        }
        kinds = f" (of which chosen: {', '.join(self.kinds)})" if self.kinds else ""
        yield "articles", f"{sums['articles']:,}{kinds}"
        yield "characters", f"{sums['characters']:,}"
        yield (
            "lines",
            f"{sums['lines']:,}, {sums['unsure'] / max(sums['lines'], 1):.1%} of low confidence; {sums['repairs']:,} repairs",
        )
        if self.failed:
            yield (
                "failed",
                "; ".join(map(str, self.failed[:3]))
                + (f"; {len(self.failed) - 3} more" if len(self.failed) > 3 else ""),
            )

    def _sums(self, page: Page) -> Mapping[str, int]:
        """Return how much there is on a page."""
        return self._all_sums.get(page.issue_id, {})

    @cached_property
    def _all_sums(self) -> Mapping[str, Mapping[str, int]]:
        """How much there is of each issue."""
        return {issue: amounts for state in self.states for issue, amounts in state.sums.items()}


def open_corpus(
    store: str | Path,
    *,
    seeds: str | Path | None = None,
    issues: Iterable[str] | str | None = None,
    since: str | int | None = None,
    until: str | int | None = None,
    newspaper: Iterable[str] | str | None = None,
) -> Corpus:
    """Return the corpus in a store, or those issues of it that are chosen as in `Corpus.select`.

    With `seeds`, the store is first brought up to date with them (see `build_corpus`): that costs what is new, and the
    hashing of what is not. Where another process builds the same store it is waited for, ten minutes at most. Files that
    could not be used are in `failed`. Raises ValueError where there is no corpus.
    """
    if seeds is not None:
        _build_in_turn(seeds, store)
    states = tuple(read_states(Path(store)).values())
    failed = tuple(one.error for one in read_failures(Path(store)))
    if not states and not failed:
        msg = f"there is no corpus – {store} – build_corpus(seeds, store) makes one, or open_corpus(store, seeds=…)"
        raise ValueError(msg)
    corpus = Corpus(Path(store), states, tuple(page for state in states for page in state.pages), failed=failed)
    return corpus.select(issues=issues, since=since, until=until, newspaper=newspaper)


def _build_in_turn(seeds: str | Path, store: str | Path) -> None:
    """Bring a store up to date, once a build that is under way has ended; raise StoreHeldError where it does not end."""
    patience = time.monotonic() + PATIENCE
    while True:
        try:
            build_corpus(seeds, store)
        except StoreHeldError:
            if time.monotonic() > patience:
                raise
            time.sleep(PAUSE)
        else:
            return


def _read(path: Path, name: str) -> pa.Table:
    """Return what stands in one file of the table called `name`; raise ValueError where the file is damaged or gone."""
    try:
        found = pq.ParquetFile(path).read()
        if found.schema.equals(schema_of(name)):
            return found
        problem = f"its columns are those of another table: {', '.join(found.column_names)}"
    except (OSError, pa.ArrowInvalid) as error:
        problem = str(error).splitlines()[0]
    msg = f"a file of the store is damaged or gone – {path} – {problem} – build_corpus makes it again"
    raise ValueError(msg)


def _dates(days: Sequence[str]) -> str:
    """Say from when to when some issues are, and how many days are without one."""
    known = sorted({day for day in days if day})
    missing = gaps(known)
    undated = sum(not day for day in days)
    parts = [f"{len(known)} days, {known[0]} to {known[-1]}" if len(known) > 1 else known[0]] if known else []
    if missing:
        shown = ", ".join(first if first == last else f"{first} to {last}" for first, last in missing[:3])
        parts.append(f"{len(missing)} gaps ({shown}{', …' if len(missing) > 3 else ''})")
    return "; ".join([*parts, *([f"{undated} without a date"] if undated else [])])


def _literal(path: Path) -> str:
    """Return a path that DuckDB does not take for a pattern."""
    return re.sub(r"[\[*?]", lambda sign: f"[{sign[0]}]", str(path))
