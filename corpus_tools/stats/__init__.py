"""Tokens → counts, and what can be said of them: rates, dispersion, keyness, collocations, diversity.

The modules, each importing only from those above it::

    counts        Counts: tokens → how often each term stands in each group, by one DuckDB query for a table or a folder of Parquet.
    sensitivity   Recounts: the counts that other segmentations of the same articles would have given.
    terms         Terms: counts → how frequent, how evenly spread and how certain each term is.
    association   Likelihood: how far a two-by-two table is from what independence would give.
    keyness       Keyness: which terms one set of counts has more of, or less, than another.
    collocations  Collocations: which terms stand near a term more often than chance would have it, and the network they make.
    concordance   Concordances: where a word stands, in its context, with the way back to the page.
    diversity     Diversity: how many different words a text uses, measured so that its length does not decide.
"""
