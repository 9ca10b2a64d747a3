"""What no one should put into the seeds, and someone will: an error that says what is wrong, or the text; never a hang."""

import json
import time
from pathlib import Path

import pytest

from corpus_tools.sources.issues import read_issues
from corpus_tools.tables import SeedError

CASES = json.loads((Path(__file__).parent.parent / "cases/bad_input/sources.json").read_text(encoding="utf-8"))
SECONDS = 5


def content(file):
    """The text of a file as a case gives it: whole, or as something that is repeated."""
    return file if isinstance(file, str) else file["head"] + file["repeat"] * file["times"] + file["tail"]


@pytest.fixture
def given(tmp_path):
    def given(case):
        for name, file in case["files"].items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(content(file), encoding="utf-8", newline="")
        return tmp_path / case["read"]

    return given


@pytest.mark.parametrize("case", [case for case in CASES if "error" in case], ids=lambda case: case["id"])
def test_what_is_refused(given, case):
    start = time.process_time()
    with pytest.raises(SeedError) as caught:
        read_issues(given(case))
    assert case["error"] in str(caught.value)
    assert time.process_time() - start < case.get("seconds", SECONDS)


@pytest.mark.parametrize("case", [case for case in CASES if "ids" in case], ids=lambda case: case["id"])
def test_what_is_read(given, case):
    start = time.process_time()
    issues = read_issues(given(case))
    assert time.process_time() - start < case.get("seconds", SECONDS)
    assert [issue.issue_id for issue in issues] == case["ids"]
    assert [
        part for part, error in zip(case.get("failed", []), issues.failed, strict=True) if part not in str(error)
    ] == []
    assert case.get("text", issues[0].text) == issues[0].text
    assert case.get("note") in (None, *issues[0].notes)
    whole = "".join(issue.text for issue in issues)
    assert case.get("absent", "秘密") not in whole
    assert whole.encode()
