"""Tables → what a figure is made of, and how it is written.

The modules, each importing only from those above it::

    fonts           The typeface of the figures: Noto Sans SC as one static TrueType file, built once from the installed package.
    style           The house style: one look, one language and one column width for all figures of a paper.
    callouts        Names beside points, none upon another: as many as there is room for, in the order given.
    clouds          Terms → a word cloud that can be measured: areas follow a stated column, and every word is text, not pixels.
    documents       A table → a document: CSV, LaTeX or Excel, as bytes that depend on the table alone.
    network_plots   A collocation network → Axes.
    page_plots      The parse of a page → Axes: where each article stands in the file, and what it is made of.
    provenance      The record of how a file came about: inputs, vocabulary, parameters, versions. The same run gives the same record.
    quantity_plots  Quantities → Axes: what the issue states, each number with its time, its place and its sentence.
    table_figures   Quantities → a table as a figure: every statistic with its time, its place and the sentence that states it.
    topic_plots     Topics → Axes: which article speaks of what, and how much of the issue each topic takes.
"""
