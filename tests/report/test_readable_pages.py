"""Every HTML output as somebody reads it without good eyes or without a mouse: contrast of WCAG AA, and all that can be done by keyboard."""

from pathlib import Path

import nbformat
import pytest
from browsers import chromium

import corpus_tools as ct
from corpus_tools.report.execution import Executed
from corpus_tools.report.gallery import gallery_page
from corpus_tools.report.outputs import Outputs

ROOT = Path(__file__).resolve().parents[2]
[RUN] = (path.parent for path in ROOT.glob("figures/*/index.html"))
# The text nodes whose colour is too near to what lies behind it: 4.5 to 1, or 3 to 1 where type is large (WCAG 2.2, 1.4.3)
TOO_PALE = """() => {
  const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    pen.clearRect(0, 0, 1, 1); pen.fillStyle = colour; pen.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = pen.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = (above, below) => above.slice(0, 3).map((part, at) => part * above[3] + below[at] * (1 - above[3]));
  const behind = (node) => {
    const layers = [];
    for (let each = node; each; each = each.parentElement) layers.push(rgba(getComputedStyle(each).backgroundColor));
    return layers.reverse().reduce((below, above) => over(above, below), [255, 255, 255]);
  };
  const light = (colour) => {
    const [r, g, b] = colour.map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const found = {};
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const node = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || !node.checkVisibility()) continue;
    const style = getComputedStyle(node), back = behind(node);
    const [one, other] = [light(over(rgba(style.color), back)), light(back)].sort();
    const size = parseFloat(style.fontSize), least = size >= 24 || (size >= 18.66 && style.fontWeight >= 700) ? 3 : 4.5;
    const ratio = (other + 0.05) / (one + 0.05);
    if (ratio < least) found[`${node.tagName}.${node.className} ${style.color} ${size} on ${back.map(Math.round)}`] = ratio.toFixed(2);
  }
  return found;
}"""
RING = "() => { const style = getComputedStyle(document.activeElement); return style.outlineStyle != 'none' && parseFloat(style.outlineWidth) >= 1; }"


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    parsed = ct.parse_issues(ct.read_issues(ROOT / "seeds" / "issues"))
    ct.write_review(parsed, folder / "review.html", quantities=ct.find_quantities(parsed.articles))
    (folder / "gallery.html").write_text(gallery_page(Outputs(RUN)), encoding="utf-8")
    notebook = nbformat.read(RUN / "00_start_here.ipynb", as_version=4)
    (folder / "notebook.html").write_text(Executed(notebook).as_page("00_start_here"), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def browser():
    with chromium() as browser:
        yield browser


@pytest.fixture
def tab(browser):
    tab = browser.new_page(viewport={"width": 1400, "height": 900})
    yield tab
    tab.close()


def focus(tab):
    return tab.evaluate("() => document.activeElement.outerHTML.slice(0, 200)")


@pytest.mark.parametrize("name", ["review", "gallery", "notebook"])
def test_every_text_stands_out_from_its_ground(name, pages, tab):
    tab.goto((pages / f"{name}.html").as_uri())
    assert tab.locator("body").inner_text().strip()
    assert tab.evaluate(TOO_PALE) == {}


def test_the_measure_sees_what_is_too_pale(tab):
    tab.set_content("<p style='color: #999'>pale</p><p style='color: #767676'>enough</p><p style='color: #999; font-size: 24px'>no</p>")
    assert list(tab.evaluate(TOO_PALE).values()) == ["2.85", "2.85"]  # and #767676 on white is 4.54


def test_the_desk_of_the_review_opens_and_closes_by_keyboard(pages, tab):
    tab.goto((pages / "review.html").as_uri())
    for _ in range(3):  # the two languages, then the least certain line
        tab.keyboard.press("Tab")
        assert tab.evaluate(RING), focus(tab)
    assert "data-goto" in focus(tab)
    tab.keyboard.press("Enter")
    assert 'name="decision"' in focus(tab)
    assert tab.locator(".desk").is_visible()
    tab.keyboard.press("Escape")
    assert not tab.locator(".desk").is_visible()
    assert "data-goto" in focus(tab)


def test_every_line_of_the_review_is_reached_by_tab(pages, tab):
    tab.goto((pages / "review.html").as_uri())
    assert tab.locator(".line").count() == tab.locator(".line[tabindex='0'][role='button']").count() > 50
    tab.locator(".line").nth(5).focus()
    tab.keyboard.press("Tab")
    assert tab.evaluate("() => document.activeElement == document.querySelectorAll('.line')[6]")
    tab.keyboard.press(" ")
    assert tab.locator(".line").nth(6).get_attribute("data-begins") == tab.locator(".quoted").inner_text()


def test_the_links_of_the_gallery_are_reached_in_their_order(pages, tab):
    tab.goto((pages / "gallery.html").as_uri())
    count = tab.locator("a").count()
    assert count > 100
    for at in range(30):
        tab.keyboard.press("Tab")
        assert tab.evaluate("at => document.activeElement == document.querySelectorAll('a')[at]", at), focus(tab)
        assert tab.evaluate(RING), focus(tab)
    assert tab.locator("[tabindex]:not([tabindex='0'])").count() == 0
