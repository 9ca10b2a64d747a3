"""A research kit for Chinese newspaper issues: from raw pages to tables and figures.

A file becomes an `Issue`, issues become articles, articles become tokens and quantities, and these become counts, topics
and figures. The modules and packages, each importing only from those above it::

    arguments    What a public function is given, held to the types that it states.
    tables       What one row is: the tables that every part of the kit takes and gives.
    seed_files   Files that a reader was given, opened: nothing but files, inside their folders, no larger than can be read.
    rules        The word lists, units, patterns and weights by which text is read, with a researcher's own added.
    text/        What is said once and used everywhere: numerals, units, sentences, the calendar, names of people and papers.
    sources/     A file → Issue: its text, and what is stated of it: newspaper, date, page.
    layout/      The lines of a page → the role and the boundary of each, and how sure that is.
    articles/    Labelled lines → the articles of an issue, and the repairs that it took.
    quantities/  Text → the statistics and the periods that it states.
    tokens/      Articles → one row per token, with the characters it came from; the vocabulary that decides the cuts.
    stats/       Tokens → counts, and what can be said of them: rates, dispersion, keyness, collocations, diversity.
    topics/      Tokens → topics: which policy areas each article speaks of.
    corpus/      seeds → tables in files, each made once, on any executor; and the tables of the issues one chooses.
    compare/     What changed between issues, over time, and what was printed twice; persons and places by name.
    plots/       Tables → Axes: one drawing each, and the style that they share.
    report/      Axes and tables → files for a paper, with their provenance; the review page; runs of the notebooks.
    commands     What the commands on a store do: build, status, query, export, add, check; and habits.
    cli          The command line: `corpus run`, `corpus parse FILE`, `corpus review FILE`, and those commands.

A public name is imported when it is first used, so that a command which needs few of them starts at once.
"""

from functools import cache
from importlib import import_module
from types import FunctionType
from typing import TYPE_CHECKING

__version__ = "0.1.0"  # the only place where it stands

if TYPE_CHECKING:  # what editors and type checkers read; a test holds it against the names below
    from corpus_tools.tables import data_dictionary
    from corpus_tools.rules import Rules
    from corpus_tools.sources.issues import Issue, read_issues
    from corpus_tools.articles.parse import Parsed, parse_issues, restore
    from corpus_tools.quantities.periods import find_periods
    from corpus_tools.quantities.extract import find_quantities
    from corpus_tools.quantities.audit import audit_quantities
    from corpus_tools.tokens.lexicon import Lexicon
    from corpus_tools.tokens.tokenise import tokenise
    from corpus_tools.tokens.new_words import accept_words, find_new_words, save_word_sheet
    from corpus_tools.stats.counts import count_terms
    from corpus_tools.stats.sensitivity import recount_terms
    from corpus_tools.stats.terms import score_terms
    from corpus_tools.stats.keyness import dictionary_counts, keyness
    from corpus_tools.stats.collocations import collocates, collocation_network
    from corpus_tools.stats.concordance import concordance
    from corpus_tools.stats.diversity import lexical_diversity
    from corpus_tools.topics.scoring import Scoring, Topics, tag_topics
    from corpus_tools.topics.grouping import group_topics, pool_topics
    from corpus_tools.topics.evidence import explain_topic, suggest_topic_words
    from corpus_tools.topics.embedding import embed_texts
    from corpus_tools.topics.propagation import Propagation, propagate_topics
    from corpus_tools.topics.models import check_model_size, fit_topics
    from corpus_tools.topics.stability import compare_topic_numbers, topic_stability
    from corpus_tools.topics.coding import sample_for_coding
    from corpus_tools.topics.validation import Coding, score_coding
    from corpus_tools.corpus.build import build_corpus
    from corpus_tools.corpus.opening import Corpus, open_corpus
    from corpus_tools.compare.reuse import find_passages, find_reuse, leave_out_repeats
    from corpus_tools.compare.shifts import word_shift
    from corpus_tools.compare.series import agency_series, mention_series, quantity_series, term_series
    from corpus_tools.compare.topic_shares import read_topic_shares, topic_series
    from corpus_tools.compare.contrasts import change_points, contrast
    from corpus_tools.compare.evidence import explain
    from corpus_tools.compare.groups import articles_once, group_sizes, latest_day
    from corpus_tools.compare.issues import compare_issues
    from corpus_tools.compare.baseline import drift, freeze_baseline
    from corpus_tools.compare.vocabulary import group_counts
    from corpus_tools.compare.mentions import count_mentions, find_mentions
    from corpus_tools.plots.labels import name_articles
    from corpus_tools.plots.style import house_style
    from corpus_tools.plots.frames import plot_parts
    from corpus_tools.plots.pages import plot_ledger, plot_page
    from corpus_tools.plots.terms import (
        plot_dispersion,
        plot_frequency_dispersion,
        plot_keyness,
        plot_profile,
        plot_ranking,
    )
    from corpus_tools.plots.cloud import plot_cloud
    from corpus_tools.plots.network import plot_network
    from corpus_tools.plots.topics import plot_topic_map, plot_topic_shares, plot_topic_terms
    from corpus_tools.plots.topic_validation import plot_corrected_shares, plot_stability, plot_topic_numbers
    from corpus_tools.plots.quantities import plot_growth, plot_money
    from corpus_tools.plots.tables import plot_statistics
    from corpus_tools.plots.changes import plot_changes, plot_moved, plot_word_shift
    from corpus_tools.plots.series import plot_calendar, plot_series
    from corpus_tools.plots.reuse import plot_reuse
    from corpus_tools.report.export import save_figure, save_table
    from corpus_tools.report.results import Report
    from corpus_tools.report.review import write_review
    from corpus_tools.report.widgets import explore_concordance

