"""The typeface: static TrueType with every Chinese character of the standards, built once, and checked."""

import pytest
from fontTools.ttLib import TTFont
from matplotlib.font_manager import findfont, fontManager

from corpus_tools.plots import fonts


@pytest.fixture(scope="module")
def built():
    fonts.load_font()
    with TTFont(fonts.font_file(fonts.cache_folder()), lazy=True) as font:
        yield font


def test_is_static_truetype_of_regular_weight(built):
    assert "glyf" in built
    assert {"fvar", "gvar", "CFF "} & set(built.keys()) == set()
    assert built["OS/2"].usWeightClass == fonts.REGULAR


@pytest.mark.parametrize("codec", ["gb2312", "big5"])
def test_has_every_character_of(built, codec):
    pairs = (bytes([first, second]) for first in range(0xB0, 0xF8) for second in range(0xA1, 0xFF))
    repertoire = {
        character for pair in pairs for character in pair.decode(codec, errors="ignore") if character > "\u3000"
    }
    assert len(repertoire) > 6_000
    assert [
        character
        for character in sorted(repertoire)
        if "\u4e00" <= character <= "\u9fff" and ord(character) not in built.getBestCmap()
    ] == []


def test_has_the_signs_of_figures(built):
    assert [sign for sign in "−–—…≈≥≤±×·²◇䶮𬭳" if ord(sign) not in built.getBestCmap()] == []


def test_matplotlib_finds_it_and_nothing_else():
    fonts.load_font()
    assert findfont(fonts.FAMILY, fallback_to_default=False) == str(fonts.font_file(fonts.cache_folder()))
    fonts.load_font()
    assert len([entry for entry in fontManager.ttflist if entry.name == fonts.FAMILY]) == 1


def test_builds_once(tmp_path, monkeypatch):
    builds = []
    monkeypatch.setattr(fonts, "build_font", lambda: builds.append(1) or b"font")
    assert fonts.font_file(tmp_path) == fonts.font_file(tmp_path)
    assert len(builds) == 1


@pytest.mark.parametrize("suffix", [".ttf", ".sha256"])
def test_builds_again_what_is_damaged(tmp_path, monkeypatch, suffix):
    monkeypatch.setattr(fonts, "build_font", lambda: b"font")
    fonts.font_file(tmp_path).with_suffix(suffix).write_bytes(b"damaged")
    assert fonts.font_file(tmp_path).read_bytes() == b"font"


def test_leaves_nothing_half_written(tmp_path, monkeypatch):
    monkeypatch.setattr(fonts, "build_font", lambda: b"font")
    fonts.font_file(tmp_path)
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".sha256", ".ttf"]


def test_falls_back_to_the_users_cache(tmp_path, monkeypatch):
    (tmp_path / "share").write_text("a file where a folder should be", encoding="utf-8")
    monkeypatch.setattr(fonts.sys, "prefix", str(tmp_path))
    monkeypatch.setattr(fonts.mpl, "get_cachedir", lambda: str(tmp_path / "cache"))
    assert fonts.cache_folder() == tmp_path / "cache" / "corpus-tools"
