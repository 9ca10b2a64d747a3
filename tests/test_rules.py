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
        ("units.tsv", "篓\t篓\tcount\t12\n", "field 4 of units.tsv lists Chinese characters", 1),
        ("guards.tsv", "(a+)+$\t\tnote\texample\n", "takes twice as long for each sign more", 1),
        ("guards.tsv", "年\t(?:一+)*。\tnote\texample\n", "takes twice as long for each sign more", 1),
        ("patterns.tsv", "period: start\tsearch\t(由\t由\t于\tnote\n", "no regular expression", 1),
        ("patterns.tsv", "period: strt\tsearch\t由\t由\t于\tnote\n", "'period: strt' in field 1 .* is none of", 1),
        ("localities.tsv", "虎渡\t虎渡县\tkontinent\t湖南省\n", "'kontinent' in field 3", 1),
        ("cues.tsv", "陡增\tupp\n", "'upp' in field 2", 1),
        ("units.tsv", "管\t管\tcount\n篓\0\t篓\tcount\n", "control character", 2),
        ("bylines.toml", "roles = " + "9" * 10_000, "not valid TOML", None),
        ("bylines.toml", "roles = [5]", "'roles' lists what is str", None),
        ("headlines.toml", "column_forms = ['(']", "no regular expression", None),
        ("layout.toml", "[signs]\nown = '(一*)*$'", "takes twice as long", None),
        ("bylines.toml", "a = " + "[" * 50_000, "not valid TOML", None),
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
