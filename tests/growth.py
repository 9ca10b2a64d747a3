"""How the time of each step grows with a text of one sign or phrase over and over: `python tests/growth.py [LENGTH …]` prints the table.

A row that grows too fast is measured again with two and four times the text: what is so at every length is so.
"""

import gc
import sys
import tempfile
import time
from pathlib import Path

import pandas as pd

import corpus_tools as ct

# Runs that are real (leaders, rules, tables of figures, broken entities) and runs that make bad patterns look back.
UNITS = (
    "1", "１", "一", "、", "…", "—", "·", "。", ",", "（", "）", "“", "《", "雨 ", "雨——雨", "雨 ——", "（雨", "“雨", "　", "a", "年", "月", "万", "亿", "%", "第", "比", "县", "\u0301", "的",
    "1.", "1,", "1、", "1—", "1-", "1/", "1%", "1万", "1亿元", "2024年", "1月", "1日", "去年", "同比", "增长", "增长1%，", "分别", "分别1、", "其中", "从1到", "由1%升至",
    "（记者", "本报记者", "本报", "新华社", "《一》", "“一”", "①", "（一）", "百分之", "百分点", "每", "每1人", "张", "张一山 ", "、1", "和1个", "不", "超过", "1倍", "市县", "第一",
    "一是", "前1个月", "1至1", "雨停了。", "雨停了，", "\n", "1\n", "雨\n", "——\n", "雨停了。\n", "　　雨停了。\n", "本报讯\n", "（下转第一版）\n", "①雨\n", "1.雨\n",
    "春耕开始\n\n本报记者 张一山\n\n　　雨停了。全县收入163亿元，增长4.6%。\n\n", "春耕\n本报讯（记者 张一山）雨停了，风起了。\n", "雨停了（下转第二版）\n（上接第一版）风起了。\n", "地区 收入 增长\n清河 16.3 4.6%\n",
)  # fmt: skip
ONCE = "去年，张一山说，全省收入16.3亿元，同比增长4.6%，其中一二三产业分别增长1%、2%、3%。1,1、（一）“三高四新”雨停了。"  # what is done once is done by it
SLACK = 0.05  # seconds that count for nothing: what is done once, and the clock


def articles(text):
    return pd.DataFrame(
        {"article_id": ["a-01"], "issue_id": ["a"], "date": ["2024-01-13"], "title": [text[:40]], "text": [text]},
        dtype="str",
    )


def read(text):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "清河日报-2024-01-13.txt"
        path.write_text(f"雨{text}雨", encoding="utf-8")
        return ct.read_issues(path)


def issue(text):
    return [ct.Issue("a.txt", f"雨{text}雨", "清河日报", "2024-01-13", "01")]


def review(parsed):
    with tempfile.TemporaryDirectory() as folder:
        return ct.write_review(parsed, Path(folder) / "a.html")


LEXICON = ct.Lexicon()
# function: what prepares its argument, and itself
STEPS = {
    "read": (lambda text: text, read),
    "parse": (issue, ct.parse_issues),
    "tokenise": (articles, lambda table: ct.tokenise(table, LEXICON)),
    "quantities": (articles, ct.find_quantities),
    "periods": (articles, ct.find_periods),
    "new words": (articles, lambda table: ct.find_new_words(table, LEXICON)),
    "review": (lambda text: ct.parse_issues(issue(text)), review),
}


def seconds(step, unit, length):
    """Return the processor time of a step on a text of about `length` characters; the better of two where it is short."""
    prepare, function = STEPS[step]
    given = prepare(unit * (length // len(unit)))
    taken = []
    gc.collect()
    gc.freeze()  # what the process holds already is no part of the time
    while not taken or (len(taken) < 2 and taken[0] < 0.5):
        start = time.process_time()
        function(given)
        taken.append(time.process_time() - start)
    gc.unfreeze()
    return min(taken)


def grows(step, unit, small, times=8):
    """Return the time at a length and at `times` the length."""
    return seconds(step, unit, small), seconds(step, unit, small * times)


def too_fast(first, last, most=12):
    """Tell whether the time grew more than `most` times."""
    return last > most * first + SLACK


if __name__ == "__main__":
    lengths = [int(each) for each in sys.argv[1:]] or [1000, 2000, 4000, 8000]
    for step in STEPS:
        STEPS[step][1](STEPS[step][0](ONCE))
        for unit in UNITS:
            for more in (1, 2, 4):  # again, and longer, where the clock was disturbed
                taken = [seconds(step, unit, length * more) for length in lengths]
                mark = "  <-- more than 12 times" if too_fast(taken[0], taken[-1]) else ""
                times = f"{more} × " if more > 1 else "    "
                print(f"{step:10} {unit!r:18} {times}{'  '.join(f'{each:8.4f}' for each in taken)}{mark}", flush=True)
                if not mark:
                    break
