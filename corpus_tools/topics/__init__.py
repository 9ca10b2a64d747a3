"""Tokens → topics: which policy areas each article speaks of.

The modules, each importing only from those above it::

    dictionary     Dictionaries: a file of topics → its words, rules and exclusions, checked, each with its source.
    matching       Matching: where the words and rules of a dictionary stand in tokens, the longest word first.
    coverage       Coverage: how much of a corpus the words of a dictionary reach, on how many of them that rests.
    scoring        Scores: matches → the share of each topic in each article, the topic an article is given, and what that rests on.
    grouping       Grouping: topics → the groups that they belong to; articles → the pages, sections or newspapers that they stand in.
    evidence       Evidence: why an article has a topic, word by word; which words the dictionary may lack.
    matrices       Matrices: counts → articles by terms, and their tf-idf.
    embedding      Embedding: short texts → vectors of meaning, by a model whose weights are inside its package, an extra.
    propagation    Propagation: what the dictionary is sure of teaches a naive Bayes classifier, which reads the rest.
    factorisation  Factorisation: non-negative matrices, by hierarchical alternating least squares.
    lda            Latent Dirichlet allocation, free or led by seed words: the one place that knows the library, an extra.
    models         Free models: counts → topics that nobody named, for corpora that are large enough for them.
    stability      Stability: whether a free model finds the same topics in four fifths of the articles; choice of k.
    agreement      Agreement: Krippendorff's α for nominal codes, Wilson's interval for a share, an interval for a paired difference.
    coding         Coding: a random sample of articles, and tests of intrusion, as sheets that two people fill in.
    validation     Validation: the filled-in sheets → agreement, precision and recall, corrected shares, sentences for a paper.
"""
