"""What was once a traceback, a hang, a wrong result or a silent loss: each case gives an error that says why, or what is right.

What is read from a folder of seeds is in `sources/test_bad_input.py` too, and what a table can be in `test_gate.py`.
"""

import json
import os
import re
import time

import pandas as pd
import pytest

import corpus_tools as ct
from corpus_tools.sources.issues import read_issues
from corpus_tools.tables import SeedError, empty, make_table

SECONDS = 10
BODY = "雨停了。\n\n　　全县收入163亿元，增长4.6%。\n"
TOKENS = ct.tokenise(pd.DataFrame({"article_id": ["a-01"], "text": ["县域经济"]}), ct.Lexicon())


def write(folder, **files):
    """Write files; a double underscore in a name is a dot, text is UTF-8."""
    for name, content in files.items():
        path = folder / name.replace("__", ".")
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
    return folder


def read(folder, **files):
    return read_issues(write(folder, **files))


def row(folder, **fields):
    """The issues of a table of articles with one row."""
    return read(folder, a__jsonl=json.dumps({"title": "春耕", "body": "雨停了。"} | fields, ensure_ascii=True))


def listed(folder, line, **files):
    return read(folder, **({"a__txt": BODY} | files), issues__csv=f"file,newspaper,date\n{line}\n")


def lexicon(folder, content):
    write(folder, words__tsv=content)
    return ct.Lexicon.read(folder)


def topic(folder, words, **more):
    said = "\n".join(f"{name} = {value}" for name, value in more.items())
    return tagged(write(folder, t__toml=f'[[topic]]\nlabel = "水"\nenglish = "Water"\n{said}\n{words}\n') / "t.toml")


def tagged(path):
    return ct.tag_topics(TOKENS, path).articles


def corrected(folder, text):
    return read(folder, a__txt=BODY, corrections__toml=text)


def quantities(text):
    return ct.find_quantities(pd.DataFrame({"article_id": ["a"], "date": ["2024-01-13"], "text": [text]}))


def ids(issues):
    return [issue.issue_id for issue in issues]


def says(issues, what):
    """Whether something is said of what was not used or not sure."""
    return any(
        re.search(what, said)
        for said in [*map(str, issues.failed), *(note for issue in issues for note in issue.notes)]
    )


def bad_name(folder):
    """A file whose name is no text, and one whose name is."""
    write(folder, b__txt=BODY)
    with open(os.fsencode(folder) + b"/\xc7\xe5.txt", "wb") as file:  # noqa: PTH123 – a name of bytes
        file.write(BODY.encode())
    return read_issues(folder)


def dangling(folder):
    write(folder, a__txt=BODY)
    (folder / "b.txt").symlink_to("nowhere.txt")
    return read_issues(folder)


def folder_of_words(folder):
    (folder / "words.tsv").mkdir()
    return ct.Lexicon.read(folder)


def in_sub_folder(folder):
    (folder / "sub").mkdir()
    (folder / "sub/b.txt").write_text(BODY, encoding="utf-8")
    return listed(folder, "sub/b.txt,清河日报,2024-01-13")


def two_tables(folder):
    """Parquet of two tables in one folder."""
    empty("articles").to_parquet(folder / "a.parquet")
    pd.DataFrame({"x": [1.5]}).to_parquet(folder / "b.parquet")
    return folder


