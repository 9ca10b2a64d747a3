"""The corpus: seeds → tables in files, each made once, on any executor; and the tables of the issues one chooses.

The modules, each importing only from those above it::

    storage    Tables as Parquet files that are named after their content, written so that a crash leaves all of a file or nothing.
    states     The state of one issue in a store: what it was made of and what was made of it, written last.
    lock       One build at a time on a store.
    settings   The word list and the rules of a store, in files named after their hashes.
    stages     The stages from a file to the tables of its issue: the only place where a build calls the rest of the package.
    readings   What files hold that are read together: their issues without text, and the files that cannot be used.
    jobs       The jobs of a build: functions of plain values that a worker can import, do twice, and be killed in at any moment.
    worker     A worker process: takes jobs from its standard input, and answers on its standard output.
    executors  Where the work is done: in this process, in worker processes of this computer, or on a cluster (how to).
    survey     What there is to build: the files, the issues in them as far as they are known, and what of the store is stale.
    packs      The tables of a month in one file each: what a store of thousands of issues is read from.
    build      seeds → store: the tables of every issue, made again only when something that they were made from changed.
    selection  Which issues: by id, time, newspaper and page; and the days that are missing between them.
    opening    Corpus: the tables of the issues that one chooses, as pandas or by SQL.
    export     A table of a corpus → one file for other programs: CSV, Excel, JSON lines or Parquet.
    status     What a store holds of the seeds: which files are in it, which are new, changed, gone or could not be used.
    additions  A file → its place among the seeds, the corpus with it, and what was found in it.
"""
