"""What differs between two runs: rows counted, causes named."""

import json

import pytest

from corpus_tools.cli import main
from corpus_tools.report.differences import compare_runs, said


def run(folder, **tables):
    folder.mkdir(parents=True)
    for name, (rows, record) in tables.items():
        (folder / f"{name}.csv").write_text("term,n\n" + "\n".join(rows) + "\n", encoding="utf-8")
        (folder / f"{name}.json").write_text(json.dumps(record), encoding="utf-8")
    return folder


@pytest.fixture
def runs(tmp_path):
    old = run(
        tmp_path / "a",
        terms=(["春茶,2", "水库,1"], {"inputs": {"one": "1"}, "lexicon": "x"}),
        same=(["a,1"], {}),
        gone=(["a,1"], {}),
    )
    new = run(tmp_path / "b", terms=(["春茶,3", "水库,1", "茶园,1"], {"inputs": {"one": "1", "two": "2"}, "lexicon": "y"}),
              same=(["a,1"], {"packages": 1}), new=(["a,1"], {}))  # fmt: skip
    return old, new


def test_rows_and_causes(runs):
    found = compare_runs(*runs).set_index("name")
    assert found["state"].to_dict() == {"gone": "gone", "new": "new", "same": "same", "terms": "changed"}
    assert found.loc["terms", ["rows_before", "rows_after", "removed", "added"]].tolist() == [2, 3, 1, 2]
    assert found.loc["terms", "because"] == "inputs: two; lexicon"


def test_the_command_says_it_in_lines(runs, capsys):
    assert main(["diff", *map(str, runs)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1] == "1 changed, 1 gone, 1 new, 1 same"
    assert "changed  terms: 2 → 3 rows, 1 removed, 2 added (inputs: two; lexicon)" in lines
    assert list(said(compare_runs(runs[0], runs[0]))) == ["3 same"]


def test_a_folder_that_is_no_run(tmp_path, capsys):
    assert main(["diff", str(tmp_path), str(tmp_path)]) == 1
    assert "no run – " in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("terms.csv", b"\xff\xfe\x00", "no table that can be read"),
        ("terms.csv", b'term,n\n"a,1\n', "no table that can be read"),
        ("terms.json", b"{", "no record of a table"),
        ("terms.json", b"[1]", "no record of a table"),
        ("terms.json", b'{"inputs": [1]}', "no record of a table"),
        ("terms.json", b"[" * 100_000, "no record of a table"),
    ],
)
def test_what_cannot_be_read_is_named(runs, name, content, said):
    (runs[0] / name).write_bytes(content)
    with pytest.raises(ValueError, match=f"{said} – .*{name}"):
        compare_runs(*runs)


def test_a_record_without_inputs_is_compared(runs):
    (runs[0] / "terms.json").write_text('{"inputs": null, "lexicon": "y"}', encoding="utf-8")
    assert compare_runs(*runs).set_index("name").loc["terms", "because"] == "inputs: one, two"
