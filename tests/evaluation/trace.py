"""Trace one statistic and one line of a page through the package: which modules they pass, and how often they switch.

    python tests/evaluation/trace.py
    PYTHONPATH=/path/to/another/checkout python tests/evaluation/trace.py      the same of another state of the package

A statistic is `find_quantities` on one sentence, a line `parse_issues` on a page of one short article. What is computed
once (compiled patterns, word lists) is warmed up first. Counted are calls of functions of the package, by their modules in
the order in which they are first entered. A switch is a call in another module than the call before it; those of control
count returns too, so that a call into another module and back are two.
"""

import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

import pandas as pd

import corpus_tools as ct

PACKAGE = Path(ct.__file__).resolve().parent
SENTENCE = "2024年，青岩市粮食产量达到12.6万吨，同比增长4.5%。"
PAGE = "老桥新灯\n\n本报记者 田小禾\n\n雨停了，青岩老桥上的灯亮了起来，桥头的茶摊坐满了人。\n"


@dataclass
class Trace:
    """The modules of the calls in order, and of what ran in order, returns included; each time another than before."""

    path: list[str] = field(default_factory=list)
    control: list[str] = field(default_factory=list)
    calls: Counter = field(default_factory=Counter)

    @property
    def modules(self) -> list[str]:
        """Every module once, in the order of first entry."""
        return list(dict.fromkeys(self.path))

    def watch(self, frame: FrameType, event: str, _: object) -> None:
        """Note one call, or the return to the module of the caller."""
        seen = frame.f_back if event == "return" else frame
        name = module_of(seen) if seen and event in ("call", "return") else ""
        if not name:
            return
        self.calls[name] += event == "call"
        for path in (self.path, self.control) if event == "call" else (self.control,):
            if not path or path[-1] != name:
                path.append(name)


def module_of(frame: FrameType) -> str:
    """Return the module of the package that a frame runs, "" for any other."""
    file = frame.f_code.co_filename
    inside = file.startswith(str(PACKAGE)) and not frame.f_code.co_name.startswith("<module")
    name = ".".join(Path(file).relative_to(PACKAGE).with_suffix("").parts) if inside else ""
    return "" if name == "__init__" else name  # which only finds the module of a public name


def trace(action: Callable[[], object]) -> Trace:
    """Return the way of one call through the package; it is made once before, so that nothing is compiled in it."""
    action()
    found = Trace()
    sys.setprofile(found.watch)
    try:
        action()
    finally:
        sys.setprofile(None)
    return found


def traces() -> dict[str, Trace]:
    """Return the traces of one statistic and of one line."""
    row = {
        "article_id": "a-01",
        "date": "2025-01-20",
        "newspaper": "",
        "dateline_date": "",
        "title": "",
        "text": SENTENCE,
    }
    articles = pd.DataFrame([row])
    issue = ct.Issue("page.txt", PAGE)
    return {
        "one statistic": trace(lambda: ct.find_quantities(articles)),
        "one line": trace(lambda: ct.parse_issues([issue])),
    }


def main() -> int:
    """Print both traces."""
    for name, found in traces().items():
        switches = f"{len(found.path) - 1} switches ({len(found.control) - 1} of control)"
        sys.stdout.write(f"{name}: {len(found.modules)} modules, {switches}, {found.calls.total()} calls\n")
        for module in found.modules:
            sys.stdout.write(f"    {module:<36}{found.calls[module]:>6} calls\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
