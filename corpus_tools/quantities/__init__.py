"""Text → the statistics and the periods that it states.

The modules, each importing only from those above it::

    amounts     Amounts: what a measured stretch of text is worth: value, unit, and what blurs them.
    clauses     Clauses: the amounts of a sentence, each with the words before it taken apart, and the lists that they form.
    filters     Exclusions: amounts by their form that count nothing: slogans, size classes, names, ordinals without 第, idioms.
    periods     Articles → every date and period that they state, resolved against issue date and dateline to EDTF, one a row.
    comparison  Comparisons: what a change is measured against, and on what basis.
    kind        Kinds: what sort of statistic an amount is, with its unit, direction and ratio.
    words       Words: a sentence cut by jieba's accurate mode, each word with the tag that the dictionary gives it.
    localities  Localities: the places that a text names, with their rank and the province that they lie in.
    ranking     Ranking: of several candidates for a cell, one of them none, the likeliest, and how likely it is.
    context     Context: a text and a sentence taken apart, and what earlier statements leave to later ones.
    target      Targets: whether an amount is hoped for or has happened.
    period      Periods: the one that governs an amount, stated in its sentence or carried from one before.
    place       Places: the one that an amount belongs to, named in its sentence, carried from one before, or the newspaper's own.
    phrases     Phrases: the noun phrases around an amount that may name what it measures, each with what speaks for and against it.
    indicator   Indicators: what an amount measures: from its own words, from the list it stands in, or from the statement before.
    extract     Quantities: articles → one row per statistic that the text states.
    fit         Fit: the weights of the candidates for a cell, from labelled articles.
    audit       Audit: whether the numbers of a text agree with each other: parts and wholes, changes and levels, headline and body.
"""
