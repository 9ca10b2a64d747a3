"""Rules: the package's own, and a researcher's own added."""

import pytest

from corpus_tools.rules import Rules
from corpus_tools.tables import SeedError


def folder(tmp_path, **written):
    for name, text in written.items():
        tmp_path.joinpath(name.replace("__", ".")).write_text(text, encoding="utf-8")
    return tmp_path


def test_a_line_is_added_and_another_is_unknown_to_it(tmp_path):
    own = Rules.read(folder(tmp_path, units__tsv="管\t管\tcount\n"))
    assert ("管", "管", "count") in own.rows("units")
    assert ("管", "管", "count") not in Rules().rows("units")
    assert own != Rules()
    assert own.hash != Rules().hash


def test_a_line_wins_over_the_packages_with_the_same_key(tmp_path):
    first = Rules().rows("units")[0]
    own = Rules.read(folder(tmp_path, units__tsv=f"{first[0]}\tX\tcount\n"))
    assert [row for row in own.rows("units") if row[0] == first[0]] == [(first[0], "X", "count")]


def test_lists_of_settings_are_added_to(tmp_path):
    own = Rules.read(folder(tmp_path, bylines__toml='not_names = ["云麓影像"]\n'))
    assert own.table("bylines")["not_names"] == [*Rules().table("bylines")["not_names"], "云麓影像"]


def test_tables_of_settings_are_merged(tmp_path):
    own = Rules.read(folder(tmp_path, periods__toml='[years]\n"大前年" = -3\n'))
    assert own.table("periods")["years"] == {**Rules().table("periods")["years"], "大前年": -3}


def test_rules_that_say_the_same_are_the_same(tmp_path):
    assert Rules.read(tmp_path) == Rules.read(tmp_path / "none") == Rules()
    assert hash(Rules.read(tmp_path)) == hash(Rules())
    assert len({Rules(), Rules.read(tmp_path)}) == 1


def test_the_hash_of_the_packages_own_is_computed_once():
    assert Rules().hash is Rules().hash


@pytest.mark.parametrize(
    ("name", "text", "problem", "line"),
    [
        ("unit.tsv", "管", "not a file of rules; there are .*units.tsv", None),
        ("layout_weights.tsv", "a", "not a file of rules", None),
        ("units.tsv", "管\n", "3 to 4 fields", 1),
        ("fold.tsv", "ab\tc\n", "two single characters", 1),
        ("guards.tsv", "(\t\tnote\texample\n", "no regular expression", 1),
        ("units.tsv", "# own\n管\t管\tcount\ta\tb\tc\td\n", "3 to 4 fields", 2),
        ("units.tsv", "\t管\n", "the first not empty", 1),
        ("bylines.toml", "not_names = [", "not valid TOML", None),
        ("bylines.toml", "not_nmes = []", "unknown key 'not_nmes'; there are .*not_names", None),
        ("bylines.toml", "not_names = 'a'", "must be a list, not a str", None),
    ],
)
def test_what_cannot_be_used_is_named_with_file_and_line(tmp_path, name, text, problem, line):
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(SeedError, match=problem) as raised:
        Rules.read(tmp_path)
    assert raised.value.path == str(tmp_path / name)
    assert raised.value.line == line


def test_bytes_that_are_not_utf_8_are_named(tmp_path):
    (tmp_path / "units.tsv").write_bytes("管".encode("gbk"))
    with pytest.raises(SeedError, match="not UTF-8"):
        Rules.read(tmp_path)
