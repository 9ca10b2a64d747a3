"""A store holds what the direct way gives, file for file: siblings, letters, copies, several pages in a file, bad files."""

import json
from pathlib import Path

import corpus_jobs as made
import pandas as pd
import pytest

import corpus_tools as ct
from corpus_tools.corpus.build import build_corpus
from corpus_tools.corpus.executors import Serial
from corpus_tools.corpus.opening import open_corpus
from corpus_tools.corpus.stages import clusters_of
from corpus_tools.sources.seeds import read_desks

HEAD = "清河日报 2024年1月13日 星期六 第{page}版\n"
DECISION = '[[correction]]\nfile = "{file}"\nline = 1\ntext = "{text}"\ndecision = "role"\nvalue = "body"\n\n'
ARTICLE = '<html><body><div class="article"><h1>{title}</h1><div class="text"><p>{text}</p></div></div></body></html>'
LIST = '<html><body><div><a href="content_1.htm">春耕</a><a href="content_2.htm">秋收</a></div></body></html>'


def body(seed):
    return made.make_page(seed, articles=3).text


def mixed():
    """A folder of files that settle, repeat and contradict each other, by name."""
    turned = json.dumps(
        {"newspaper": "清河日报", "date": "2024-02-01", "page": "1", "title": "春耕", "body": "雨停了。"}
    )
    return {
        "day/1.txt": HEAD.format(page=1) + body(1),
        "day/2.txt": body(2),
        "day/3.txt": body(3),
        "清河日报-2024-01-20-p01.txt": body(4),
        "清河日报-2024-01-20-p02.txt": body(5),
        "again/清河日报-2024-01-20-p01.txt": body(4),
        "other/清河日报-2024-01-20-p01.txt": body(6),
        "bcrb-2024-03-01-1.txt": "清河日报\n" + body(7),
        "bcrb-2024-03-01-2.txt": body(8),
        "bcrb-2024-03-02-1.txt": body(9),
        "undated/a.txt": body(10),
        "undated/b.txt": body(11),
        "x/2024-05-01.txt": body(12),
        "y/2024-05-01.txt": body(13),
        "rows.jsonl": turned + "\n" + turned.replace("春耕", "秋收").replace("停", "下") + "\n",
        "empty.txt": "",
        "bad.jsonl": "{",
        "web/node_1.htm": LIST,
        "web/content_1.htm": ARTICLE.format(title="春耕", text="雨停了，农民下田插秧。"),
        "issues.csv": "file,newspaper,date,page\nundated/a.txt,岭东日报,2024-06-01,3\ngone.txt,岭东日报,,\n",
        "corrections.toml": "".join(
            DECISION.format(file=file, text=text)
            for file, text in (("bcrb-2024-03-01-1.txt", "清河日报"), ("undated/b.txt", "不是这一行的文字"))
        ),
    }


@pytest.fixture
def folder(tmp_path):
    for name, content in mixed().items():
        made.put(tmp_path / "seeds/issues" / name, content)
    return tmp_path / "seeds/issues"


def names(failed, folder):
    return sorted((Path(folder / error.path).relative_to(folder).as_posix(), error.line) for error in failed)


def same_as_direct(corpus, folder):
    """Hold every table of a corpus against the direct way."""
    read = ct.read_issues(folder)
    parsed = ct.parse_issues(read)
    order = {issue.issue_id: place for place, issue in enumerate(read)}
    places = {name: order[name.rpartition("-")[0]] for name in parsed.articles["article_id"]}
    direct = {
        "articles": parsed.articles,
        "lines": parsed.lines,
        "repairs": parsed.repairs,
        "quantities": ct.find_quantities(parsed.articles),
        "periods": ct.find_periods(parsed.articles),
    }
    imprint = ["issue_id", "newspaper", "date", "page", "date_source"]
    issues = pd.DataFrame([{name: getattr(issue, name) for name in imprint} for issue in read], dtype="str")
    by_name = corpus.issues.sort_values("issue_id", key=lambda ids: ids.map(order), ignore_index=True)
    pd.testing.assert_frame_equal(by_name[imprint], issues)
    assert by_name["notes"].tolist() == ["; ".join(issue.notes) for issue in read]
    assert by_name["path"].tolist() == [Path(issue.path).relative_to(folder).as_posix() for issue in read]
    for name, table in direct.items():
        key, known = ("article_id", places) if "issue_id" not in table else ("issue_id", order)
        found = getattr(corpus, name).sort_values(
            key, key=lambda ids, known=known: ids.map(known), kind="stable", ignore_index=True
        )
        pd.testing.assert_frame_equal(found, table)
    assert names(corpus.failed, folder) == names(read.failed, folder)


