"""Bundles that are older than what they were made from."""

import corpus_jobs as made
import pandas as pd
import pytest

from corpus_tools.corpus.opening import open_corpus
from corpus_tools.report.bundles import outdated_bundles
from corpus_tools.report.export import save_table

FILE = "湖南日报-2024-03-01-p01.txt"
CHANGES = {
    "a file that has changed": (f"issues/{FILE}", made.make_page(9).text, [f"{FILE} has changed"]),
    "a file that is gone": (f"issues/{FILE}", None, [f"{FILE} is no longer among the seeds"]),
    "a new word": ("lexicon/words.tsv", "机耕道\tn\n", ["the word list has changed"]),
    "a new unit": ("rules/units.tsv", "穗\t穗\tcount\n", ["the rules have changed"]),
    "another dictionary of topics": ("lexicon/topics.toml", "# 2", ["topics.toml has changed"]),
    "a new issue": ("issues/湖南日报-2024-03-09-p01.txt", made.make_page(9).text, []),
}


@pytest.fixture
def kit(tmp_path):
    """Seeds with a store and one table that was made from them, beside files that are none."""
    seeds = made.make_seeds(tmp_path / "seeds", days=2)
    topics = made.put(seeds / "lexicon/topics.toml", "# 1")
    corpus = open_corpus(tmp_path / "store", seeds=seeds)
    save_table(pd.DataFrame({"n": [1]}), tmp_path / "figures/run/01_table", corpus=corpus, inputs=[topics])
    made.put(tmp_path / "figures/run/manifest.json", "{}")
    made.put(tmp_path / "figures/run/no.json", "{")
    return tmp_path


@pytest.mark.parametrize(("name", "content", "reasons"), CHANGES.values(), ids=CHANGES)
def test_what_has_changed_is_said(kit, name, content, reasons):
    seeds, figures = kit / "seeds", kit / "figures"
    assert outdated_bundles(figures, seeds, open_corpus(kit / "store", seeds=seeds)) == []
    (seeds / name).unlink(missing_ok=True)
    if content is not None:
        made.put(seeds / name, content)
    found = outdated_bundles(figures, seeds, open_corpus(kit / "store", seeds=seeds))
    assert [(one.record.name, list(one.reasons)) for one in found] == ([("01_table.json", reasons)] if reasons else [])
