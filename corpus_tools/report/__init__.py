"""Axes and tables → files for a paper, with their provenance; the review page; runs of the notebooks.

The modules, each importing only from those above it::

    provenance  The record of how a file came about: inputs, vocabulary, rules, parameters, versions. The same run gives the same record.
    documents   A table → a document: CSV, LaTeX or Excel, as bytes that depend on the table alone.
    export      Axes or a table → files for a paper, with their provenance: the same inputs give the same bytes.
    highlights  The part of a cell that a row is about, marked in a notebook's tables.
    results     A figure or a table of a notebook in one call: captions, headers and sentences are data.
    bundles     A bundle → what it was made from that is no longer so: files, word list and rules that have changed since.
    webfont     The typeface of the figures for a page of HTML: its own characters, embedded.
    review      Parsed → one HTML page to check the parse by eye, and to correct it.
    widgets     Explorers: tables that answer while one types, for a notebook that somebody reads in JupyterLab.
    locks       One run at a time on a folder: a lock that ends with the process that holds it, however it ends.
    outputs     The folder of a run: what each notebook made, written aside and put in place whole, and the manifest of what stands there.
    contents    The folder of a run → what stands in it: figures and tables with their records, and all other files.
    methods     A run → its methods in words, and the dictionary of its data: every number is read from what the run wrote.
    paper       A run → a paper to begin from: LaTeX and Word documents with methods, figures, captions and tables.
    gallery     The gallery of a run: one self-contained page with its figures, what they show in words, and their origin.
    differences  Two runs → what differs between them: tables and figures, their rows, and why.
    translation  A notebook → the same notebook in another language: translations stand beside the cells.
    lab         JupyterLab on the notebooks: opened at the first one, with this Python as its kernel, and with Chinese shown.
    execution   A notebook → its executed copy, in a kernel of its own: the same bytes each time, whatever comes of it.
    runs        A run: every notebook executed from `seeds/`, with what it made in one folder of `figures/`.
"""
