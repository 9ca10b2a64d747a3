"""Tables → Axes: one drawing each, and the style that they share.

The modules, each importing only from those above it::

    fonts       The typeface of the figures: Noto Sans SC as one static TrueType file, built once from the installed package.
    labels      Words on figures: labels in the language of the style, large numbers as they are read, and the names of articles.
    style       The house style: one look, one language and one column width for all figures of a paper.
    fitting     Text that fits: measured, shortened, wrapped or set in fewer columns, so that nothing runs off a figure or over its neighbour.
    margins     Columns of text in the margin beside rows: in small type where there is less room, shortened where there is less yet.
    frames      Axes that know what they show: made as high as their rows, with their table, their notes and their part of a series.
    facts       The table that a figure shows → what can be said of it in words, one function for each kind of figure.
    alt_text    What a figure shows, in words: a short text and a long one for those who do not see it.
    scales      Logarithmic axes whose ticks fit, and whose coordinates are the same on every processor.
    callouts    Names beside points, none upon another: as many as there is room for, in the order given.
    pages       The parse of a page → Axes: where each article stands in the file, and what it is made of.
    terms       Tokens and terms → Axes: one drawing each, with how far a single issue can be trusted beside every number.
    cloud       Terms → a word cloud that can be measured: areas follow a stated column, and every word is text, not pixels.
    network     A collocation network → Axes: laid out by stress, so that the same ties give the same picture on every processor.
    topics      Topics → Axes: which article speaks of what, and how much of the issue each topic takes.
    topic_validation  How far topics can be trusted → Axes: corrected shares, the stability of a free model, the choice of k.
    quantities  Quantities → Axes: what the issue states, each number with its time, its place and its sentence.
    tables      Quantities → a table as a figure: every statistic with its time, its place and the sentence that states it.
    ruled       Ruled tables as figures: columns of given widths, cells wrapped, a heading between rules.
    changes     What changed → Axes: rates before and after, the words that make the difference, the statistics that moved.
    series      Series → Axes: one band above another with gaps where there are no issues; and a calendar of the issues at hand.
    reuse       Repeated text → Axes: which articles share how much.
"""
