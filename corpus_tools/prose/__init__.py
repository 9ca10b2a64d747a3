"""A sentence → the statistics that it states.

The modules, each importing only from those above it::

    units        Units and classifiers: what stands after a numeral, its canonical form and its dimension.
    measures     The stretches of a text that are one number with its unit, and must never be cut apart.
    amounts      What a measured stretch of text is worth: value, unit, and what blurs them.
    clocks       What a text has said of time so far, and the arithmetic of EDTF (ISO 8601-2) values on it.
    heads        What stands before an amount, taken apart from right to left.
    mentions     The amounts of one sentence with the text around each, and the lists that they form.
    wordings     The lists of words by which a sentence tells what an amount in it is.
    comparisons  What a change is measured against, and on what basis.
    dates        One expression of time and a clock → EDTF (ISO 8601-2): 去年前11个月, 2024-01-13 → 2023-01/2023-11.
    exclusions   Amounts by their form that count nothing: slogans, size classes, names, ordinals without 第, idioms.
    passages     The sentences of a text, and where a reader starts afresh.
    timelines    The dates and periods of one text, in reading order, resolved against the issue date and the dateline to EDTF.
    governors    The period that governs an amount, stated in its sentence or carried from one before.
    indicators   What an amount measures, as a noun phrase taken from the text around it.
    kinds        What sort of statistic an amount is, from its unit and the words around it.
    localities   The places that a text names, and the one that an amount belongs to.
    scenes       A sentence taken apart, and what earlier statements leave to later ones.
    subjects     The indicator of each statement: from its own words, from the list it stands in, or from the one before.
    targets      Whether an amount is hoped for or has happened.
    statements   One mention in its sentence → one row: kind, indicator, direction, period, place, comparison, target.
"""
