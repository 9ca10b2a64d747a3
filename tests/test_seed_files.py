"""What is opened is a file, in its folder, of a size that can be read; anything else is an error that says so, and nothing hangs."""

import os
import socket

import pytest

import corpus_tools as ct
from corpus_tools.seed_files import LARGEST_TEXT, MEGABYTE, read_beside, read_list, read_seed
from corpus_tools.sources.issues import read_issues
from corpus_tools.tables import SeedError

BODY = "雨停了。\n"
POSIX = pytest.mark.skipif(os.name == "nt", reason="pipes, and links without being asked")


def make_pipe(path):
    os.mkfifo(path)


def make_socket(path):
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(os.path.relpath(path))  # its name can be 100 bytes long


def make_large(path):
    with path.open("wb") as file:
        file.truncate(LARGEST_TEXT * MEGABYTE + 1)


def make_link_out(path):
    (path.parent.parent / "other.txt").write_text("geheim\tn\n", encoding="utf-8")
    path.symlink_to("../other.txt")


def make_ring(path):
    path.symlink_to(path.name)


ODD = {"pipe": make_pipe, "large": make_large, "link out": make_link_out, "ring": make_ring, "folder": os.mkdir}
LISTS = {
    "words.tsv": ct.Lexicon.read,
    "stopwords.tsv": ct.Lexicon.read,
    "units.tsv": ct.Rules.read,
    "bylines.toml": ct.Rules.read,
    "issues.csv": read_issues,
    "corrections.toml": read_issues,
}


def outcome(read, folder):
    """What is read, or what the error says."""
    try:
        return repr(read(folder))
    except SeedError as error:
        return str(error)


@pytest.fixture
def seeds(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text(BODY, encoding="utf-8")
    return tmp_path / "in"


@POSIX
@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("name", LISTS)
def test_a_list_that_is_no_file_in_its_folder_is_refused_or_left_alone(seeds, name, odd):
    if name in {"units.tsv", "bylines.toml"}:
        (seeds / "a.txt").unlink()
    ODD[odd](seeds / name)
    said = outcome(LISTS[name], seeds)
    assert "geheim" not in said
    assert name in said or odd in {"pipe", "folder", "ring"}  # what is no file is no list; a ring of links is nothing


@POSIX
@pytest.mark.parametrize("odd", [*ODD, "socket"])
@pytest.mark.parametrize("ending", [".txt", ".html", ".pdf", ".jsonl"])
def test_a_seed_that_is_no_file_stops_no_other(seeds, ending, odd, monkeypatch):
    monkeypatch.chdir(seeds)
    if odd == "large" and ending in {".pdf", ".jsonl"}:
        pytest.skip("may be larger")
    (ODD | {"socket": make_socket})[odd](seeds / f"b{ending}")
    found = read_issues(seeds)
    assert [issue.text for issue in found] == [BODY]
    assert [error.path.endswith(f"b{ending}") for error in found.failed] == ([] if odd == "folder" else [True])


def test_a_link_within_the_folder_is_read(seeds):
    (seeds / "words.tsv").symlink_to("a.txt")
    assert read_beside(seeds / "words.tsv").decode() == BODY


def test_what_is_said_of_a_file(seeds):
    with pytest.raises(SeedError, match=r"in: is no file but a folder, a pipe or a device"):
        read_seed(seeds)
    with pytest.raises(SeedError, match=r"no\.txt: cannot be opened: No such file"):
        read_seed(seeds / "no.txt")
    (seeds / "b.tsv").write_bytes("雨\n".encode() + b"\xff\n")
    with pytest.raises(SeedError, match=r"b\.tsv, line 2: not UTF-8 at byte 5"):
        read_list(seeds / "b.tsv")
    make_large(seeds / "c.txt")
    with pytest.raises(SeedError, match=r"c\.txt: is of 50,000,001 bytes; 50,000,000 are read at most"):
        read_seed(seeds / "c.txt")


@pytest.mark.parametrize(("text", "what"), [("雨\n" * 200_001, "200,002 lines"), ("雨停了。" * 2_500_001, "10,000,004 characters")])  # fmt: skip
def test_a_page_that_is_no_page_is_refused(seeds, text, what):
    (seeds / "b.txt").write_text(text, encoding="utf-8")
    found = read_issues(seeds)
    assert len(found) == 1
    assert what in str(found.failed[0])


def test_folders_in_folders_have_an_end(seeds):
    deep = seeds
    for _ in range(40):
        deep = deep / "d"
        deep.mkdir()
    (deep / "b.txt").write_text(BODY, encoding="utf-8")
    found = read_issues(seeds)
    assert len(found) == 1
    assert "32 folders deep" in str(found.failed[0])
