import json

from corpus_tools.layout.training.made_pages import Sample, read_page


def truth(**row):
    return {"n": 0, "a": 0, "role": "body", "cont": False, "ops": [], **row}


def test_a_page_is_read_with_its_truth(tmp_path):
    rows = [
        truth(role="kicker"),
        truth(n=2, role="jump"),
        truth(n=4, cont=True),
        truth(n=5, cont=True, ops=["orphan_tail"]),
    ]
    (tmp_path / "p.txt").write_text("春\n\n夏\n\n秋\n冬\n", encoding="utf-8")
    (tmp_path / "p.truth.json").write_text(json.dumps({"lines": rows}), encoding="utf-8")
    assert read_page(tmp_path / "p.txt") == [
        Sample("春", 0, "column", goes_on=False, gap=1),
        Sample("夏", 0, "note", goes_on=False, gap=1),
        Sample("秋", 0, "body", goes_on=True, gap=1),
        Sample("冬", 0, "body", goes_on=False, gap=0),
    ]


def test_what_announces_a_summary_is_no_subhead(tmp_path):
    (tmp_path / "p.txt").write_text("核心阅读\n田里的事\n", encoding="utf-8")
    rows = [truth(role="subhead"), truth(n=1, role="subhead")]
    (tmp_path / "p.truth.json").write_text(json.dumps({"lines": rows}), encoding="utf-8")
    assert [sample.role for sample in read_page(tmp_path / "p.txt")] == ["label", "subhead"]


def test_the_parts_of_a_headline_are_what_its_source_says(tmp_path):
    rows = [truth(role="title"), truth(n=1, role="title"), truth(n=2, a=1, role="title"), truth(n=3, a=1, role="title")]
    pages = {"lines": rows, "articles": [{"article_id": "x-01"}, {"article_id": "x-02"}]}
    (tmp_path / "p.txt").write_text("春耕时节\n茶园收了两成\n一座桥\n两岸春\n", encoding="utf-8")
    (tmp_path / "p.truth.json").write_text(json.dumps(pages), encoding="utf-8")
    found = read_page(tmp_path / "p.txt", {"x-01": {"kicker": "春耕时节", "headline": "茶园收了两成"}})
    assert [sample.role for sample in found] == ["kicker", "title", "headline", "headline"]
