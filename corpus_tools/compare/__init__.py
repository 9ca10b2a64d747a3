"""Comparison: issues against issues, texts against texts, and any of it over time.

The modules, each importing only from those above it::

    shingles   A text → a number for every run of twelve characters, by which equal passages are found.
    reuse      Repeated text: which articles share passages, and which passages.
"""
