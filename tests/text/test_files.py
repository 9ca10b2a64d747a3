import errno

import pytest
from lxml.etree import SerialisationError

from corpus_tools.text.files import sheet_errors, write, write_all


def test_a_file_stands_in_a_folder_that_is_made_for_it(tmp_path):
    write(tmp_path / "a/b/c.txt", b"rain")
    assert [path.name for path in (tmp_path / "a/b").iterdir()] == ["c.txt"]
    assert (tmp_path / "a/b/c.txt").read_bytes() == b"rain"


def test_of_several_files_none_is_written_where_one_cannot_be(tmp_path):
    (tmp_path / "first.txt").write_bytes(b"old")
    (tmp_path / "folder").write_bytes(b"a file, no folder")
    with pytest.raises(OSError, match="folder"):
        write_all({tmp_path / "first.txt": b"new", tmp_path / "folder/second.txt": b"new"})
    assert (tmp_path / "first.txt").read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["first.txt", "folder"]


def test_where_a_folder_stands_nothing_is_written_at_all(tmp_path):
    (tmp_path / "second.txt").mkdir()
    with pytest.raises(IsADirectoryError, match=r"second\.txt"):
        write_all({tmp_path / "first.txt": b"new", tmp_path / "second.txt": b"new"})
    assert [path.name for path in tmp_path.iterdir()] == ["second.txt"]


@pytest.mark.parametrize(
    ("said", "number"), [("IO_ENOSPC", errno.ENOSPC), ("IO_EFBIG", errno.EFBIG), ("IO_WRITE", errno.EIO)]
)
def test_what_lxml_says_of_a_disk_is_the_error_of_the_system(said, number):
    with pytest.raises(OSError) as found, sheet_errors():  # noqa: PT011 – its number is looked at
        raise SerialisationError(said)
    assert found.value.errno == number
