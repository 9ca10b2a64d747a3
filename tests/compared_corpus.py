"""Small corpora made up for the tests of comparison: articles as rows, built into a store."""

import json
from itertools import count

from corpus_tools.corpus.build import build_corpus
from corpus_tools.corpus.executors import Serial
from corpus_tools.corpus.opening import open_corpus

TOPICS = """
[[topic]]
label = "茶业"
english = "Tea"
words.3 = ["春茶", "茶园", "茶农"]

[[topic]]
label = "水利"
english = "Water"
words.3 = ["水库", "渠道", "灌区"]
"""
TEA = "临川县的茶农清早上山，春茶今天上市。茶园里一片忙碌，茶农把鲜叶送到合作社。"
WATER = "青岩市的水库开闸放水，渠道里水声不断。灌区的干部说，今年的用水有了保障。"


def make_corpus(folder, rows, **files):
    """A corpus of `rows` (date, body, and what else a row of a .jsonl file has); `files` go beside the issues."""
    numbers = count(1)
    plain = [{"newspaper": "青岩日报", "page": "1", "title": f"标题之{next(numbers)}号", **row} for row in rows]
    write(folder / "seeds/issues/rows.jsonl", "\n".join(json.dumps(row, ensure_ascii=False) for row in plain))
    for name, text in files.items():
        write(folder / "seeds" / name.replace("__", "/").replace("_toml", ".toml"), text)
    build_corpus(folder / "seeds", folder / "store", executor=Serial())
    return open_corpus(folder / "store")


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
