"""Text that would be a program in a browser, in every HTML output: nothing runs, nothing is asked for, everything is read as it stands."""

import json

import nbformat
import pandas as pd
import pytest
from browsers import chromium
from bs4 import BeautifulSoup

import corpus_tools as ct
from corpus_tools.report.execution import Executed
from corpus_tools.report.gallery import gallery_page
from corpus_tools.report.outputs import Outputs

STRIKES = (
    "<script>window.struck=1</script>",
    "</script><script>window.struck=2</script>",
    "</style><SCRIPT src=https://struck.example/a.js></SCRIPT >",
    "<img src=x onerror=window.struck=3>",
    "<img src=https://struck.example/b.png>",
    '" onmouseover="window.struck=4" x="',
    "' autofocus onfocus='window.struck=5' x='",
    "<svg onload=window.struck=6>",
    "<iframe src=https://struck.example/c></iframe>",
    "<a href=javascript:window.struck=7>x</a>",
    "<meta http-equiv=refresh content=0;url=https://struck.example/d>",
    "<link rel=stylesheet href=https://struck.example/e.css>",
    "<style>@import 'https://struck.example/f.css'; *{background:url(https://struck.example/g)}</style>",
    "<base href=https://struck.example/><form action=https://struck.example/h>",
    "{{ 7*7 }}{% raw %}-->]]><!--",
)
ALL = "".join(STRIKES)
PAGE = f"老桥{ALL}\n\n本报记者　张一山\n\n　　雨停了{ALL}，全县收入16.3亿元，增长4.6%。\n\n　　风起了。\n"


@pytest.fixture(scope="module")
def parsed():
    return ct.parse_issues(
        [ct.Issue(f"{ALL}.txt", PAGE, f"清河日报{ALL}", "2024-01-13", "01", f"imprint {ALL}", notes=(ALL,))]
    )


def review(parsed, folder):
    ct.write_review(parsed, folder / "review.html", quantities=ct.find_quantities(parsed.articles))


def index(parsed, folder):
    outputs = Outputs(folder / "清河 <script>window.struck=8< script>")
    with outputs.held():
        stage = outputs.stage("03_terms")
        record = {"captions": {"en": ALL, "zh": ALL}, "alt": {"en": ALL}, "files": {"a.png": "", "a.csv": ""}}
        cells = [{"cell_type": "markdown", "source": [f"# {ALL}\n"]}]
        made = {"a.json": json.dumps(record), "a.png": "", "a.csv": "", "03_terms.ipynb": json.dumps({"cells": cells})}
        for name, text in made.items():
            (stage / name).write_text(text, encoding="utf-8")
        outputs.replace("03_terms")
        outputs.keep_failed("04_keyness", ALL)
    (folder / "index.html").write_text(gallery_page(outputs), encoding="utf-8")


def notebook(parsed, folder):
    """A page of a notebook whose cells show tables of the kit, and one that puts out a program, as no cell of the kit does."""
    v4 = nbformat.v4
    shown = [parsed.articles, ct.concordance(parsed.articles, "雨"), parsed.lines]
    htmls = [
        *(table._repr_html_() for table in shown),
        str(ct.explore_concordance(parsed.articles, "雨").children[1].value),
        *STRIKES,
    ]
    outputs = [v4.new_output("display_data", {"text/html": html, "text/plain": ALL}) for html in htmls]
    cells = [
        v4.new_markdown_cell(f"# {ALL}"),
        v4.new_code_cell(ALL, outputs=[*outputs, v4.new_output("stream", text=ALL)]),
    ]
    page = Executed(v4.new_notebook(cells=cells)).as_page(ALL)
    (folder / "notebook.html").write_text(page, encoding="utf-8")


PAGES = {"review": review, "index": index, "notebook": notebook}


@pytest.fixture(params=PAGES)
def page(request, parsed, tmp_path):
    PAGES[request.param](parsed, tmp_path)
    return tmp_path / f"{request.param}.html"


def test_the_first_thing_that_a_page_says_is_what_it_may_do(page):
    soup = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
    metas = soup.head.find_all("meta")
    [policy] = [meta["content"] for meta in metas[:2] if meta.get("http-equiv") == "Content-Security-Policy"]
    allowed = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert allowed["default-src"] == allowed["base-uri"] == allowed["form-action"] == "'none'"
    assert allowed.get("script-src", "'none'").startswith(("'none'", "'sha256-"))
    assert allowed["style-src"] == "'unsafe-inline'"


@pytest.mark.parametrize("make", [review, index])
def test_everything_is_escaped(make, parsed, tmp_path):
    make(parsed, tmp_path)
    text = (tmp_path / f"{make.__name__}.html").read_text(encoding="utf-8")
    soup = BeautifulSoup(text, "html.parser")
    assert len(soup.find_all("script")) == (make is review)
    assert soup.find_all(["iframe", "svg", "base", "link", "object"]) == []
    assert [node for node in soup.find_all(True) if any(name.startswith("on") for name in node.attrs)] == []
    assert [node for node in soup.find_all(href=True) if node["href"].startswith(("javascript", "http"))] == []
    assert STRIKES[0] in soup.get_text()


def test_tables_shown_in_a_notebook_are_escaped(parsed):
    shown = [pd.DataFrame({ALL: [ALL]})._repr_html_(), ct.explore_concordance(parsed.articles, "雨").children[1].value]
    assert [html for html in shown if "<script" in html.lower() or "<img" in html] == []


@pytest.fixture(scope="module")
def browser():
    with chromium() as browser:
        yield browser


def test_nothing_runs_and_nothing_is_asked_for(browser, page):
    tab, asked = browser.new_page(), []
    tab.on("requestfinished", lambda request: asked.append(request.url))
    tab.on("requestfailed", lambda request: asked.extend([] if request.failure == "csp" else [request.url]))
    tab.on("dialog", lambda dialog: asked.append(dialog.message))
    tab.goto(page.as_uri())
    for node in tab.locator(".line, .doubtful li, article, figure").all()[:20]:
        node.dispatch_event("mouseover")
        node.dispatch_event("focus")
        node.dispatch_event("click")
    tab.wait_for_timeout(200)
    assert tab.evaluate("window.struck") is None
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert tab.url.startswith("file:")
    tab.close()
