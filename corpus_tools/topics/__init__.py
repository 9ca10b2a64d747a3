"""Tokens → topics: which policy areas each article speaks of.

The modules, each importing only from those above it::

    dictionary  Dictionaries: a file of topics → its words, rules and exclusions, checked, each with its source.
    matching    Matching: where the words and rules of a dictionary stand in tokens, the longest word first.
    scoring     Scores: matches → the share of each topic in each article, the topic an article is given, and what that rests on.
    evidence    Evidence: why an article has a topic, word by word; which words the dictionary may lack.
"""
