"""Tokens → topics: which policy areas each article speaks of.

The modules, each importing only from those above it::

    dictionary  Tokens → topics: which policy areas each article speaks of, by a dictionary of weighted words.
"""
