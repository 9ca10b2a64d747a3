"""How the weights of the page parser came about: pages with known roles, other papers' habits put on them, the fit.

The modules, each importing only from those above it::

    made_pages    Pages that were made from articles, with the role of each line: what the weights are fitted on.
    augmentation  House styles: made pages as other newspapers would have set them.
    targets       Pages whose roles are known → the labels that each of their lines may be given.
    likelihood    Log-likelihood of a linear-chain CRF and its gradient, shape (n_weights,).
    fit           Fit the weights of the page parser: ``python -m corpus_tools.layout.training.fit PAGES… --out layout_weights.tsv``.
"""
