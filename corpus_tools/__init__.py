"""A research kit for Chinese newspaper issues: from raw pages to tables and figures.

A file becomes an `Issue`, issues become articles, articles become tokens and quantities, and these become counts, topics
and figures. The modules and packages, each importing only from those above it::

    tables       What one row is: the tables that every part of the kit takes and gives.
    rules        The word lists, units, patterns and weights by which text is read, with a researcher's own added.
    text/        What is said once and used everywhere: numerals, units, sentences, the calendar, names of people and papers.
    sources/     A file → Issue: its text, and what is stated of it: newspaper, date, page.
    layout/      The lines of a page → the role and the boundary of each, and how sure that is.
    articles/    Labelled lines → the articles of an issue, and the repairs that it took.
    quantities/  Text → the statistics and the periods that it states.
    tokens/      Articles → one row per token, with the characters it came from; the vocabulary that decides the cuts.
    stats/       Tokens → counts, and what can be said of them: rates, dispersion, keyness, collocations, diversity.
    topics/      Tokens → topics: which policy areas each article speaks of.
    corpus/      seeds → tables in files, made once, on any executor; and the tables of the issues one chooses.
    plots/       Tables → Axes: one drawing each, and the style that they share.
    report/      Axes and tables → files for a paper, with their provenance; the review page; runs of the notebooks.
    cli          The commands: `corpus run`, `corpus parse FILE`, `corpus review FILE`.
"""

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
from corpus_tools.topics.dictionary import Topics, tag_topics
from corpus_tools.corpus.build import build_corpus
from corpus_tools.corpus.opening import Corpus, open_corpus
from corpus_tools.plots.style import house_style
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
from corpus_tools.plots.topics import plot_topic_map, plot_topic_shares
from corpus_tools.plots.quantities import plot_growth, plot_money
from corpus_tools.plots.tables import plot_statistics
from corpus_tools.report.export import save_figure, save_table
from corpus_tools.report.review import write_review
from corpus_tools.report.widgets import explore_concordance

__all__ = [
    "Rules",
    "Issue",
    "read_issues",
    "Parsed",
    "parse_issues",
    "restore",
    "find_periods",
    "find_quantities",
    "audit_quantities",
    "Lexicon",
    "tokenise",
    "accept_words",
    "find_new_words",
    "save_word_sheet",
    "count_terms",
    "recount_terms",
    "score_terms",
    "dictionary_counts",
    "keyness",
    "collocates",
    "collocation_network",
    "concordance",
    "lexical_diversity",
    "Topics",
    "tag_topics",
    "build_corpus",
    "open_corpus",
    "Corpus",
    "house_style",
    "plot_ledger",
    "plot_page",
    "plot_dispersion",
    "plot_frequency_dispersion",
    "plot_keyness",
    "plot_profile",
    "plot_ranking",
    "plot_cloud",
    "plot_network",
    "plot_topic_map",
    "plot_topic_shares",
    "plot_growth",
    "plot_money",
    "plot_statistics",
    "save_figure",
    "save_table",
    "write_review",
    "explore_concordance",
]
