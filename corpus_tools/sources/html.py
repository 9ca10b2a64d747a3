"""Saved e-paper pages → Source: the fields that the markup states become lines with marks."""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from posixpath import basename
from urllib.parse import unquote

from bs4 import BeautifulSoup, Comment, Tag
from bs4.element import PreformattedString
from bs4.exceptions import ParserRejectedMarkup

from corpus_tools.resources import read_toml
from corpus_tools.sources.encodings import decode
from corpus_tools.sources.sheets import Sheet, Source, Statement, digest_of, make_sheet
from corpus_tools.tables import SeedError
from corpus_tools.text.bylines import is_byline, is_credit
from corpus_tools.text.calendar import read_day
from corpus_tools.text.grammar import pattern
from corpus_tools.text.newspapers import paper_pattern
from corpus_tools.text.page_numbers import read_page

SOURCE = "markup"
OPENS, MOST_TAGS = re.compile("<[a-zA-Z]"), 200_000  # of a page: a saved one has some thousands, and each takes a tenth of a millisecond
HEADS = ("kicker", "title", "subtitle", "byline")
# The body as the system marks it, where it does.
CONTENT = re.compile(r"<!--\s*(/?)enpcontent\s*-->")
# The folders of an e-paper under which lists and articles stand: html/2024-01/13, layout/202401/13.
DATED = re.compile(r"(?:/layout)?/(?:19|20)\d\d-?\d\d/\d\d$")
UNKNOWN = "layout: the page is of no e-paper that is known; its paragraphs were read as text"
BLOCKS = ("p", "div", "br", "tr", "td", "li", "h1", "h2", "h3", "h4", "table")
FRAMES = ("table", "figure")
LONGEST = 200  # characters of a field that state newspaper, date and page; a longer one is prose
SUBHEAD = 30  # characters: longer bold paragraphs are emphasis
PROSE = "。！？；，…”"  # a bold paragraph that ends so is a sentence
# 《人民日报》（2024年12月25日 第 01 版）
CITED = pattern("imprints: cited")

Part = tuple[str, str, int | None]


@dataclass(frozen=True)
class SavedPage:
    """One saved file: the lines of its article, or the links of its list of articles, and what it states of the issue.

    Of a layout that is not known it holds neither, but `plain`: the paragraphs, without roles.
    """

    path: Path
    parts: tuple[tuple[str, str], ...]
    links: tuple[tuple[str, str], ...]
    statements: tuple[Statement, ...]
    plain: tuple[str, ...] = ()


def join_saved_pages(pages: Sequence[SavedPage], root: Path) -> tuple[list[Source], list[SeedError]]:
    """Return the newspaper pages in saved files: one for each list of articles, one for articles without a list.

    A list takes in the articles that it links to and that are saved where the link leads or beside it, inside `root`; of
    one that is not, only the headline is known. Articles without a list are put together by newspaper, date and page. The
    errors are those of linked files that are not among `pages` and cannot be read.
    """
    saved = {page.path.resolve(): page for page in pages}
    failed = _read_linked(saved, root)
    lists = [page for page in saved.values() if page.links]
    groups = [(page, _linked(page, saved, _tree(page.path, root))) for page in lists]
    taken = {article.path for _, articles in groups for article in articles.values()}
    singles = [page for page in pages if page.parts and page.path not in taken]
    sources = [_listed(page, articles) for page, articles in groups] + [_loose(pages) for pages in _same_page(singles)]
    return sources + [_unknown(page) for page in pages if page.plain], failed


def _read_linked(saved: dict[Path, SavedPage], root: Path) -> list[SeedError]:
    """Add the articles that a list links to and that were not named to `saved`; return why others cannot be read."""
    failed = []
    for page in [page for page in saved.values() if page.links]:
        for place in [place for address, _ in page.links for place in _places(page, address, _tree(page.path, root))]:
            if place not in saved:
                try:
                    saved[place] = read_saved_page(place)
                except (SeedError, OSError) as error:
                    failed.append(error if isinstance(error, SeedError) else SeedError(str(error.strerror), place))
    return failed


