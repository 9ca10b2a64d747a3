"""The tables: their columns, their types, and the errors that protect them."""

import pandas as pd
import pytest

from corpus_tools.resources import read_rows
from corpus_tools.tables import (
    FLAG,
    REAL,
    SCHEMAS,
    TEXT,
    WHOLE,
    WITH_VOCABULARY,
    SeedError,
    data_dictionary,
    empty,
    make_table,
    require,
)


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


def test_the_dictionary_says_what_every_column_means():
    said = data_dictionary()
    assert list(said["table"].unique()) == list(SCHEMAS)
    assert said[["meaning", "chinese"]].ne("").all().all()
    assert set(said["dtype"]) <= {TEXT, WHOLE, REAL, FLAG}
    with_values = said[said["unit"] == WITH_VOCABULARY]
    assert with_values["values"].ne("").all(), with_values[with_values["values"] == ""]
    assert said[said["values"] != ""]["unit"].eq(WITH_VOCABULARY).all()


def test_a_table_that_there_is_not_is_an_error():
    with pytest.raises(ValueError, match="no such table – 'article' – there are issues, articles, lines"):
        data_dictionary("article")


def test_every_grain_is_said():
    assert [name for name, *_ in read_rows("tables/grains.tsv")] == list(SCHEMAS)


COUNTS = pd.DataFrame({"group": ["a", ""], "term": ["春耕", "水库"], "n": [2, 1]}).astype(
    {"group": "str", "term": "str"}
)
AS_GIVEN = {
    "object": COUNTS.astype({"group": object, "term": object}),
    "category": COUNTS.astype({"group": "category", "term": "category"}),
    "arrow": COUNTS.astype({"group": "string[pyarrow]", "term": "string[pyarrow]", "n": "int64[pyarrow]"}),
    "python strings": COUNTS.astype({"group": "string[python]"}),
    "missing text": COUNTS.assign(group=pd.Series(["a", None], dtype=object)),
    "floats": COUNTS.astype({"n": "float64"}),
    "nullable": COUNTS.astype({"n": "Int64"}),
    "small": COUNTS.astype({"n": "int8"}),
    "duplicate index": COUNTS.set_axis([0, 0]),
}


@pytest.mark.parametrize("given", AS_GIVEN.values(), ids=AS_GIVEN)
def test_a_table_is_brought_to_its_types_and_not_changed(given):
    before = given.copy(deep=True)
    pd.testing.assert_frame_equal(require(given, ["group", "term", "n"]), COUNTS)
    pd.testing.assert_frame_equal(given, before)


def test_a_table_that_fits_is_handed_on():
    assert require(COUNTS, ["term"]) is COUNTS


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (COUNTS.assign(n=[1.5, 2]), "column 'n' must be whole numbers; it holds 1.5"),
        (COUNTS.assign(n=[float("nan"), 2]), "column 'n' must be whole numbers; it holds nan"),
        (COUNTS.assign(term=[3, 4]), "column 'term' must be text; it holds 3"),
        (COUNTS.assign(term=pd.Series([["春耕"], "水库"])), r"column 'term' must be text; it holds \['春耕'\]"),
        (pd.concat([COUNTS, COUNTS[["term"]]], axis=1), r"table has \['term'\] more than once"),
        ([("a", "春耕", 2)], "must be a pandas DataFrame, not list"),
    ],
)
def test_a_table_that_cannot_be_read_is_an_error(table, said):
    with pytest.raises(ValueError, match=said):
        require(table, ["group", "term", "n"])


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_a_table_can_be_changed_by_who_has_it(name):
    table = make_table(name, [{}, {}])
    for column, kind in SCHEMAS[name].items():
        table.loc[0, column] = {TEXT: "新", WHOLE: 7, REAL: 0.5, FLAG: True}[kind]
    assert (
        table.iloc[0]
        == pd.Series({c: {TEXT: "新", WHOLE: 7, REAL: 0.5, FLAG: True}[k] for c, k in SCHEMAS[name].items()})
    ).all()
