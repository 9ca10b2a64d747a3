"""The lines of a page → the role and the boundary of each, and how sure that is.

The modules, each importing only from those above it::

    sights             One line of a page as it looks: its length, its punctuation, the signs that it carries.
    line_breaks        What speaks for a line going on in the middle of a paragraph that an earlier line broke off.
    shared_vocabulary  The vocabulary that the lines of a page share: pairs of characters that recur.
    house_style        How the headlines of a page are marked, and which of those marks a short line has or lacks.
    lines              The lines of a page: every non-blank line of an issue, with its place in the text.
    columns            Narrow columns with one printed line a line: recognised, and put together into paragraphs.
    features           What can be seen of each line of a page, in named features: its shape, its signs, its neighbours, its vocabulary.
    crf                The best sequence of places for a page, and how sure each of them is: a chain with weights for its steps.
    labels             The places that a line can have on a page, and which may follow which.
    decode             What each line of a page is: its place in an article, and how sure that is.
    training/          How the weights of the page parser came about: pages with known roles, other papers' habits put on them, the fit.
"""
