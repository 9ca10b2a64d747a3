"""Two runs → what differs between them: tables and figures, their rows, and why."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pandas as pd

from corpus_tools.tables import make_table

CAUSES: Final = ("inputs", "lexicon", "rules", "parameters", "packages", "font")  # of a record, what can change a table
SHOWN: Final = 3  # names of inputs that are said


def compare_runs(before: str | Path, after: str | Path) -> pd.DataFrame:
    """Return what differs between two folders of runs: one row per table or figure, by the rows of its ``.csv``.

    `added` and `removed` count rows that only one of them has, `because` names what their records say differently. Figures that were
    drawn otherwise from the same rows are the same here. Raises ValueError for a folder without tables.
    """
    folders = [Path(before), Path(after)]
    tables = [{path.stem: path for path in sorted(folder.glob("*.csv"))} for folder in folders]
    for folder, found in zip(folders, tables, strict=True):
        if not found:
            msg = f"no run – {folder} – the folder of a run holds tables (.csv), such as figures/湖南日报-2024-01-13"
            raise ValueError(msg)
    names = sorted({*tables[0], *tables[1]})
    return make_table("run_changes", [_compared(name, *(found.get(name) for found in tables)) for name in names])


def said(changes: pd.DataFrame) -> Iterator[str]:
    """Yield one line for each table or figure that differs, and a sum."""
    for row in changes[changes["state"] != "same"].to_dict("records"):
        because = f" ({row['because']})" if row["because"] else ""
        yield f"{row['state']:8} {row['name']}: {row['rows_before']} → {row['rows_after']} rows, {row['removed']} removed, {row['added']} added{because}"
    sums = changes["state"].value_counts().sort_index()
    yield ", ".join(f"{n} {state}" for state, n in sums.items())


def _compared(name: str, before: Path | None, after: Path | None) -> dict[str, object]:
    """Return the row of one table or figure."""
    rows = [Counter(_rows(path)) for path in (before, after)]
    removed, added = (rows[0] - rows[1]).total(), (rows[1] - rows[0]).total()
    state = "new" if before is None else "gone" if after is None else "changed" if removed or added else "same"
    sizes = {"rows_before": rows[0].total(), "rows_after": rows[1].total(), "removed": removed, "added": added}
    because = _because(before, after) if before is not None and after is not None else ""
    return {"name": name, "state": state, **sizes, "because": because}


def _rows(path: Path | None) -> list[tuple[str, ...]]:
    """Return the rows of a table as text, with the names of their columns."""
    if path is None or not path.stat().st_size:
        return []
    try:
        table = pd.read_csv(path, dtype=str, keep_default_na=False)
    except ValueError as error:  # of bytes that are no UTF-8, of quotes that do not end
        msg = f"no table that can be read – {path} – {error}"
        raise ValueError(msg) from error
    return [
        tuple(f"{name}={value}" for name, value in zip(table.columns, row, strict=True))
        for row in table.itertuples(index=False, name=None)
    ]


def _because(before: Path, after: Path) -> str:
    """Return what the records of two tables say differently."""
    records = [_record(path.with_suffix(".json")) for path in (before, after)]
    causes = [name for name in CAUSES if records[0].get(name) != records[1].get(name)]
    if "inputs" in causes:
        old, new = (
            {(name, str(sha256)) for name, sha256 in (record.get("inputs") or {}).items()} for record in records
        )
        names = sorted({name for name, _ in old ^ new})
        more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
        causes[causes.index("inputs")] = f"inputs: {', '.join(names[:SHOWN])}{more}"
    return "; ".join(causes)


def _record(path: Path) -> dict[str, Any]:
    """Return the record of a table; nothing where there is none. Raises ValueError for one that cannot be read."""
    try:
        record = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
        problem = (
            "" if isinstance(record, dict) and isinstance(record.get("inputs") or {}, dict) else "it names no inputs"
        )
    except (ValueError, RecursionError) as error:
        problem = str(error)
    if problem:
        msg = f"no record of a table – {path} – {problem}"
        raise ValueError(msg)
    return record
