"""What holds where statements disagree, and what is said of it."""

import pytest

from corpus_tools.sources.imprints import settle
from corpus_tools.sources.sheets import Statement


def paper(source, *values):
    return Statement("newspaper", values, source)


@pytest.mark.parametrize(
    ("statements", "newspaper", "notes"),
    [
        ([], "", 0),
        ([paper("name", "甲报")], "甲报", 0),
        ([paper("name", "甲报"), paper("line", "甲报")], "甲报", 0),
        ([paper("name", "甲报"), paper("line", "乙报")], "甲报", 1),
        ([paper("code", "甲报", "乙报")], "", 1),
        ([paper("code", "甲报", "乙报"), paper("line", "乙报")], "乙报", 0),
        ([paper("code", "甲报", "乙报"), paper("line", "丙报")], "丙报", 1),
        ([paper("code", "甲报", "乙报"), paper("line", "丙报"), paper("byline", "甲报")], "甲报", 1),
        ([paper("name", "甲报"), paper("line", "乙报"), paper("line", "乙报")], "甲报", 1),
    ],
)
def test_newspapers(statements, newspaper, notes):
    imprint = settle(statements)
    assert imprint.newspaper == newspaper
    assert len(imprint.notes) == notes


def test_the_source_of_the_date_is_that_of_the_statement_that_holds():
    stated = [Statement("date", ("2024-01-13",), "file name"), Statement("date", ("2024-01-14",), "line 2")]
    assert settle(stated).date_source == "file name"
    assert settle(stated).notes == ("date: 2024-01-13 (file name), but 2024-01-14 (line 2)",)
