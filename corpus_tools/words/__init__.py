"""A text → its words, and how far a count is from chance.

The modules, each importing only from those above it::

    characters  A text as an array of code points, so that whole texts are looked up at once.
    likelihood  How far a two-by-two table is from what independence would give.
    segmenters  A string → its words, by jieba's accurate mode, through either of two engines.
    sentences   Where one ends and the next begins.
    spans       The stretches of a text that no segmenter may cut apart – numbers, slogans, Latin runs, taught signs.
"""
