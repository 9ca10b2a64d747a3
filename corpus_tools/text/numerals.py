"""Numerals of Chinese prose → numbers: 一千二百余 → 1200, ">".

Everything here works on *folded* text: `fold` replaces a character by exactly one other, so offsets never move.
Method: the positional grammar of Chinese numerals (digit, 十百千 within a section, 万 and 亿 above it), exact in
`Decimal`; the two colloquial shortenings (两万五 = 25,000; 七八百 = 700 to 800) are read as spoken.
"""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache

from corpus_tools.rules import Rules
from corpus_tools.text.grammar import pattern, source

HAN_DIGITS = source("numerals: digits")
TEN = source("numerals: ten")
MAGNITUDES = dict(zip(source("numerals: magnitudes"), map(Decimal, (10**8, 10**4, 1000, 100, 10)), strict=True))
HAN = source("numerals: characters")
VALUES = f"{HAN_DIGITS}{source('numerals: two')}{source('numerals: points')}"
PLACES = str.maketrans(VALUES, "01234567892..", ",，")

# Longer runs are telephone numbers, account numbers and damage, never a stated amount.
LONGEST = 24

THOUSAND, NEGATIVE = source("numerals: thousand"), source("numerals: negative")
SIGNS, MINUS = source("numerals: signs"), tuple(source("numerals: minus"))
ARABIC, CHINESE = source("numerals: arabic"), source("numerals: chinese")
NEIGHBOURS, IDIOM = pattern("numerals: neighbours"), source("numerals: idiom of neighbours")
BLURS, BLUR = source("numerals: blurs"), pattern("numerals: blur")
SOME_ABOVE_TEN = pattern("numerals: some above ten")
SMALL_BLUR, LAST_DIGITS = pattern("numerals: small blur"), pattern("numerals: last digits")


@dataclass(frozen=True)
class Number:
    """A number as stated: from `low` to `high` (the same where one value is stated).

    `qualifier` is the word inside the numeral that blurs it (余 多 几 上 数, or ``approx`` for 七八百) and `bound`
    what it means.
    """

    low: float
    high: float
    qualifier: str = ""
    bound: str = ""


@cache
def fold_table(rules: Rules) -> dict[int, str]:
    """Return the character fold: full-width forms, old numerals and dashes → the form that the patterns know."""
    wide = {code: chr(code - 0xFEE0) for code in range(0xFF10, 0xFF5B) if chr(code - 0xFEE0).isalnum()}
    return wide | {ord(source): target for source, target in rules.rows("fold")}


def fold(text: str, rules: Rules = Rules()) -> str:
    """Return `text` with every variant form of a numeral replaced, one character for one.

    >>> fold("１９·３％，二○○三年，兩萬")
    '19·3%，二零零三年，两万'
    """
    return text.translate(fold_table(rules))


@lru_cache(maxsize=1 << 14)
def read_number(stated: str) -> Number | None:
    """Return the number that the folded numeral `stated` gives, or None where it is none or too long to be one.

    Limits: 几百 and 数百 are read as at least one hundred; a digit string without magnitudes (二零二四) is read
    place by place.

    >>> read_number("2万5千").low, read_number("一点三亿多").bound, read_number("十几万").high
    (25000.0, '>', 200000.0)
    """
    if len(stated) > LONGEST:
        return None
    body = stated.lstrip(SIGNS)
    try:
        low, high, blur = ends(body)
    except InvalidOperation:
        return None
    sign = -1 if stated.startswith(MINUS) else 1
    bound = "≈" if blur == "approx" else ">" if blur else ""
    return Number(float(sign * low), float(sign * high), blur, bound)


def ends(body: str) -> tuple[Decimal, Decimal, str]:
    """Return the two ends of a numeral, and what blurs it."""
    neighbours = NEIGHBOURS.fullmatch(body)
    if neighbours and apart(*neighbours.group(2, 3)):
        head, first, second, tail = neighbours.groups()
        return read_plain(head + first + tail), read_plain(head + second + tail), "approx"
    blur = next((char for char in BLURS if char in body), "")
    plain = BLUR.sub("", body)
    if not plain:
        raise InvalidOperation
    low = read_plain(plain)
    open_ten = SOME_ABOVE_TEN.search(body)
    return low, low + (read_plain(f"{TEN}{open_ten.group(1)}") if open_ten else 0), blur


def apart(first: str, second: str) -> bool:
    """Say whether two digits side by side name an approximate number: neighbours (七八), and the idiom 三五."""
    return int(second.translate(PLACES)) - int(first.translate(PLACES)) == 1 or first + second == IDIOM


def read_plain(numeral: str) -> Decimal:
    """Return the exact value of a numeral of digits, magnitudes and a point; InvalidOperation where it is none."""
    magnitude = next((char for char in MAGNITUDES if char in numeral), "")
    if not magnitude:
        return Decimal(numeral.translate(PLACES) or 0)
    head, _, tail = numeral.rpartition(magnitude)
    worth = MAGNITUDES[magnitude]
    # 两万五 counts thousands at its end, 一百零五 and 二十五 count ones.
    spoken = magnitude != TEN and len(tail) == 1 and tail in HAN_DIGITS
    return (read_plain(head) if head else 1) * worth + read_plain(tail) * (worth / 10 if spoken else 1)


def step_of(numeral: str) -> float:
    """Return the worth of the last stated digit of a folded numeral: its precision.

    >>> step_of("1.4万亿"), step_of("2万5千")
    (100000000000.0, 1000.0)
    """
    found = LAST_DIGITS.search(SMALL_BLUR.sub("", numeral))
    decimals, magnitudes = found.groups() if found else ("", "")
    return float(read_plain(f"1{magnitudes}") / 10 ** len(decimals or ""))