def read_saved_page(path: Path) -> SavedPage:
    """Return what one saved file holds: an article, a list of articles, or, in a layout that is not known, its text.

    The limit of the method: the layouts of ``epapers.toml``; of any other the paragraphs are read as text, with a note. Raises
    SeedError for a file without text.
    """
    text = decode(path.read_bytes(), path)
    if (tags := len(OPENS.findall(text))) > MOST_TAGS:
        msg = f"is a page of {tags:,} tags; {MOST_TAGS:,} are read at most: part it"
        raise SeedError(msg, path)
    soup = _soup(text, path)
    parts, statements = tuple(_article(soup, text)), tuple(_statements(soup))
    links = () if parts else tuple(_links(soup))
    if parts or links:
        return SavedPage(path, parts, links, statements)
    plain = tuple(_plain(soup))
    if not plain:
        msg = "holds no text: neither an article, nor a list of articles, nor a paragraph is in it"
        raise SeedError(msg, path)
    return SavedPage(path, (), (), statements, plain)


def _soup(text: str, path: Path) -> BeautifulSoup:
    """Return the tree of a page.

    What begins a comment or a tag and does not end is text: the parser would look for its end again and again.
    """
    head, end, tail = text.rpartition("-->")
    head, end, tail = f"{head}{end}{tail.replace('<!--', '&lt;!--')}".rpartition(">")
    try:
        return BeautifulSoup(head + end + tail.replace("<", "&lt;"), "html.parser")
    except (ParserRejectedMarkup, RecursionError) as error:
        msg = f"is no HTML that can be read: {' '.join(str(error.__context__ or error).split())[:80]}"
        raise SeedError(msg, path) from error


def _plain(soup: BeautifulSoup) -> Iterator[str]:
    """Yield the paragraphs of a page of an unknown layout, without what belongs to the site."""
    for unwanted in soup.select(", ".join(_selectors("drop", "site"))):
        unwanted.decompose()
    place = next((node for selector in _selectors("drop", "text") if (node := soup.select_one(selector))), soup)
    yield from _lines(place)


def _article(soup: BeautifulSoup, text: str) -> Iterator[tuple[str, str]]:
    """Yield the lines of an article with their roles; nothing where the page has no body."""
    body = _body(soup, text)
    if not body:
        return
    heads = [(line, role) for role in HEADS for line in _head(soup, role)]
    known = {line for line, _ in heads}
    yield from (
        (line, "column" if role in ("kicker", "subtitle") and _is_bracketed(line) else role) for line, role in heads
    )
    yield from (part for part in body if part[0] not in known)


def _head(soup: BeautifulSoup, role: str) -> list[str]:
    """Return the lines of one field of the headline, without the newspaper's name, which some systems put there first."""
    nodes = next((found for selector in _selectors("article", role) if (found := soup.select(selector))), [])
    lines = [_cited_away(line) for node in nodes for line in _lines(node)]
    papers = re.compile(paper_pattern())
    return list(
        dict.fromkeys(
            line for line in lines if line and not (role == "title" and len(nodes) > 1 and papers.fullmatch(line))
        )
    )


def _body(soup: BeautifulSoup, text: str) -> list[tuple[str, str]]:
    """Return the paragraphs of an article with their roles."""
    marked = _marked(text)
    places = [BeautifulSoup(marked, "html.parser")] if marked.strip() else []
    places += [node for selector in _selectors("article", "body") for node in soup.select(selector)[:1]]
    return next((parts for place in places if (parts := [part for part in _paragraphs(place) if part[0]])), [])


def _marked(text: str) -> str:
    """Return what stands between the marks of the body, each beginning with the end that follows it."""
    pieces = CONTENT.split(text)  # text, the stroke of a mark, text, …
    ends = {at for at in range(1, len(pieces), 2) if pieces[at]}
    found, since = [], 0
    for at in range(1, len(pieces), 2):
        if at in ends and since:
            found += pieces[since + 1 : at : 2]
        since = 0 if at in ends else since or at
    return "".join(found)


