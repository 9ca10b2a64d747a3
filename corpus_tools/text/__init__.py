"""What is said once and used everywhere: characters, numerals, units, sentences, the calendar, names of people and papers.

The modules, each importing only from those above it::

    characters    Characters: a text as an array of code points, so that whole texts are looked up at once.
    files         Files that are written whole or not at all; sheets, and what keeps them from being written.
    progress      Progress of long work: a bar in a terminal or in JupyterLab.
    writable      Text as a file for other programs can hold it, and back: signs that print nothing by name, cells that no sheet computes.
    patterns      Patterns: word lists as regular expressions, the longest word first.
    grammar       Grammar: the fixed forms of words by which text is read, each a named line of data: ``numerals: digits``.
    numerals      Numerals of Chinese prose → numbers: 一千二百余 → 1200, ">".
    units         Units and classifiers: what stands after a numeral, its canonical form and its dimension.
    measures      Measures: the stretches of a text that are one number with its unit, and must never be cut apart.
    sentences     Sentences: where one ends and the next begins, and where a reader starts afresh.
    segmenters    Segmenters: a string → its words, by jieba's accurate mode, through either of two engines.
    calendar      A written day → ``YYYY-MM-DD``: 2024年1月13日, 2024/1/13, 20240113, 二〇二四年一月十三日.
    page_numbers  The number of a newspaper page, however it is written: 3, 03, A2, 第3版：要闻, 第十二版.
    edtf          Clocks: what a text has said of time so far, and the arithmetic of EDTF (ISO 8601-2) values on it.
    dates         Dates: one expression of time and a clock → EDTF (ISO 8601-2): 去年前11个月, 2024-01-13 → 2023-01/2023-11.
    bylines       The names in a byline or a credit: 本报记者 张三 李四, 王五 摄.
    datelines     The dateline of a report: who sent it, from where, on which day, and who wrote it.
    newspapers    The newspapers that the kit knows by name, code or CN number, and how it recognises one that it does not know.
"""