def test_a_store_holds_what_the_direct_way_gives(folder, tmp_path):
    corpus = open_corpus(tmp_path / "store", seeds=folder.parent)
    same_as_direct(corpus, folder)
    assert len(corpus.issues) == 14
    assert [name for name, _ in names(corpus.failed, folder)].count("corrections.toml") == 1
    assert {"清河日报-2024-01-20-p01-a", "清河日报-2024-01-20-p01-b"} <= set(corpus.issue_ids)
    before = made.times(tmp_path / "store")
    assert build_corpus(folder.parent, tmp_path / "store").built == ()
    assert made.times(tmp_path / "store") == before


CHANGES = {
    "a page that dates its siblings goes": ("day/1.txt", None),
    "a page of another day comes": ("day/4.txt", "清河日报 2024年1月14日 星期日 第4版\n雪。"),
    "the first of two of one id goes": ("清河日报-2024-01-20-p01.txt", None),
    "a copy is one no more": ("again/清河日报-2024-01-20-p01.txt", "风起了。"),
    "a bad file is mended": ("empty.txt", "天晴了。"),
    "an article comes to its list": ("web/content_2.htm", ARTICLE.format(title="秋收", text="收了八百斤稻谷。")),
    "decisions go": ("corrections.toml", None),
    "the register goes": ("issues.csv", None),
}


@pytest.mark.parametrize(("name", "content"), CHANGES.values(), ids=CHANGES)
def test_it_does_so_after_every_change(folder, tmp_path, name, content):
    build_corpus(folder.parent, tmp_path / "store", executor=Serial())
    if content is None:
        (folder / name).unlink()
    else:
        made.put(folder / name, content)
    build_corpus(folder.parent, tmp_path / "store", executor=Serial())
    same_as_direct(open_corpus(tmp_path / "store"), folder)


def test_a_new_sibling_costs_only_the_pages_that_it_says_something_of(tmp_path):
    for page in (1, 2, 3):
        made.put(tmp_path / f"issues/清河日报-2024-01-13-{page}.txt", body(page))
        made.put(tmp_path / f"issues/清河日报-x-{page}.txt", body(10 + page))
    build_corpus(tmp_path, tmp_path / "store", executor=Serial())
    made.put(tmp_path / "issues/清河日报-x-4.txt", body(20))
    assert build_corpus(tmp_path, tmp_path / "store", executor=Serial()).built == ("清河日报-x-4",)


def test_files_are_read_with_those_that_can_be_their_siblings(tmp_path):
    together = [
        ["bcrb-2024-03-01-1.txt", "bcrb-2024-03-01-2.txt"],
        ["bcrb-2024-03-02-1.txt"],
        ["x/2024-05-01-1.txt", "x/2024-99-01-1.txt"],
        ["a/1.txt", "a/2.jsonl"],
        ["b/1.txt"],
        ["web/content/2024-01/13/content_1.htm", "web/layout/2024-01/13/node_1.htm"],
    ]
    files = [made.put(tmp_path / name, "雨停了。") for group in together for name in group]
    found = clusters_of(files, read_desks(files, tmp_path), tmp_path)
    assert [[file.relative_to(tmp_path).as_posix() for file in group] for group in found] == together
