"""The typeface of the figures for a page of HTML: its own characters, embedded, so that Chinese shows where the system has no font for it."""

import re
from base64 import b64encode
from functools import cache
from io import BytesIO
from typing import Final

from corpus_tools.plots.fonts import cache_folder, font_file, load_font

NAME: Final = "Kit Sans SC"  # of the embedded typeface: the last of each list, so that a system's own is taken first
SANS: Final = (
    f'system-ui, -apple-system, "Segoe UI", Helvetica, Arial, "PingFang SC", "Microsoft YaHei", "{NAME}", sans-serif'
)
MONO: Final = f'Menlo, Consolas, "DejaVu Sans Mono", "{NAME}", monospace'
LATIN: Final = 0x2000  # characters below are in every system's fonts
HEAD_ENDS: Final = re.compile("</head>", re.IGNORECASE)
# what JupyterLab's pages call their typefaces
VARIABLES: Final = (
    f":root {{ --jp-ui-font-family: {SANS}; --jp-content-font-family: {SANS}; --jp-code-font-family: {MONO}; }}"
)
# What Chromium has laid out before an embedded typeface is loaded stays squares where the system has no Chinese font: all
# text is set once more, right after.
SETTLE: Final = (
    "@keyframes settle { from { font-kerning: none; } to { font-kerning: auto; } } body { animation: settle 0.2s steps(1); }"
)


def with_font(page: str) -> str:
    """Return a page of HTML with the typeface of the characters that it holds, before the end of its head.

    Raises ValueError for a page without a head.
    """
    head = HEAD_ENDS.search(page)
    if head is None:
        msg = "a page needs a head to put its typeface in"
        raise ValueError(msg)
    return f"{page[: head.start()]}<style>{font_face(page)}</style>\n{page[head.start() :]}"


def font_face(text: str) -> str:
    """Return the style of an embedded typeface that has the characters of `text`; nothing where these need none.

    The limit of the method: one weight, so bold is made of it by the browser.
    """
    signs = "".join(sorted(sign for sign in set(text) if ord(sign) >= LATIN))
    if not signs:
        return ""
    source = f"data:font/woff;base64,{b64encode(subset(signs)).decode('ascii')}"
    return f'@font-face {{ font-family: "{NAME}"; src: url({source}) format("woff"); }}\n{VARIABLES}\n{SETTLE}'


@cache
def subset(signs: str) -> bytes:
    """Return the typeface with these characters only, as WOFF; those that it does not have are left out."""
    from fontTools.subset import Options, Subsetter  # noqa: PLC0415 – only pages need it
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    load_font()
    chosen = Subsetter(Options(hinting=False, layout_features=[], name_IDs=[1, 2], notdef_outline=True))
    chosen.populate(text=signs)
    made = BytesIO()
    with TTFont(font_file(cache_folder()), lazy=True, recalcTimestamp=False) as font:
        chosen.subset(font)
        font.flavor = "woff"
        font.save(made)
    return made.getvalue()
