"""Tokens of made articles, and a small dictionary, for the tests of topics."""

from corpus_tools.tables import make_table

DICTIONARY = """
[[topic]]
label = "茶业"
english = "Tea"
words.3 = ["茶叶", "春茶"]
words.1 = ["采摘", "市场"]

[[topic]]
label = "县域经济"
english = "County economy"
words.2 = ["县域经济", "县域", "市场"]
"""


def tokens(*articles):
    """Tokens of articles given as words; a full stop ends a sentence."""
    rows = []
    for number, words in enumerate(articles, 1):
        place, sentence = 0, 0
        for position, term in enumerate(words):
            rows.append(
                {
                    "article_id": f"t-{number:02d}",
                    "position": position,
                    "start": place,
                    "end": place + len(term),
                    "sentence": sentence,
                    "term": term,
                }
            )
            place += len(term)
            sentence += term == "。"
    return make_table("tokens", rows)
