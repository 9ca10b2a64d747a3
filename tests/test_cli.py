"""The commands: what they print, and one clear line for whatever cannot be done."""

import shutil
from pathlib import Path

import pytest

from corpus_tools.cli import main

ROOT = Path(__file__).resolve().parent.parent
SEED = next((ROOT / "seeds/issues").glob("*.txt"))
USAGE = 2


def said(capsys):
    """The one line that a failed command printed on standard error."""
    out, err = capsys.readouterr()
    assert out == ""
    assert "Traceback" not in err
    assert len(err.splitlines()) == 1, err
    return err


def seeds_with(tmp_path, name, content):
    folder = tmp_path / "seeds" / "issues"
    folder.mkdir(parents=True)
    if content is not None:
        (folder / name).write_bytes(content)
    return folder.parent


BAD = [
    ("none.txt", None, "no "),
    ("empty.txt", b"", "empty"),
    ("blank.txt", b" \n\xe3\x80\x80\n", ""),
    ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "no text"),
    ("broken.txt", "第一行\n".encode() + b"\xff\xfe\xfa\x81\x20\xff\n", ""),
]


@pytest.mark.parametrize(("name", "content", "words"), BAD, ids=[case[0] for case in BAD])
def test_a_bad_seed_is_one_clear_line(tmp_path, capsys, name, content, words):
    seeds = seeds_with(tmp_path, name, content)
    code = main(
        ["run", "--seeds", str(seeds), "--figures", str(tmp_path / "figures"), "--folder", str(ROOT / "notebooks")]
    )
    line = said(capsys)
    assert code == 1
    assert words in line
    assert (name if content is not None else "issues") in line


def test_an_unknown_notebook_is_named(tmp_path, capsys):
    assert main(["run", "99_nothing", "--folder", str(ROOT / "notebooks"), "--figures", str(tmp_path)]) == 1
    line = said(capsys)
    assert "99_nothing" in line
    assert "01_articles" in line


def test_figures_that_cannot_be_written(tmp_path, capsys):
    (tmp_path / "figures").write_text("a file where a folder is needed", encoding="utf-8")
    code = main(
        [
            "run",
            "01",
            "--seeds",
            str(ROOT / "seeds"),
            "--folder",
            str(ROOT / "notebooks"),
            "--figures",
            str(tmp_path / "figures"),
        ]
    )
    assert code == 1
    assert "figures" in said(capsys)


@pytest.mark.parametrize("arguments", [[], ["unknown"], ["parse"]])
def test_wrong_usage_ends_with_two(arguments, capsys):
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == USAGE
    assert "usage: corpus" in capsys.readouterr().err


def test_parse_lists_the_articles(capsys):
    assert main(["parse", str(SEED)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("湖南日报-2024-01-13-01")
    assert "8 articles" in lines


def test_parse_writes_the_tables(tmp_path, capsys):
    assert main(["parse", str(SEED), "--out", str(tmp_path)]) == 0
    written = capsys.readouterr().out.splitlines()
    assert {Path(name).stem for name in written} == {"articles", "lines", "repairs", "quantities"}
    assert all(Path(name).is_file() for name in written)


def test_review_writes_one_page(tmp_path, capsys):
    shutil.copy(SEED, tmp_path / "page.txt")
    assert main(["review", str(tmp_path / "page.txt"), "--out", str(tmp_path / "review.html")]) == 0
    assert capsys.readouterr().out.strip() == str(tmp_path / "review.html")
