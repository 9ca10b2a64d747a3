"""The tables: their columns, their types, and the errors that protect them."""

import pandas as pd
import pytest

from corpus_tools.tables import SCHEMAS, SeedError, empty, make_table, require


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_empty_has_the_columns_and_types(name):
    table = empty(name)
    assert {column: str(kind) for column, kind in table.dtypes.items()} == dict(SCHEMAS[name])
    assert len(table) == 0


def test_make_table_fills_what_a_row_leaves_out():
    row = make_table("quantities", [{"article_id": "a", "value": 2}]).iloc[0]
    assert (row["unit"], row["value"], row["target"]) == ("", 2.0, False)
    assert pd.isna(row["value_high"])


def test_make_table_refuses_a_column_it_would_lose():
    with pytest.raises(
        ValueError, match=r"\['colour'\] are no columns of the table 'counts'; it has \['group', 'term', 'n'\]"
    ):
        make_table("counts", [{"colour": "red"}])


def test_require_names_what_is_lacking():
    with pytest.raises(ValueError, match=r"table lacks \['n'\]; it has \['group', 'term'\]"):
        require(pd.DataFrame({"group": [], "term": []}), ("term", "n"))


@pytest.mark.parametrize(("line", "said"), [(3, "issues.csv, line 3: no date"), (None, "issues.csv: no date")])
def test_seed_error_says_where(line, said):
    error = SeedError("no date", "issues.csv", line)
    assert str(error) == said
    assert (error.path, error.line) == ("issues.csv", line)
