"""Exports: each form read back."""

import subprocess
import sys

import corpus_jobs as made
import pandas as pd
import pytest

from corpus_tools.corpus import export as exporting
from corpus_tools.corpus.export import export
from corpus_tools.corpus.opening import open_corpus


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    folder = tmp_path_factory.mktemp("export")
    return open_corpus(folder / "store", seeds=made.make_seeds(folder / "seeds", days=1))


READ = {
    "csv": lambda path: pd.read_csv(path, keep_default_na=False, dtype={"page": "str"}),
    "jsonl": lambda path: pd.read_json(path, lines=True, dtype=False),
    "xlsx": lambda path: pd.read_excel(path, keep_default_na=False, dtype={"page": "str"}),
    "parquet": pd.read_parquet,
}


@pytest.mark.parametrize("form", READ)
def test_each_form_holds_the_table(corpus, tmp_path, form):
    path = export(corpus, "counts", tmp_path / f"new/counts.{form}")
    expected = corpus.counts if form == "parquet" else corpus.dated(corpus.counts)
    pd.testing.assert_frame_equal(READ[form](path), expected, check_dtype=False)


def test_excel_reads_the_csv(corpus, tmp_path):
    assert export(corpus, "articles", tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_what_cannot_be_exported_is_told(corpus, tmp_path, monkeypatch):
    for table, name, said in (
        ("words", "w.csv", "'words' – there are issues"),
        ("counts", "c.doc", "'.doc' – there are .csv"),
    ):
        with pytest.raises(ValueError, match=said):
            export(corpus, table, tmp_path / name)
    monkeypatch.setattr(exporting, "SHEET_ROWS", 3)
    with pytest.raises(ValueError, match="too long for Excel"):
        export(corpus, "counts", tmp_path / "c.xlsx")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform != "linux", reason="limits of Linux")
@pytest.mark.parametrize("form", ["csv", "jsonl", "xlsx", "parquet"])
def test_a_full_disk_leaves_no_half_of_an_export(tmp_path, form):
    open_corpus(tmp_path / "store", seeds=made.make_seeds(tmp_path / "seeds", days=1))
    command = [sys.executable, "-m", "corpus_tools.cli", "export", "lines", "--store", str(tmp_path / "store"), "--format", form, "--out", str(tmp_path / f"out/lines.{form}")]  # fmt: skip
    limited = ["bash", "-c", 'ulimit -f 1; exec "$@"', "-", *command]
    said = subprocess.run(limited, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (said.returncode, "File too large" in said.stderr) == (1, True)
    assert "corpus: " in said.stderr
    assert list((tmp_path / "out").iterdir()) == []
