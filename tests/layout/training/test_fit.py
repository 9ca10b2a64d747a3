import json

import pytest
from generated_pages import make_page

from corpus_tools.layout.training import fit as fitting
from corpus_tools.layout.training.made_pages import Sample


def samples(number):
    """A made page with its roles: a body line goes on where the one before broke off."""
    rows = make_page(number, articles=3, damage=["break"]).rows
    broken = [False, *(row.role == "body" and not row.text.endswith("。") for row in rows)]
    return [Sample(row.text, row.article, row.role, goes_on=late) for row, late in zip(rows, broken, strict=False)]


@pytest.fixture(scope="module")
def pages():
    return [fitting.prepare(samples(number)) for number in range(6)]


@pytest.fixture(scope="module")
def rows(pages):
    return fitting.fit(pages, rounds=40)


def test_small_weights_are_left_out(rows):
    assert rows
    assert min(abs(row[3]) for row in rows) >= fitting.SMALL / 2


def test_weights_are_written_as_they_are_read(tmp_path, rows):
    fitting.write_weights(rows, tmp_path / "weights.tsv", "Made pages.")
    lines = (tmp_path / "weights.tsv").read_text(encoding="utf-8").splitlines()
    read = [tuple(line.split("\t")) for line in lines if not line.startswith("#")]
    assert [(*row[:3], float(row[3])) for row in read] == rows
    assert "# Made pages." in lines


def test_a_page_held_out_is_not_read(tmp_path):
    for day in ("2024-03-03", "2024-03-04"):
        (tmp_path / f"{day}-01.txt").write_text("春\n", encoding="utf-8")
        (tmp_path / f"{day}-01.truth.json").write_text('{"lines": []}', encoding="utf-8")
    assert len(fitting.read_pages([tmp_path], without=["2024-03-04"])) == 1


def test_variants_are_the_same_again():
    page = samples(1)
    once, twice = (fitting.vary([page], times=2, seed=5) for _ in range(2))
    assert once == twice
    assert once[0] != once[1]


def test_the_same_inputs_give_the_same_fingerprint_wherever_they_stand(tmp_path):
    for folder, text in (("one", "春\n"), ("two", "春\n"), ("three", "秋\n")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(text, encoding="utf-8")
    one, two, three = (fitting.fingerprint([tmp_path / folder], []) for folder in ("one", "two", "three"))
    assert one == two != three


def test_one_command_gives_the_same_bytes_again(tmp_path, monkeypatch):
    page = make_page(3, articles=3, damage=["break"])
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("\n".join(row.text for row in page.rows) + "\n", encoding="utf-8")
    lines = [{"n": n, "a": row.article, "role": row.role, "cont": False, "ops": []} for n, row in enumerate(page.rows)]
    (tmp_path / "in" / "a.truth.json").write_text(json.dumps({"lines": lines}), encoding="utf-8")
    for name in ("one", "two"):
        monkeypatch.setattr("sys.argv", ["fit", str(tmp_path / "in"), "--out", str(tmp_path / name), "--variants", "4"])
        fitting.main()
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert "# --articles none --variants 4" in (tmp_path / "one").read_text(encoding="utf-8")
