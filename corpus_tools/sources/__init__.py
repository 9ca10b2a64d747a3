"""A file → Issue: its text, and what is stated of it: newspaper, date, page.

The modules, each importing only from those above it::

    scripts      Whether a text is Chinese at all: another language, or an encoding that was misread, before the file was saved or now.
    encodings    Bytes → text: which encoding a Chinese file is in, told from the bytes alone.
    sheets       What one page of a file holds before its newspaper and date are known: lines, the roles that markup gives them, statements.
    ids          What an issue is called: its newspaper, date and page, or its file, as a name that every file system takes.
    file_names   The path of a file → what its name states: newspaper, date, page.
    imprints     What is stated of an issue → its imprint: newspaper, date, page, and what was found to disagree.
    mastheads    The lines of a page that state the issue: 湖南日报 2024年1月13日 星期六 第3版, 今日8版, 国内统一连续出版物号 CN 43-0001.
    datings      Datelines → what they say of the issue: its newspaper, and its date where nothing else states one.
    siblings     What the pages of one issue say of each other: one that states newspaper or date settles it for those that do not.
    corrections  ``corrections.toml`` → Correction: what a reader decided where the parser was wrong.
    register     ``issues.csv`` → what a researcher states of the files: newspaper, date and page.
    seeds        Where the seeds are: the files of a folder that hold issues, and what a researcher says of them beside them.
    txt          A text file → Source: one for each page in it.
    html         Saved e-paper pages → Source: the fields that the markup states become lines with marks.
    pdf          PDF pages with a text layer → Source: the characters in reading order, column by column.
    jsonl        Ready-made articles, one a line of a ``.jsonl`` file → Source: one for each newspaper, date and page.
    readers      Seed files → Sources, each in the way of its form; a file that cannot be read stops no other.
    settling     Pages → their newspaper, date and page: what is stated of each, what its siblings and its datelines say where nothing is.
    issues       A file → Issue: the text of a newspaper issue or page, with its newspaper, date and page.
"""
