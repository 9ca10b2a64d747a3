"""The index of a run: everything that stands there, with words for every picture, and nothing from elsewhere."""

import json
import re
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from PIL import Image

import corpus_tools
from corpus_tools.report.contents import small_picture
from corpus_tools.report.gallery import gallery_page
from corpus_tools.report.outputs import Outputs

CAPTIONS = {"en": "Terms & <rates>", "zh": "词频“一”"}
MADE = {
    "03_terms.ipynb": json.dumps({"cells": [{"cell_type": "markdown", "source": ["# 03 Which <terms>?\n", "text"]}]}),
    "03_terms.html": "page",
    "03_rank #1.png": "picture",
    "03_rank #1.csv": "data",
    "03_rank #1.json": json.dumps({"captions": CAPTIONS, "files": {"03_rank #1.png": "", "03_rank #1.csv": ""}}),
    "03_all.csv": "data",
    "03_all.json": json.dumps({"captions": {}, "files": {"03_all.csv": ""}}),
    "03_review.html": "review",
    "03_network.graphml": "<graphml/>",
    "03_settings.json": "[1]",
}

DATA = re.compile(r"(?:url\()?data:[a-z/]+;base64,[A-Za-z0-9+/=]+")


@pytest.fixture
def outputs(tmp_path):
    made = Outputs(tmp_path / "清河日报 & 2024-01-13")
    with made.held():
        stage = made.stage("03_terms")
        for name, text in MADE.items():
            (stage / name).write_text(text, encoding="utf-8")
        made.replace("03_terms")
        made.keep_failed("04_keyness", "cell 3: ValueError: <b>no</b> terms", "{}")
    return made


def test_every_file_is_linked_and_every_link_leads_to_a_file(outputs):
    page = BeautifulSoup(gallery_page(outputs), "html.parser")
    links = [link["href"] for link in page.find_all("a")]
    assert [link[1:] for link in links if link.startswith("#")] == [part["id"] for part in page.find_all("section")]
    addresses = [link for link in links if not link.startswith("#")] + [
        picture["src"] for picture in page.find_all("img")
    ]
    files = {path.name for path in outputs.path.iterdir()}
    assert {re.sub("%20", " ", address).replace("%23", "#") for address in addresses} == files


def test_a_picture_has_its_words(outputs):
    for language, words in CAPTIONS.items():
        page = BeautifulSoup(gallery_page(outputs, language), "html.parser")
        assert [picture["alt"] for picture in page.find_all("img")] == [words]
        assert words in page.figcaption.get_text()
        assert page.html["lang"].startswith(language)


def test_alt_text_is_preferred_where_the_record_has_it(outputs):
    path = outputs.path / "03_rank #1.json"
    record = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**record, "alt": {"en": {"short": "Bars", "long": "Bars of two."}}}), encoding="utf-8")
    page = BeautifulSoup(gallery_page(outputs), "html.parser")
    assert page.img["alt"] == "Bars"
    assert "Bars of two." in page.figcaption.get_text()
    assert CAPTIONS["en"] in page.figcaption.get_text()


def test_pictures_and_typeface_are_in_the_page_and_its_origin_is_said(outputs):
    Image.new("RGB", (4000, 900), "#0072B2").save(outputs.path / "03_rank #1.png")
    path = outputs.path / "03_rank #1.json"
    record = json.loads(path.read_text(encoding="utf-8"))
    made_from = {"inputs": {"page.txt": "a" * 64}, "rules": "b" * 64, "parameters": {"top": 20, "node": ""}}
    path.write_text(json.dumps({**record, **made_from}), encoding="utf-8")
    page = BeautifulSoup(gallery_page(outputs, "zh"), "html.parser")
    assert page.img["src"].startswith("data:image/png;base64,")
    assert page.q.get_text() == f"corpus-tools {corpus_tools.__version__}，运行 {outputs.path.name}"
    assert "url(data:font/woff;base64," in page.find_all("style")[-1].get_text()
    assert [word.get_text() for word in page.dl.find_all("dd")] == [f"page.txt ({'a' * 12})", "b" * 12, "top = 20"]
    with Image.open(BytesIO(small_picture(outputs.path / "03_rank #1.png"))) as small:
        assert (small.width, small.getpixel((5, 5))) == (1334, 0)


def test_what_failed_says_why_and_where_to_look(outputs):
    page = BeautifulSoup(gallery_page(outputs), "html.parser")
    said = page.find(class_="failed")
    assert "cell 3: ValueError: <b>no</b> terms" in said.get_text()
    assert said.a["href"] == "04_keyness.failed.ipynb"


def test_everything_is_escaped_and_nothing_comes_from_elsewhere(outputs):
    text = gallery_page(outputs)
    page = BeautifulSoup(text, "html.parser")
    assert "<rates>" not in text
    assert "<b>no" not in text
    assert page.h2.get_text() == "03 Which <terms>?"
    assert page.find_all(["script", "link", "iframe", "object"]) == []
    assert re.findall(r"https?:|//|javascript:|@import|url\(", DATA.sub("", text)) == []
    policy = page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
    assert policy.startswith("default-src 'none'; ")


def test_it_is_the_same_each_time(outputs):
    assert gallery_page(outputs) == gallery_page(Outputs(outputs.path))
    assert str(outputs.path.parent) not in gallery_page(outputs)


def test_an_empty_folder_has_an_index(tmp_path):
    assert "<h1>none</h1>" in gallery_page(Outputs(tmp_path / "none"))


def test_an_unknown_language_is_an_error(outputs):
    with pytest.raises(ValueError, match="'fr'"):
        gallery_page(outputs, "fr")
