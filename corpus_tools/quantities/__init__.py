"""Text → the statistics and the periods that it states.

The modules, each importing only from those above it::

    wordings    Wordings: the lists of words by which a sentence tells what an amount in it is.
    amounts     Amounts: what a measured stretch of text is worth: value, unit, and what blurs them.
    heads       Heads: what stands before an amount, taken apart from right to left.
    clauses     Mentions: the amounts of one sentence with the text around each, and the lists that they form.
    filters     Exclusions: amounts by their form that count nothing: slogans, size classes, names, ordinals without 第, idioms.
    timelines   The dates and periods of one text, in reading order, resolved against the issue date and the dateline to EDTF.
    periods     Articles → every date and period that they state, one a row.
    comparison  Comparisons: what a change is measured against, and on what basis.
    kind        Kinds: what sort of statistic an amount is, from its unit and the words around it.
    indicator   Indicators: what an amount measures, as a noun phrase taken from the text around it.
    place       Localities: the places that a text names, and the one that an amount belongs to.
    period      Governors: the period that governs an amount, stated in its sentence or carried from one before.
    context     Scenes: a sentence taken apart, and what earlier statements leave to later ones.
    subjects    Subjects: the indicator of each statement: from its own words, from the list it stands in, or from the one before.
    target      Targets: whether an amount is hoped for or has happened.
    statements  Statements: one mention in its sentence → one row: kind, indicator, direction, period, place, comparison, target.
    extract     Quantities: articles → one row per statistic that the text states.
    audit       Audit: whether the numbers of a text agree with each other: parts and wholes, changes and levels, headline and body.
"""
