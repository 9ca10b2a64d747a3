"""Text that a recogniser read several times over: the same stretch again and again, back to back."""

from collections import Counter
from dataclasses import dataclass

# A shorter stretch repeats in clean prose; a longer one does not occur in recogniser's loops.
SHORTEST, LONGEST = 6, 80
# A back-to-back repeat never occurs three times in 777,000 clean characters, and twice six times.
CERTAIN = 3
# Every probe begins so many characters after the last: a stretch of eight characters or more is not missed.
STRIDE = 3
# So many characters must agree again after one that was read differently.
AGREE = 4
# Rows of dots and figures repeat by nature.
VARIETY = 4


@dataclass(frozen=True, slots=True)
class Loop:
    """A stretch of `times` repeats at `start:end`, and what stands there when it is said once (`once`)."""

    start: int
    end: int
    times: int
    once: str

    @property
    def certain(self) -> bool:
        """Whether it repeats too often to be meant."""
        return self.times >= CERTAIN


def find_loops(text: str) -> list[Loop]:
    """Return the stretches of 6 to 80 characters that are said two times or more, back to back.

    One wrongly read character in a repeat does not end the loop: the repeats vote on each character.

    >>> [(loop.times, loop.once) for loop in find_loops("他说，雨后的山路很滑、雨后的山路很滑、雨后的山路很滑。")]
    [(3, '雨后的山路很滑')]
    """
    found, at = [], 0
    while at + 2 * SHORTEST <= len(text):
        # Most stretches stand once only: the first search spares them the rest.
        hit = text.find(text[at : at + SHORTEST], at + SHORTEST, at + LONGEST + SHORTEST)
        loop = _loop_at(text, at, hit) if hit >= 0 else None
        if loop and (not found or loop.start >= found[-1].end):
            found.append(loop)
        # one that reaches back into the last is none of its own, wherever in it one begins
        at = max(loop.end, at + STRIDE) if loop else at + STRIDE
    return found


def _loop_at(text: str, at: int, hit: int) -> Loop | None:
    """Return the loop around `at`, whose characters stand again at `hit` and perhaps farther on, or None."""
    probe = text[at : at + SHORTEST]
    while hit >= 0:
        if loop := _extend(text, at, hit - at):
            return loop
        hit = text.find(probe, hit + 1, at + LONGEST + SHORTEST)
    return None


def _extend(text: str, at: int, period: int) -> Loop | None:
    """Return the loop around `at` whose repeats are `period` apart, or None where it is said once only."""
    if len(set(text[at : at + period])) < VARIETY:  # before the way through a row of dots of any length
        return None
    start, end = at, at + period
    while start > 0 and (text[start - 1] == text[start - 1 + period] or _agrees(text, start - 1 - AGREE, period)):
        start -= 1
    while end < len(text) and (text[end] == text[end - period] or _agrees(text, end + 1 - period, period)):
        end += 1
    # The sign between the repeats is missing after the last.
    times = (end - start + 1) // period
    if times < 2:
        return None
    kept = end - start - (times - 1) * period
    return Loop(start, end, times, "".join(_vote(text[start + k : end : period]) for k in range(kept)))


def _agrees(text: str, first: int, period: int) -> bool:
    """Tell whether AGREE characters from `first` stand again a period on."""
    here = text[first : first + AGREE] if first >= 0 else ""
    return len(here) == AGREE and here == text[first + period : first + period + AGREE]


def _vote(readings: str) -> str:
    """Return the commonest reading of one character, the first where several are."""
    return Counter(readings).most_common(1)[0][0]
