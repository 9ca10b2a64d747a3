"""Axes and tables → files for a paper, with their provenance; the review page; runs of the notebooks.

The modules, each importing only from those above it::

    provenance  The record of how a file came about: inputs, vocabulary, rules, parameters, versions. The same run gives the same record.
    documents   A table → a document: CSV, LaTeX or Excel, as bytes that depend on the table alone.
    export      Axes or a table → files for a paper, with their provenance: the same inputs give the same bytes.
    review      Parsed → one HTML page to check the parse by eye, and to correct it.
    widgets     Explorers: tables that answer while one types, for a notebook that somebody reads in JupyterLab.
    runs        A run: every notebook executed from `seeds/`, with what it made in one folder of `figures/`.
"""
