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

Its public names stand here; a name's module is imported when the name is asked for, so that a worker process, or a script
that needs one function, does not wait for the others.
"""

from importlib import import_module
from typing import Any, Final

# Where each public name is defined, in the order of the straight line from page to figure.
PLACES: Final = {
    "rules": ("Rules",),
    "sources.issues": ("Issue", "read_issues"),
    "articles.parse": ("Parsed", "parse_issues", "restore"),
    "quantities.periods": ("find_periods",),
    "quantities.extract": ("find_quantities",),
    "quantities.audit": ("audit_quantities",),
    "tokens.lexicon": ("Lexicon",),
    "tokens.tokenise": ("tokenise",),
    "tokens.new_words": ("accept_words", "find_new_words", "save_word_sheet"),
    "stats.counts": ("count_terms",),
    "stats.sensitivity": ("recount_terms",),
    "stats.terms": ("score_terms",),
    "stats.keyness": ("dictionary_counts", "keyness"),
    "stats.collocations": ("collocates", "collocation_network"),
    "stats.concordance": ("concordance",),
    "stats.diversity": ("lexical_diversity",),
    "topics.dictionary": ("Topics", "tag_topics"),
    "corpus.build": ("build_corpus",),
    "corpus.opening": ("Corpus", "open_corpus"),
    "plots.style": ("house_style",),
    "plots.pages": ("plot_ledger", "plot_page"),
    "plots.terms": ("plot_dispersion", "plot_frequency_dispersion", "plot_keyness", "plot_profile", "plot_ranking"),
    "plots.cloud": ("plot_cloud",),
    "plots.network": ("plot_network",),
    "plots.topics": ("plot_topic_map", "plot_topic_shares"),
    "plots.quantities": ("plot_growth", "plot_money"),
    "plots.tables": ("plot_statistics",),
    "report.export": ("save_figure", "save_table"),
    "report.review": ("write_review",),
    "report.widgets": ("explore_concordance",),
}

__all__ = [name for names in PLACES.values() for name in names]


def __getattr__(name: str) -> Any:
    """Return a public name from its module."""
    for place, names in PLACES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{place}"), name)
    msg = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(msg)


def __dir__() -> list[str]:
    """Return the public names, for those who look for one."""
    return sorted([*globals(), *__all__])
