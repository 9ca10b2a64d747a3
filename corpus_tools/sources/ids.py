"""What an issue is called: its newspaper, date and page, or its file, as a name that every file system takes."""

import re
import unicodedata
from hashlib import sha256

# A file system takes 255 bytes in a name; what is named after an issue adds an ending and the name of a table.
LONGEST = 120
# What is kept: letters and digits of any script, and the signs that no system and no shell gives a meaning.
FOREIGN = re.compile(r"[^\w.·…-]+")
# Names that Windows keeps for devices, whatever their ending.
DEVICES = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?=\.|$)", re.IGNORECASE)
EMPTY = "unnamed"
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def portable(name: str) -> str:
    """Return `name` as a file name on every system: no path, no sign with a meaning, no device, at most 120 bytes.

    The limit of the method: two names can become one (``a:b`` and ``a*b``); what is named after them must be told apart.

    >>> portable("湖南日报-2024-01-13-p03"), portable("../../x"), portable("a:b*?"), portable("CON")
    ('湖南日报-2024-01-13-p03', 'x', 'a_b', '_CON')
    """
    plain = FOREIGN.sub("_", unicodedata.normalize("NFC", name[:LONGEST])).lstrip("._ -").rstrip("._ ") or EMPTY
    plain = f"_{plain}" if DEVICES.match(plain) else plain
    if len(name) <= LONGEST and len(plain.encode()) <= LONGEST:
        return plain
    digest = sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    kept = plain.encode()[: LONGEST - len(digest) - 1].decode("utf-8", "ignore")
    return f"{kept}_{digest}"


def same_name(name: str) -> str:
    """Return what two names have in common that are one file on a system that does not tell capitals.

    >>> same_name("A-p03") == same_name("a-P03")
    True
    """
    return unicodedata.normalize("NFKC", name).casefold()


def letters_of(place: int) -> str:
    """Return the letters for a place counted from 0: a, b, … z, aa, ab.

    >>> letters_of(0), letters_of(25), letters_of(26)
    ('a', 'z', 'aa')
    """
    rest, here = divmod(place, len(LETTERS))
    return (letters_of(rest - 1) if rest else "") + LETTERS[here]
