"""Articles → one row per token, with the characters it came from; the vocabulary that decides the cuts.

The modules, each importing only from those above it::

    spans       Spans: the stretches of a text that no segmenter may cut apart – numbers, slogans, Latin runs, taught signs.
    lexicon     Lexicon: vocabulary, stop words, and a segmenter of its own.
    tokenise    Tokens: articles → one row per token, with the characters it came from.
    new_words   New words: strings that hold together and stand freely, but are in no dictionary; a sheet to review them.
"""
