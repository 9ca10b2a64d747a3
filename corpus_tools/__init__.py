"""A research kit for Chinese newspaper issues: from raw pages to tables and figures.

A file becomes an `Issue`, issues become articles, articles become tokens and quantities, and these become counts, topics
and figures. The modules and packages, each importing only from those above it::

    tables        What one row is: the tables that every part of the kit takes and gives.
    sources/      A file → its text and what is stated of it: newspaper, date, page.
    issues        A file → Issue: the text of a newspaper issue or page, with its newspaper, date and page.
    pages/        The lines of a page → the articles on it.
    articles      Issue → Parsed: its articles, its lines, and the repairs that it took.
    selfchecks    Pages whose markup states every field → how well the text parser does on them when it is not told.
    numerals      Numerals of Chinese prose → numbers: 一千二百余 → 1200, ">".
    prose/        A sentence → the statistics that it states.
    periods       Articles → every date and period that they state, one a row.
    quantities    Articles → one row per statistic that the text states.
    audit         Whether the numbers of a text agree with each other: parts and wholes, changes and levels, headline and body.
    words/        A text → its words, and how far a count is from chance.
    lexicon       Vocabulary, stop words, and a segmenter of its own.
    tokens        Articles → one row per token, with the characters it came from.
    counts        Tokens → how often each term stands in each group, by one DuckDB query for a table or a folder of Parquet.
    recounts      The counts that other segmentations of the same articles would have given.
    terms         Counts → how frequent, how evenly spread and how certain each term is.
    keyness       Which terms one set of counts has more of, or less, than another.
    collocations  Which terms stand near a term more often than chance would have it, and the network they make.
    concordances  Where a word stands, in its context, with the way back to the page.
    diversity     How many different words a text uses, measured so that its length does not decide.
    new_words     Strings that hold together and stand freely, but are in no dictionary; a sheet to review them.
    topics        Tokens → topics: which policy areas each article speaks of, by a dictionary of weighted words.
    drawing/      Tables → what a figure is made of, and how it is written.
    plots         Tokens and terms → Axes: one drawing each, with how far a single issue can be trusted beside every number.
    export        Axes or a table → files for a paper, with their provenance: the same inputs give the same bytes.
    review        Parsed → one HTML page to check the parse by eye, and to correct it.
    explorers     Tables that answer while one types, for a notebook that somebody reads in JupyterLab.
    runs          A run: every notebook executed from `seeds/`, with what it made in one folder of `figures/`.
    cli           The commands: `corpus run`, `corpus parse FILE`, `corpus review FILE`.
"""

from corpus_tools.issues import Issue, read_issues
from corpus_tools.articles import Parsed, parse_issues, restore
from corpus_tools.periods import find_periods
from corpus_tools.quantities import find_quantities
from corpus_tools.audit import audit_quantities
from corpus_tools.lexicon import Lexicon
from corpus_tools.tokens import tokenise
from corpus_tools.new_words import accept_words, find_new_words, save_word_sheet
from corpus_tools.counts import count_terms
from corpus_tools.recounts import recount_terms
from corpus_tools.terms import score_terms
from corpus_tools.keyness import dictionary_counts, keyness
from corpus_tools.collocations import collocates, collocation_network
from corpus_tools.concordances import concordance
from corpus_tools.diversity import lexical_diversity
from corpus_tools.topics import Topics, tag_topics
from corpus_tools.drawing.style import house_style
from corpus_tools.drawing.page_plots import plot_ledger, plot_page
from corpus_tools.plots import plot_dispersion, plot_frequency_dispersion, plot_keyness, plot_profile, plot_ranking
from corpus_tools.drawing.clouds import plot_cloud
from corpus_tools.drawing.network_plots import plot_network
from corpus_tools.drawing.topic_plots import plot_topic_map, plot_topic_shares
from corpus_tools.drawing.quantity_plots import plot_growth, plot_money
from corpus_tools.drawing.table_figures import plot_statistics
from corpus_tools.export import save_figure, save_table
from corpus_tools.review import write_review
from corpus_tools.explorers import explore_concordance

__all__ = [
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