TERMS = make_table("terms", [{"term": "雨", "n": 1, "per_10k": 1.0}])
SAID = [  # name, what is done, what the error says
    ("EUC-JP", lambda f: read(f, a__txt=("春の耕作が始まりました。新聞の記事です。ひらがなとカタカナ。" * 20).encode("euc-jp")), "Japanese"),
    ("a column twice in issues.csv", lambda f: read(f, a__txt=BODY, issues__csv="file,date,date\na.txt,2024-01-13,2024-01-14\n"), "column date twice"),
    ("five fields of a word", lambda f: lexicon(f, "智赋\tn\tmine\t120\tx\n"), "line 1: 5 fields"),
    ("a lexicon of nothing", lambda _: ct.Lexicon.read(None), "path"),
    ("rules of nothing", lambda _: ct.Rules.read(None), "folder must be str | Path – None"),
    ("words that are text", lambda _: ct.Lexicon(words=("智赋",)), "Word"),
    ("two topics of one name", lambda f: topic(f, "words.3 = ['水库']\n[[topic]]\nlabel = '水'\nenglish = 'Wells'\nwords.1 = ['县域']"), "two topics of one name"),
    ("a misspelt table beside topics", lambda f: topic(f, "words.3 = ['水库']\n[[topics]]\nlabel = '田'\nenglish = 'Fields'\nwords.1 = ['县域']"), "unknown key – 'topics'"),
    ("a unit of no dimension", lambda f: ct.Rules.read(write(f, units__tsv="茶篓\t茶篓\tkount\n")), "line 1: 'kount' in field 3"),
    ("a wording of no list", lambda f: ct.Rules.read(write(f, wordings__tsv="grwth noun\t增率\n")), "line 1: 'grwth noun' in field 1"),
    ("rules that are text", lambda _: ct.find_quantities(pd.DataFrame({"article_id": ["a"], "text": [BODY]}), rules="x"), "rules must be Rules"),
    ("Shift-JIS", lambda f: read(f, a__txt="春の耕作が始まりました。新聞の記事です。ひらがな".encode("shift_jis")), "encoding|Japanese|GB"),
    ("UTF-8 read as Latin-1", lambda f: read(f, a__txt="春耕开始了，本报记者张一山报道。".encode().decode("latin-1").encode()), "was read as latin-1 and saved again"),
    ("half a character", lambda f: row(f, title="雨\ud800停"), "title holds half a character"),
    ("title NaN", lambda f: row(f, title=float("nan")), "NaN is no value"),
    ("title Infinity", lambda f: row(f, title=float("inf")), "Infinity is no value"),
    ("100,000 lists in lists", lambda f: read(f, a__jsonl="[" * 100_000 + "]" * 100_000), None),
    ("newspaper of lines", lambda f: row(f, newspaper="清河\n日报\x00", date="2024-01-13", page=3), None),
    ("page -1", lambda f: row(f, newspaper="清河日报", date="2024-01-13", page=-1), "page"),
    ("newspaper of 5,000 characters", lambda f: listed(f, f"a.txt,{'清' * 5000},2024-01-13"), "newspaper|long"),
    ("cell of 200 kB", lambda f: listed(f, f"a.txt,{'清' * 200_000},2024-01-13"), None),
    ("absolute path in issues.csv", lambda f: listed(f, f"{f}/a.txt,清河日报,2024-01-13"), None),
    ("table of corrections misspelt", lambda f: corrected(f, '[[corrections]]\nfile = "a.txt"\n'), "correction"),
    ("value that is a list", lambda f: corrected(f, '[[correction]]\nfile = "a.txt"\nline = 1\ntext = "雨停"\ndecision = "title"\nvalue = ["x"]\n'), None),
    ("lists in lists of corrections", lambda f: corrected(f, f"a = {'[' * 10_000}{']' * 10_000}"), None),
    ("a frequency in the column of the source", lambda f: lexicon(f, "智赋\tn\t120\n"), "line 1: a source is a word, and the frequency the fourth column"),
    ("nan in the column of the source", lambda f: lexicon(f, "智赋\tn\tnan\n"), "a source is a word"),
    ("a line end in a cell of issues.csv", lambda f: listed(f, '"a.txt","清河\u2028日报",2024-01-13'), "line 2: .*holds a line break"),
    ("a quote that never ends", lambda f: listed(f, '"a.txt,清河日报,2024-01-13\na.txt,白水报,2024-01-14'), "no list that can be read: unexpected end of data"),
    ("a table of 20,000 columns for Excel", lambda f: ct.save_table(pd.DataFrame({f"c{n}": [1] for n in range(20_000)}), f / "t.xlsx"), "too large for Excel – 1 rows, 20,000 columns"),
    ("numbers without end", lambda _: ct.plot_ranking(TERMS.assign(per_10k=float("inf"))), "column 'per_10k' must be numbers; it holds inf"),
    ("a change of one period", lambda _: ct.change_points(empty("series"), span=1), "two periods at least – span=1"),
    ("one name for two sides", lambda _: ct.plot_keyness(empty("keyness"), names=["target"]), "names are those of target and reference"),
    ("articles without ids", lambda _: ct.count_mentions(empty("mentions"), pd.DataFrame()), "table lacks"),
    ("a folder of two tables", lambda f: ct.find_reuse(two_tables(f)), "the tables cannot be read together"),
    ("commas for tabs", lambda f: lexicon(f, "智赋万企,n,x,120\n"), "tab|sign|word"),
    ("word of 100,000 characters", lambda f: lexicon(f, f"{'智' * 100_000}\tn\n"), None),
    ("word that prints nothing", lambda f: lexicon(f, "\u200b\tn\n"), None),
    ("NUL in a word", lambda f: lexicon(f, "智\x00赋\tn\n"), None),
    ("words.tsv is a folder", folder_of_words, None),
    ("HTML for words", lambda f: lexicon(f, "<html><body>智赋</body></html>\n"), None),
    ("no topics there", lambda f: tagged(f / "nope.toml"), "nope.toml"),
    ("topic without words", lambda f: topic(f, "words = {}"), None),
    ("topic with an empty list", lambda f: topic(f, "words.3 = []"), None),
    ("weight nan", lambda f: topic(f, 'words.nan = ["县域"]'), None),
    ("weight 0", lambda f: topic(f, 'words.0 = ["县域"]'), None),
    ("weight inf", lambda f: topic(f, 'words.inf = ["县域"]'), None),
    ("weight -1", lambda f: topic(f, 'words.-1 = ["县域"]'), None),
    ("terms that are numbers", lambda f: topic(f, "words.1 = [1, 2]"), None),
    ("terms of mixed types", lambda f: topic(f, 'words.1 = ["县域", 2]'), None),
    ("a path of bytes", lambda f: read_issues(os.fsencode(f)), "path"),
    ("a path that is None", lambda _: read_issues(None), "path"),
]  # fmt: skip
RIGHT = [  # name, what is done, what holds of the result
    ("newspaper that is a path", lambda f: row(f, newspaper="/abs/x", date="2024-01-13", page=3), lambda made: ids(made) == ["abs_x-2024-01-13-p03"]),
    ("body under text", lambda f: read(f, a__jsonl='{"article_id": "x-01", "title": "春耕", "text": "雨停了。"}'), lambda made: "雨停了。" in made[0].text),
    ("body that is a list", lambda f: row(f, body=["雨停了。", "风起了。"]), lambda made: "雨停了。\n" in made[0].text and "[" not in made[0].text),
    ("byline that is a list", lambda f: row(f, byline=["张一山", "李小川"]), lambda made: "张一山" in made[0].text and "[" not in made[0].text),
    ("page 第三版", lambda f: row(f, newspaper="清河日报", date="2024-01-13", page="第三版"), lambda made: made[0].page == "03"),
    ("a pattern in issues.csv", lambda f: listed(f, "*.txt,清河日报,2024-01-13"), lambda made: made[0].newspaper == "清河日报" or made.failed),
    ("a file of a sub-folder in issues.csv", in_sub_folder, lambda made: "清河日报" in {issue.newspaper for issue in made} or made.failed),
    ("newspaper ../../x", lambda f: listed(f, "a.txt,../../x,2024-01-13"), lambda made: ids(made) == ["x-2024-01-13"]),
    ("newspaper /evil", lambda f: listed(f, "a.txt,/evil,2024-01-13"), lambda made: ids(made) == ["evil-2024-01-13"]),
    ("newspaper of signs", lambda f: listed(f, "a.txt,a:b*?<>|,2024-01-13"), lambda made: ids(made) == ["a_b-2024-01-13"]),
    ("dangling link", dangling, lambda made: len(made) == 1 and says(made, r"b\.txt")),
    ("name that is no text", bad_name, lambda made: ct.parse_issues(made).articles["issue_id"].map(str.encode).all()),
    ("range from 0 to 0", lambda _: quantities("增长5-3亿，100—1万，0-0，0~0超%，超0%"), lambda made: made["value"].abs().lt(1e15).all()),
    ("ratio of 400 digits", lambda _: quantities(f"人口比为1:{'9' * 400}，收入{'9' * 400}亿元"), lambda made: not made["value"].isin([float("inf")]).any()),
]  # fmt: skip


@pytest.mark.parametrize(("name", "act", "said"), SAID, ids=[name for name, *_ in SAID])
def test_what_is_refused_with_the_reason(tmp_path, name, act, said):
    start = time.process_time()
    with pytest.raises((SeedError, ValueError), match=said) as caught:
        act(tmp_path)
    assert len(str(caught.value)) > 10
    assert type(caught.value) in {SeedError, ValueError}
    assert time.process_time() - start < SECONDS


@pytest.mark.parametrize(("name", "act", "holds"), RIGHT, ids=[name for name, *_ in RIGHT])
@pytest.mark.skipif(os.name == "nt", reason="links, and names of bytes")
def test_what_is_read_aright(tmp_path, name, act, holds):
    start = time.process_time()
    assert holds(act(tmp_path))
    assert time.process_time() - start < SECONDS
