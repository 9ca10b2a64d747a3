"""Tables in files: the same rows come back, the same bytes go in, and a file is whole or not there."""

import os
from io import BytesIO

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_tools.corpus import storage
from corpus_tools.corpus.storage import TABLES, decode, encode, keep, read_table, sweep, write
from corpus_tools.tables import BLANK, SCHEMAS, make_table

VALUES = {
    "str": st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=8),
    "int64": st.integers(-(2**40), 2**40),
    "float64": st.floats(allow_infinity=False, width=32),
    "bool": st.booleans(),
}


def rows_of(name):
    """Rows of a table with any values; what can be missing is whole in the lines, as places and paragraphs are."""
    whole = st.none() | st.integers(0, 9_999)
    columns = {
        key: whole.map(lambda value: np.nan if value is None else float(value))
        if key in storage.SOMETIMES_WHOLE.get(name, ())
        else VALUES[kind]
        for key, kind in SCHEMAS[name].items()
    }
    return st.lists(st.fixed_dictionaries(columns), max_size=4)


@pytest.mark.parametrize("name", TABLES)
@settings(max_examples=15, deadline=None, derandomize=True)
@given(data=st.data())
def test_what_is_written_comes_back(name, data, tmp_path_factory):
    table = make_table(name, data.draw(rows_of(name)))
    content = encode(name, table)
    assert content == encode(name, table.copy())
    path = tmp_path_factory.mktemp("storage") / "table.parquet"
    path.write_bytes(content)
    pd.testing.assert_frame_equal(read_table(name, path), table)


def test_a_file_says_its_schema_and_is_encoded_small(tmp_path):
    tokens = make_table("tokens", [{"article_id": "a", "position": place, "term": "县域"} for place in range(500)])
    write(tmp_path / "t.parquet", encode("tokens", tokens))
    held = pq.ParquetFile(tmp_path / "t.parquet")
    assert held.metadata.metadata == {b"schema": b"1", b"table": b"tokens"}
    place, term = (held.metadata.row_group(0).column(column) for column in (1, 5))
    assert (set(place.encodings), term.compression) == ({"DELTA_BINARY_PACKED", "RLE"}, "ZSTD")
    assert decode("tokens", held.read()).dtypes.astype("str").to_dict() == dict(SCHEMAS["tokens"])


def test_missing_numbers_are_null_and_missing_text_is_empty():
    held = pq.read_table(BytesIO(encode("quantities", make_table("quantities", [{}]))))
    assert held["value"].null_count == 1
    assert held["unit"].to_pylist() == [BLANK["str"]]


def test_a_write_that_fails_leaves_what_was_there(tmp_path, monkeypatch):
    path = tmp_path / "state.json"
    write(path, b"before")

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match=r"No space left on device: .*state\.json"):
        write(path, b"after")
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]


def test_names_tell_versions_apart_and_the_sweep_keeps_the_wanted(tmp_path):
    one, two = keep(tmp_path, "a", ".txt", b"1"), keep(tmp_path, "a", ".txt", b"2")
    stamp = (tmp_path / one).stat().st_mtime_ns
    assert keep(tmp_path, "a", ".txt", b"1") == one != two
    assert (tmp_path / one).stat().st_mtime_ns == stamp
    (tmp_path / ".x.part").touch()
    sweep(tmp_path, [one])
    assert [path.name for path in tmp_path.iterdir()] == [one]
