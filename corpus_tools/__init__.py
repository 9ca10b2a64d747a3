"""A research kit for Chinese newspaper issues: from raw pages to tables and figures.

A file becomes an `Issue`, issues become articles, articles become tokens and quantities, and these become counts, topics
and figures. The modules, each importing only from those above it::

    tables          What one row is: the tables that every part of the kit takes and gives.
    bylines         The names in a byline or a credit: 本报记者 张三 李四, 王五 摄.
    calendar_days   A written day → ``YYYY-MM-DD``: 2024年1月13日, 2024/1/13, 20240113, 二〇二四年一月十三日.
    encodings       Bytes → text: which encoding a Chinese file is in, told from the bytes alone.
    newspapers      The newspapers that the kit knows by name, code or CN number, and how it recognises one that it does not know.
    sheets          What one page of a file holds before its newspaper and date are known: lines, the roles that markup gives them, statements.
    file_names      The path of a file → what its name states: newspaper, date, page.
    article_rows    Ready-made articles, one a line of a ``.jsonl`` file → Source: one for each newspaper, date and page.
    corrections     ``corrections.toml`` → Correction: what a reader decided where the parser was wrong.
    datelines       The dateline of a report: who sent it, from where, on which day, and who wrote it.
    datings         Datelines → what they say of the issue: its newspaper, and its date where nothing else states one.
    html_pages      Saved e-paper pages → Source: the fields that the markup states become lines with marks.
    imprints        What is stated of an issue → its imprint: newspaper, date, page, and what was found to disagree.
    mastheads       The lines of a page that state the issue: 湖南日报 2024年1月13日 星期六 第3版, 今日8版, 国内统一连续出版物号 CN 43-0001.
    pdf_pages       PDF pages with a text layer → Source: the characters in reading order, column by column.
    registers       ``issues.csv`` → what a researcher states of the files: newspaper, date and page.
    seeds           Where the seeds are: the files of a folder that hold issues, and what a researcher says of them beside them.
    text_pages      A text file → Source: one for each page in it.
    issues          A file → Issue: the text of a newspaper issue or page, with its newspaper, date and page.
    decoding        The best sequence of places for a page, and how sure each of them is: a chain with weights for its steps.
    sights          One line of a page as it looks: its length, its punctuation, the signs that it carries.
    cuts            What speaks for a line going on in the middle of a paragraph that an earlier line broke off.
    links           The vocabulary that the lines of a page share: pairs of characters that recur.
    pagelines       The lines of a page: every non-blank line of an issue, with its place in the text.
    evidence        What can be seen of each line of a page, in named features: its shape, its signs, its neighbours, its vocabulary.
    places          The places that a line can have on a page, and which may follow which.
    layout          What each line of a page is: its place in an article, and how sure that is.
    headlines       The lines of a headline → column name, kicker, title, subtitle.
    repairs         The changes that the parser made, one a row, and the way back to the source.
    entries         The lines of an issue, each with its role and its article: what the layout, the markup or a reader decided.
    loops           Text that a recogniser read several times over: the same stretch again and again, back to back.
    drafts          The lines of one article → its paragraphs, its headline, its fields.
    continuations   Articles that turn to another page: the parts put together, the copies recognised.
    articles        Issue → Parsed: its articles, its lines, and the repairs that it took.
    numerals        Numerals of Chinese prose → numbers: 一千二百余 → 1200, ">".
    clocks          what a text has said of time so far, and the arithmetic of EDTF (ISO 8601-2) values on it.
    units           what stands after a numeral, its canonical form and its dimension.
    dates           one expression of time and a clock → EDTF (ISO 8601-2): 去年前11个月, 2024-01-13 → 2023-01/2023-11.
    passages        the sentences of a text, and where a reader starts afresh.
    periods         Dates and periods: where a text says when, resolved against the issue date and the dateline to EDTF.
    measures        the stretches of a text that are one number with its unit, and must never be cut apart.
    amounts         what a measured stretch of text is worth: value, unit, and what blurs them.
    wordings        the lists of words by which a sentence tells what an amount in it is.
    exclusions      amounts by their form that count nothing: slogans, size classes, names, ordinals without 第, idioms.
    heads           what stands before an amount, taken apart from right to left.
    mentions        the amounts of one sentence with the text around each, and the lists that they form.
    governors       the period that governs an amount, stated in its sentence or carried from one before.
    localities      the places that a text names, and the one that an amount belongs to.
    scenes          a sentence taken apart, and what earlier statements leave to later ones.
    comparisons     what a change is measured against, and on what basis.
    indicators      what an amount measures, as a noun phrase taken from the text around it.
    kinds           what sort of statistic an amount is, from its unit and the words around it.
    subjects        the indicator of each statement: from its own words, from the list it stands in, or from the one before.
    targets         whether an amount is hoped for or has happened.
    statements      one mention in its sentence → one row: kind, indicator, direction, period, place, comparison, target.
    quantities      articles → one row per statistic that the text states.
    audit           whether the numbers of a text agree with each other: parts and wholes, changes and levels, headline and body.
    segmenters      a string → its words, by jieba's accurate mode, through either of two engines.
    lexicon         vocabulary, stop words, and a segmenter of its own.
    characters      a text as an array of code points, so that whole texts are looked up at once.
    sentences       where one ends and the next begins.
    spans           the stretches of a text that no segmenter may cut apart – numbers, slogans, Latin runs, taught signs.
    tokens          articles → one row per token, with the characters it came from.
    counts          tokens → how often each term stands in each group, by one DuckDB query for a table or a folder of Parquet.
    terms           counts → how frequent, how evenly spread and how certain each term is.
    likelihood      how far a two-by-two table is from what independence would give.
    keyness         which terms one set of counts has more of, or less, than another.
    collocations    which terms stand near a term more often than chance would have it, and the network they make.
    concordances    where a word stands, in its context, with the way back to the page.
    diversity       how many different words a text uses, measured so that its length does not decide.
    topics          Tokens → topics: which policy areas each article speaks of, by a dictionary of weighted words.
    fonts           The typeface of the figures: Noto Sans SC as one static TrueType file, built once from the installed package.
    style           The house style: one look, one language and one column width for all figures of a paper.
    callouts        Names beside points, none upon another: as many as there is room for, in the order given.
    plots           Tokens and terms → Axes: one drawing each, with how far a single issue can be trusted beside every number.
    documents       A table → a document: CSV, LaTeX or Excel, as bytes that depend on the table alone.
    provenance      The record of how a file came about: inputs, vocabulary, parameters, versions. The same run gives the same record.
    export          Axes or a table → files for a paper, with their provenance: the same inputs give the same bytes.
    review          Parsed → one HTML page to check the parse by eye, and to correct it.
    explorers       tables that answer while one types, for a notebook that somebody reads in JupyterLab.
    runs            A run: every notebook executed from `seeds/`, with what it made in one folder of `figures/`.
    selfchecks      Pages whose markup states every field → how well the text parser does on them when it is not told.
    restyling       Pages with known roles, and the habits of other newspapers put on them: what the weights are fitted on.
    answers         Pages whose roles are known → the places that each of their lines may be given.
    clouds          Terms → a word cloud that can be measured: areas follow a stated column, and every word is text, not pixels.
    fitting         Fit the weights of the page parser: ``python -m corpus_tools.fitting PAGES… --out layout_weights.tsv``.
    network_plots   A collocation network → Axes.
    new_words       strings that hold together and stand freely, but are in no dictionary; a sheet to review them.
    page_plots      The parse of a page → Axes: where each article stands in the file, and what it is made of.
    quantity_plots  Quantities → Axes: what the issue states, each number with its time, its place and its sentence.
    recounts        the counts that other segmentations of the same articles would have given.
    table_figures   Quantities → a table as a figure: every statistic with its time, its place and the sentence that states it.
    topic_plots     Topics → Axes: which article speaks of what, and how much of the issue each topic takes.
    cli             The commands: `corpus run`, `corpus parse FILE`, `corpus review FILE`.
"""

