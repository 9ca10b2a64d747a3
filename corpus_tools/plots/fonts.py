"""The typeface of the figures: Noto Sans SC as one static TrueType file, built once from the installed package.

Print needs a static font with TrueType outlines: it is embedded as it is, and its Chinese stays selectable. The
package carries a variable font, so the regular weight is cut out of it on first use (about ten seconds), with every
character that it has.
"""

import hashlib
import os
import sys
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import matplotlib as mpl
from matplotlib.font_manager import fontManager

from corpus_tools.text.files import write

PACKAGE = "justmytype-intl-cjk"
SOURCE = "fonts/ofl/notosanssc/NotoSansSC[wght].ttf"
# A name of its own: an installed variable "Noto Sans SC" would otherwise be taken instead, and draws Thin.
FAMILY = "Noto Sans SC Static"
REGULAR = 400
NAMES = {1: FAMILY, 2: "Regular", 4: FAMILY, 6: "NotoSansSC-Regular", 16: FAMILY, 17: "Regular"}
# Tables for shaping and vertical setting: figures use neither, and PDF embedding would only have to cut them out again.
UNUSED = ("BASE", "GDEF", "GPOS", "GSUB", "STAT", "vhea", "vmtx")


@cache
def load_font() -> str:
    """Make the typeface known to matplotlib in this process and return the SHA-256 of its file."""
    path = font_file(cache_folder())
    fontManager.addfont(path)
    return digest(path.read_bytes())


def font_file(folder: Path) -> Path:
    """Return the built font in `folder`; build it when it is not there, or not as it was written."""
    path = folder / f"NotoSansSC-Regular-{version(PACKAGE)}-{version('fonttools')}.ttf"
    record = path.with_suffix(".sha256")
    if not (path.is_file() and record.is_file() and digest(path.read_bytes()) == record.read_text(encoding="ascii")):
        built = build_font()
        write(path, built)
        write(record, digest(built).encode("ascii"))
    return path


def cache_folder() -> Path:
    """Return the folder for the built font: in this environment, or in matplotlib's cache where that is not writable."""
    own = Path(sys.prefix) / "share" / "corpus-tools"
    try:
        own.mkdir(parents=True, exist_ok=True)
    except OSError:
        return Path(mpl.get_cachedir()) / "corpus-tools"
    return own if os.access(own, os.W_OK) else Path(mpl.get_cachedir()) / "corpus-tools"


def build_font() -> bytes:
    """Return the regular weight of the package's variable font as a static font; always the same bytes."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 – only the first use of the kit needs it
    from fontTools.varLib.instancer import instantiateVariableFont  # noqa: PLC0415

    font = TTFont(BytesIO(files("justmytype_intl_cjk").joinpath(SOURCE).read_bytes()), recalcTimestamp=False)
    for table in UNUSED:
        del font[table]
    instantiateVariableFont(font, {"wght": REGULAR}, inplace=True, optimize=False)
    for number, name in NAMES.items():
        font["name"].setName(name, number, 3, 1, 0x409)
    built = BytesIO()
    font.save(built)
    return built.getvalue()


def digest(content: bytes) -> str:
    """Return the SHA-256 of `content`."""
    return hashlib.sha256(content).hexdigest()
