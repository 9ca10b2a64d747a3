"""The lines of a page → the role and the boundary of each, and how sure that is.

The modules, each importing only from those above it::

    lines             The lines of a page: every non-blank line of an issue, with its place in the text.
    columns           Narrow columns with one printed line a line: recognised, and put together into paragraphs.
    line_features     Features of a line by itself: its length, its punctuation, the signs that it carries.
    listings          Rows of a list or table: short lines of one form under each other.
    paragraph_breaks  Features of a paragraph that goes on where an earlier line broke off.
    cohesion          Lexical cohesion across the lines of a page (TextTiling).
    house_style       How the headlines of a page are marked, and which of those marks a short line has or lacks.
    features          Features of every line of a page: its own, its neighbours', the page's.
    crf               Batched Viterbi and forward–backward of a linear-chain CRF.
    labels            CRF labels and allowed transitions.
    decode            The features of a page → the label of each line and its probability; the weights.
    training/         Made pages, house styles, targets and the fit: how the weights came about.
"""