def _paragraphs(place: Tag) -> Iterator[tuple[str, str]]:
    """Yield the paragraphs under a node: captions are what stands in a table or figure with a picture."""
    for unwanted in place.select(", ".join(_selectors("drop", "inside"))):
        unwanted.decompose()
    framed = {id(parent) for image in place.find_all("img") for parent in image.parents if parent.name in FRAMES}
    pictured, bold = (
        _strings_in(place, framed),
        _strings_in(place, {id(node) for node in place.find_all(["b", "strong"])}),
    )
    for strings in _blocks(place):
        line = "".join(strings).strip().strip("\u3000").strip()
        if line:
            yield " ".join(line.split()), _role(line, strings, pictured, bold)


def _role(line: str, strings: list[str], pictured: set[int], bold: set[int]) -> str:
    """Return the role of a paragraph of the body, as markup and wording tell it."""
    shown = [string for string in strings if string.strip()]
    if is_credit(line):
        return "credit"
    if all(id(string) in pictured for string in shown):
        return "caption"
    if is_byline(line):
        return "byline"
    headed = all(id(string) in bold for string in shown) and len(line) <= SUBHEAD and line[-1] not in PROSE
    return "subhead" if headed else "body"


def _strings_in(place: Tag, tags: set[int]) -> set[int]:
    """Return the strings under a node that stand in one of some tags, all by their identity."""
    inside, found = set(tags), set()
    for node in place.descendants:  # a node comes after the one that it stands in
        if id(node.parent) in inside:
            (inside if isinstance(node, Tag) else found).add(id(node))
    return found


def _blocks(place: Tag) -> Iterator[list[str]]:
    """Yield the strings of each block under a node: a paragraph, a cell, what stands between two line breaks."""
    strings: list[str] = []
    block_of, last = {id(place): id(place)}, 0
    for node in place.descendants:
        if isinstance(node, Tag):
            own = node.name in BLOCKS
            block_of[id(node)] = id(node) if own else block_of[id(node.parent)]
            if own:
                yield strings
                strings = []
        elif not isinstance(node, PreformattedString):
            if strings and block_of[id(node.parent)] != last:
                yield strings
                strings = []
            strings.append(node)
            last = block_of[id(node.parent)]
    yield strings


def _lines(node: Tag) -> list[str]:
    """Return the text of a field, one entry for each line of it."""
    return [line for strings in _blocks(node) if (line := " ".join("".join(strings).split()))]


def _statements(soup: BeautifulSoup) -> Iterator[Statement]:
    """Yield what the page states of the issue, in its fields, in the comment at its end, in a line that cites it."""
    notes = "".join(
        comment for comment in soup.find_all(string=lambda node: isinstance(node, Comment)) if "founder-" in comment
    )
    for place in (BeautifulSoup(notes, "html.parser"), soup):
        for field, read in (("newspaper", _read_paper), ("date", read_day), ("page", read_page)):
            nodes = (node for selector in _selectors("issue", field) for node in place.select(selector))
            value = next((value for node in nodes if (value := read(node.get_text(" ", strip=True)[:LONGEST]))), "")
            if value:
                yield Statement(field, (value,), SOURCE)
    yield from _cited(soup)


def _cited(soup: BeautifulSoup) -> Iterator[Statement]:
    """Yield what a line states that names newspaper, day and page, and the newspaper that the title of the file names."""
    for selector in _selectors("issue", "line"):
        for node in soup.select(selector):
            text = node.get_text(" ", strip=True)[:LONGEST]
            found = CITED.search(text)
            values = (
                {"newspaper": found["paper"], "date": read_day(found["day"]), "page": read_page(found["page"])}
                if found
                else {"newspaper": _read_paper(text)}
            )
            yield from (Statement(field, (value,), SOURCE) for field, value in values.items() if value)


def _read_paper(text: str) -> str:
    """Return the newspaper whose name begins the text."""
    found = re.match(paper_pattern(), text)
    return found[0] if found else ""


def _cited_away(line: str) -> str:
    """Return a byline without the line that cites the issue."""
    return CITED.sub("", line).strip("（）() ") if CITED.search(line) else line


def _is_bracketed(line: str) -> bool:
    """Tell whether a line is wholly in brackets: the name of a column."""
    return re.fullmatch(r"[（(【][^（）()【】]+[）)】]", line) is not None