from corpus_tools.issues import Issue, read_issues
from corpus_tools.articles import Parsed, parse_issues, restore
from corpus_tools.periods import find_periods
from corpus_tools.quantities import find_quantities
from corpus_tools.audit import audit_quantities
from corpus_tools.lexicon import Lexicon
from corpus_tools.tokens import tokenise
from corpus_tools.new_words import accept_words, find_new_words, save_word_sheet
from corpus_tools.counts import count_terms
from corpus_tools.recounts import recount_terms
from corpus_tools.terms import score_terms
from corpus_tools.keyness import dictionary_counts, keyness
from corpus_tools.collocations import collocates, collocation_network
from corpus_tools.concordances import concordance
from corpus_tools.diversity import lexical_diversity
from corpus_tools.topics import Topics, tag_topics
from corpus_tools.style import house_style
from corpus_tools.page_plots import plot_ledger, plot_page
from corpus_tools.plots import plot_dispersion, plot_frequency_dispersion, plot_keyness, plot_profile, plot_ranking
from corpus_tools.clouds import plot_cloud
from corpus_tools.network_plots import plot_network
from corpus_tools.topic_plots import plot_topic_map, plot_topic_shares
from corpus_tools.quantity_plots import plot_growth, plot_money
from corpus_tools.table_figures import plot_statistics
from corpus_tools.export import save_figure, save_table
from corpus_tools.review import write_review
from corpus_tools.explorers import explore_concordance

__all__ = [
    "Issue",
    "read_issues",
    "Parsed",
    "parse_issues",
    "restore",
    "find_periods",
    "find_quantities",
    "audit_quantities",
    "Lexicon",
    "tokenise",
    "accept_words",
    "find_new_words",
    "save_word_sheet",
    "count_terms",
    "recount_terms",
    "score_terms",
    "dictionary_counts",
    "keyness",
    "collocates",
    "collocation_network",
    "concordance",
    "lexical_diversity",
    "Topics",
    "tag_topics",
    "house_style",
    "plot_ledger",
    "plot_page",
    "plot_dispersion",
    "plot_frequency_dispersion",
    "plot_keyness",
    "plot_profile",
    "plot_ranking",
    "plot_cloud",
    "plot_network",
    "plot_topic_map",
    "plot_topic_shares",
    "plot_growth",
    "plot_money",
    "plot_statistics",
    "save_figure",
    "save_table",
    "write_review",
    "explore_concordance",
]
