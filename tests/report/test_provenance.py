"""The record of how a file came about."""

import hashlib
import json

import pytest

from corpus_tools.report.provenance import PACKAGES, provenance
from corpus_tools.rules import Rules
from corpus_tools.sources.issues import Issue


def test_inputs_are_named_by_file_and_digest(tmp_path):
    path = tmp_path / "words.tsv"
    path.write_bytes(b"a")
    assert provenance([path, Issue("seeds/issues/b.txt", "", sha256="cd")])["inputs"] == {
        "b.txt": "cd",
        "words.tsv": hashlib.sha256(b"a").hexdigest(),
    }


def test_the_record_is_the_same_each_time_and_fits_into_json():
    assert json.dumps(provenance(parameters={"b": 1, "a": 2})) == json.dumps(provenance(parameters={"a": 2, "b": 1}))


def test_versions_are_those_installed():
    assert set(provenance()["packages"]) == set(PACKAGES)


def test_an_input_that_is_not_there_is_an_error_that_names_it():
    with pytest.raises(OSError, match=r"none\.txt"):
        provenance(["none.txt"])


def test_the_rules_that_were_read_with_are_named_by_their_hash(tmp_path):
    (tmp_path / "units.tsv").write_text("管\t管\tcount\n", encoding="utf-8")
    own = Rules.read(tmp_path)
    assert provenance([own])["rules"] == own.hash != provenance()["rules"]
    assert provenance([own])["inputs"] == {}