def _links(soup: BeautifulSoup) -> Iterator[tuple[str, str]]:
    """Yield the articles that a list links to, once each, with the headline where the list shows it."""
    names = tuple(read_toml("sources/epapers.toml")["listing"]["href"])
    found: dict[str, str] = {}
    for node in soup.select("a[href], area[href]"):
        address = unquote(str(node["href"]).split("#")[0].split("?")[0])
        if basename(address).startswith(names):
            found[address] = found.get(address) or " ".join(node.get_text(" ").split())
    yield from found.items()


def _linked(page: SavedPage, saved: dict[Path, SavedPage], tree: Path) -> dict[str, SavedPage]:
    """Return the saved articles of a list by their addresses.

    An article stands where the link leads, or beside the list, inside `tree`; or, when a browser named it, in the same folder
    under the headline that the list shows.
    """
    titled = {_title(other): other for other in saved.values() if other.parts and other.path.parent == page.path.parent}
    found = {}
    for address, headline in page.links:
        place = next((place for place in _places(page, address, tree) if place in saved), None)
        article = saved[place] if place else titled.get("".join(headline.split()))
        if article and article.parts:
            found[address] = article
    return found


def _places(page: SavedPage, address: str, tree: Path) -> list[Path]:
    """Return the files that an address can lead to, all links resolved, inside `tree`: where it says, or beside the list."""
    found = []
    for near in (address, basename(address)):
        with suppress(OSError, ValueError, RuntimeError):  # a name that no file can have, a circle of links
            place = (page.path.parent / near).resolve()
            found += [place] if place.is_relative_to(tree) and place.is_file() else []
    return found


def _tree(path: Path, root: Path) -> Path:
    """Return the folder out of which no link of a list is followed: `root`, or for one file its e-paper's own folders."""
    if root.is_dir():
        return root.resolve()
    folder = path.parent.resolve()
    dated = DATED.search(folder.as_posix())
    return Path(folder.as_posix()[: dated.start()] or "/") if dated else folder


def _title(page: SavedPage) -> str:
    """Return the title of an article without its white space."""
    return "".join("".join(line.split()) for line, role in page.parts if role == "title")


def _listed(page: SavedPage, articles: dict[str, SavedPage]) -> Source:
    """Return a page from its list and its articles, in the order of the list."""
    parts: list[Part] = []
    for place, (address, headline) in enumerate(page.links):
        known = articles[address].parts if address in articles else ((headline, "title"),)
        parts += [(line, role, place) for line, role in known]
    stated = tuple(
        dict.fromkeys([*page.statements, *(one for article in articles.values() for one in article.statements)])
    )
    paths = (page.path, *(article.path for article in articles.values()))
    missing = len(page.links) - len(articles)
    notes = (f"articles: {missing} of {len(page.links)} in the list are not saved beside it",) if missing else ()
    return Source(paths, make_sheet(parts, stated), digest_of(paths), notes=notes)


def _loose(pages: Sequence[SavedPage]) -> Source:
    """Return a page from articles without a list."""
    parts = [(line, role, place) for place, page in enumerate(pages) for line, role in page.parts]
    stated = tuple(dict.fromkeys(one for page in pages for one in page.statements))
    paths = tuple(page.path for page in pages)
    return Source(paths, make_sheet(parts, stated), digest_of(paths))


def _unknown(page: SavedPage) -> Source:
    """Return a page of an unknown layout: its paragraphs, a blank line between two."""
    sheet = Sheet("\n\n".join(page.plain), statements=page.statements)
    return Source((page.path,), sheet, digest_of([page.path]), notes=(UNKNOWN,))


def _same_page(pages: Sequence[SavedPage]) -> list[list[SavedPage]]:
    """Return the articles of one folder that state the same newspaper, date and page together."""
    groups: dict[tuple, list[SavedPage]] = {}
    for page in pages:
        stated = {one.field: one.values for one in reversed(page.statements)}
        key = (page.path.parent, *(stated.get(field, ()) for field in ("newspaper", "date", "page")))
        groups.setdefault(key if stated else (page.path,), []).append(page)
    return list(groups.values())


@cache
def _selectors(table: str, key: str) -> tuple[str, ...]:
    """Return a list of selectors."""
    return tuple(read_toml("sources/epapers.toml")[table][key])