# public name: the module that it is in
_HOMES = {
    "data_dictionary": "tables",
    "Rules": "rules",
    "Issue": "sources.issues",
    "read_issues": "sources.issues",
    "Parsed": "articles.parse",
    "parse_issues": "articles.parse",
    "restore": "articles.parse",
    "find_periods": "quantities.periods",
    "find_quantities": "quantities.extract",
    "audit_quantities": "quantities.audit",
    "Lexicon": "tokens.lexicon",
    "tokenise": "tokens.tokenise",
    "accept_words": "tokens.new_words",
    "find_new_words": "tokens.new_words",
    "save_word_sheet": "tokens.new_words",
    "count_terms": "stats.counts",
    "recount_terms": "stats.sensitivity",
    "score_terms": "stats.terms",
    "dictionary_counts": "stats.keyness",
    "keyness": "stats.keyness",
    "collocates": "stats.collocations",
    "collocation_network": "stats.collocations",
    "concordance": "stats.concordance",
    "lexical_diversity": "stats.diversity",
    "Scoring": "topics.scoring",
    "Topics": "topics.scoring",
    "tag_topics": "topics.scoring",
    "group_topics": "topics.grouping",
    "pool_topics": "topics.grouping",
    "explain_topic": "topics.evidence",
    "suggest_topic_words": "topics.evidence",
    "embed_texts": "topics.embedding",
    "Propagation": "topics.propagation",
    "propagate_topics": "topics.propagation",
    "check_model_size": "topics.models",
    "fit_topics": "topics.models",
    "compare_topic_numbers": "topics.stability",
    "topic_stability": "topics.stability",
    "sample_for_coding": "topics.coding",
    "Coding": "topics.validation",
    "score_coding": "topics.validation",
    "build_corpus": "corpus.build",
    "Corpus": "corpus.opening",
    "open_corpus": "corpus.opening",
    "find_passages": "compare.reuse",
    "find_reuse": "compare.reuse",
    "leave_out_repeats": "compare.reuse",
    "word_shift": "compare.shifts",
    "agency_series": "compare.series",
    "mention_series": "compare.series",
    "quantity_series": "compare.series",
    "term_series": "compare.series",
    "read_topic_shares": "compare.topic_shares",
    "topic_series": "compare.topic_shares",
    "change_points": "compare.contrasts",
    "contrast": "compare.contrasts",
    "explain": "compare.evidence",
    "articles_once": "compare.groups",
    "group_sizes": "compare.groups",
    "latest_day": "compare.groups",
    "compare_issues": "compare.issues",
    "drift": "compare.baseline",
    "freeze_baseline": "compare.baseline",
    "group_counts": "compare.vocabulary",
    "count_mentions": "compare.mentions",
    "find_mentions": "compare.mentions",
    "name_articles": "plots.labels",
    "house_style": "plots.style",
    "plot_parts": "plots.frames",
    "plot_ledger": "plots.pages",
    "plot_page": "plots.pages",
    "plot_dispersion": "plots.terms",
    "plot_frequency_dispersion": "plots.terms",
    "plot_keyness": "plots.terms",
    "plot_profile": "plots.terms",
    "plot_ranking": "plots.terms",
    "plot_cloud": "plots.cloud",
    "plot_network": "plots.network",
    "plot_topic_map": "plots.topics",
    "plot_topic_shares": "plots.topics",
    "plot_topic_terms": "plots.topics",
    "plot_corrected_shares": "plots.topic_validation",
    "plot_stability": "plots.topic_validation",
    "plot_topic_numbers": "plots.topic_validation",
    "plot_growth": "plots.quantities",
    "plot_money": "plots.quantities",
    "plot_statistics": "plots.tables",
    "plot_changes": "plots.changes",
    "plot_moved": "plots.changes",
    "plot_word_shift": "plots.changes",
    "plot_calendar": "plots.series",
    "plot_series": "plots.series",
    "plot_reuse": "plots.reuse",
    "save_figure": "report.export",
    "save_table": "report.export",
    "Report": "report.results",
    "write_review": "report.review",
    "explore_concordance": "report.widgets",
}

__all__ = list(_HOMES)


def __getattr__(name: str) -> object:
    """Return a public name from its module; a function so that it looks at what it is given."""
    if name not in _HOMES:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    return _public(name)


@cache
def _public(name: str) -> object:
    """Return a public name; the same object each time."""
    found = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    if not isinstance(found, FunctionType):
        return found
    function = import_module(f"{__name__}.arguments").held(found)
    function.__module__ = __name__  # where it is found, so that it can be pickled
    return function


def __dir__() -> list[str]:
    """Return what can be asked for, for completion."""
    return sorted({*globals(), *_HOMES})
