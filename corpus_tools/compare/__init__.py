"""Comparison: issues against issues, texts against texts, and any of it over time.

The modules, each importing only from those above it::

    shingles      A text → a number for every run of twelve characters, by which equal passages are found.
    reuse         Repeated text: which articles share passages, and which passages.
    intervals     Intervals of rates and shares whose observations come in articles or issues, not one by one.
    periods       A day → the week, month, quarter or year that it lies in; and whether one follows another.
    statements    The statistics of a corpus made comparable: under one key, with their sign.
    series        How often a term stands, how high a statistic is, how much agency copy is printed, over time.
    topic_shares  Topics of a whole corpus, some months in memory at a time; their shares over time.
    contrasts     Whether a series stands higher after a day than before it, and where it changes its level.
    shifts        Word shifts: which words make two texts differ, and how much of the difference each is.
    rates         Rates of two groups of articles, compared by what varies: the article or the issue, not the token.
    groups        What is compared with what: issues, newspapers, days, pages, columns, as articles of two sides.
    evidence      The places in the text behind a row, as lines that `explain` can take apart again.
    vocabulary    Words and set phrases (提法) of two groups: which are new, gone, or stand more or less often.
    indicators    Indicators whose value, period or target moved.
    imprints      What is printed around the text: bylines, datelines, agencies; and the style of two groups.
    issues        Two groups of issues → one table of what differs, each row with the places behind it.
    baseline      A frozen baseline: what is usual in a reference period, and which new issues fall outside it.
    naming        How far characters are those of names, by the names that the dictionary lists.
    persons       Where a Chinese personal name stands in a text, by a model whose weights can be read.
    person_fit    The weights of that model, from tagged news.
    divisions     In which province and prefecture a place lay in a year.
    mentions      Which persons and places the articles name, each with its sentence.
"""
