"""The lines of a page → the articles on it.

The modules, each importing only from those above it::

    sights         One line of a page as it looks: its length, its punctuation, the signs that it carries.
    cuts           What speaks for a line going on in the middle of a paragraph that an earlier line broke off.
    links          The vocabulary that the lines of a page share: pairs of characters that recur.
    pagelines      The lines of a page: every non-blank line of an issue, with its place in the text.
    evidence       What can be seen of each line of a page, in named features: its shape, its signs, its neighbours, its vocabulary.
    decoding       The best sequence of places for a page, and how sure each of them is: a chain with weights for its steps.
    places         The places that a line can have on a page, and which may follow which.
    layout         What each line of a page is: its place in an article, and how sure that is.
    restyling      Pages with known roles, and the habits of other newspapers put on them: what the weights are fitted on.
    answers        Pages whose roles are known → the places that each of their lines may be given.
    headlines      The lines of a headline → column name, kicker, title, subtitle.
    repairs        The changes that the parser made, one a row, and the way back to the source.
    entries        The lines of an issue, each with its role and its article: what the layout, the markup or a reader decided.
    loops          Text that a recogniser read several times over: the same stretch again and again, back to back.
    drafts         The lines of one article → its paragraphs, its headline, its fields.
    continuations  Articles that turn to another page: the parts put together, the copies recognised.
    fitting        Fit the weights of the page parser: ``python -m corpus_tools.pages.fitting PAGES… --out layout_weights.tsv``.
"""
