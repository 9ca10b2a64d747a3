"""What the names of files state."""

import json
from pathlib import Path

import pytest

from corpus_tools.sources.file_names import read_file_name, read_folder_name, wrong_date

CASES = json.loads((Path(__file__).parent.parent / "cases" / "file_names.json").read_text(encoding="utf-8"))


def stated(case):
    return {one.field: list(one.values) for one in read_file_name(Path(case["name"]))}


@pytest.mark.parametrize("case", CASES["in the news"] + CASES["negative"], ids=lambda case: case["name"])
def test_names(case):
    assert stated(case) == case["stated"]


@pytest.mark.parametrize("case", CASES["known failures"], ids=lambda case: case["why"])
@pytest.mark.xfail
def test_known_failures(case):
    assert stated(case) == case["stated"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("清河日报2024-01-13/3.txt", {"newspaper": "清河日报", "date": "2024-01-13", "page": "03"}),
        ("2024年1月13日/第十二版.txt", {"date": "2024-01-13", "page": "12"}),
        ("bjrb_20240113/A02.txt", {"newspaper": "北京日报", "date": "2024-01-13", "page": "A02"}),
        ("清河日报/3.txt", {"newspaper": "清河日报"}),
        ("2024-01-13/雨3.txt", {"date": "2024-01-13"}),
        ("scans of 2024-01-13/3.txt", {}),
        ("issues/3.txt", {}),
        ("2024-01-13 2024-01-14/3.txt", {}),
    ],
)
def test_folders(name, said):
    assert {one.field: one.values[0] for one in read_folder_name(Path(name))} == said


@pytest.mark.parametrize(
    ("name", "wrong"), [("hnrb-2024-02-30.txt", True), ("hnrb-2024-02-29.txt", False), ("notes.txt", False)]
)
def test_a_day_that_the_calendar_lacks(name, wrong):
    assert wrong_date(Path(name)) is wrong
