"""Labelled lines → the articles of an issue, and the repairs that it took.

The modules, each importing only from those above it::

    habits         What a reader states of a newspaper, and what the pages at hand propose to be stated.
    headlines      The lines of a headline → column name, kicker, title, subtitle.
    repairs        The changes that the parser made, one a row, and the way back to the source.
    loops          Text that a recogniser read several times over: the same stretch again and again, back to back.
    assignment     The lines of an issue, each with its role and its article: what the layout, the markup or a reader decided.
    assemble       The lines of one article → its paragraphs, its headline, its fields.
    continuations  Articles that turn to another page: the parts put together, the copies recognised.
    parse          Issue → Parsed: its articles, its lines, and the repairs that it took.
    evaluation     Pages whose markup states every field → how well the text parser does on them when it is not told.
"""
