"""The embedded typeface: its own characters and no more, in the head, and Chinese is drawn where the system has no font for it."""

import re
from base64 import b64decode
from io import BytesIO
from pathlib import Path

import matplotlib as mpl
import pytest
from browsers import chromium
from fontTools.ttLib import TTFont

from corpus_tools.report.webfont import NAME, font_face, subset, with_font

PAGE = "<!DOCTYPE html><html><head><title>t</title><meta charset=utf-8></head><body><p style='font: 40px {font}'>{text}</p></body></html>"


def test_it_has_the_characters_of_the_page_and_no_others():
    style = font_face("县域 abc é县")
    font = TTFont(BytesIO(b64decode(re.search("base64,([^)]+)", style)[1])))
    assert {chr(code) for code in font.getBestCmap()} == {"县", "域"}
    assert style == font_face("域县")
    assert f'"{NAME}"' in style


def test_text_without_chinese_needs_none():
    assert font_face("plain, café") == ""


def test_characters_that_it_lacks_are_left_out():
    assert TTFont(BytesIO(subset("县\U000a0000"))).getBestCmap().keys() == {ord("县")}


def test_it_stands_in_the_head():
    page = with_font(PAGE.format(font="serif", text="县"))
    assert page.index("@font-face") < page.index("</head>")
    with pytest.raises(ValueError, match="needs a head"):
        with_font("<p>县</p>")


def test_chinese_is_drawn_where_the_system_has_no_font_for_it(tmp_path, monkeypatch):
    folder = Path(mpl.get_data_path()) / "fonts" / "ttf"  # Latin alone
    config = f"<fontconfig><dir>{folder}</dir><cachedir>{tmp_path}/cache</cachedir></fontconfig>"
    (tmp_path / "fonts.conf").write_text(config, encoding="utf-8")
    monkeypatch.setenv("FONTCONFIG_FILE", str(tmp_path / "fonts.conf"))
    plain = PAGE.format(font="DejaVu Sans", text="一口 a")
    styled = with_font(PAGE.format(font=f"{NAME}, DejaVu Sans", text="一口 a"))
    with chromium() as browser:
        tab = browser.new_page()
        drawn = []
        for page in (plain, styled, styled.replace("一口 a", "口口 a"), plain.replace("一口 a", "口口 a")):
            (tmp_path / "page.html").write_text(page, encoding="utf-8")
            tab.goto((tmp_path / "page.html").as_uri())
            tab.evaluate("(document.body.offsetHeight, document.fonts.ready.then(() => 1))")
            tab.wait_for_timeout(300)  # laid out, then loaded
            drawn.append(tab.locator("p").screenshot())
    assert drawn[1] != drawn[2]  # one character is told from the other
    assert drawn[0] == drawn[3]  # where there is no font, both are squares
