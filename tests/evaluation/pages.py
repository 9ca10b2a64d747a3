"""Make damaged newspaper pages whose truth is known, from text of the project's own.

    python tests/evaluation/pages.py FOLDER --preset seed --seed 1 --pages 20

Writes for every page NAME.txt (the dump: one paragraph a line, a blank line between) and NAME.truth.json, and for all of
them articles.jsonl with the parts of each headline. The same arguments give the same bytes. What the newspapers and their
articles are like stands in papers.toml and subjects.toml, what is done to them in damage.py.

Truth: ``articles`` (clean headline, byline, paragraphs), ``lines`` (one for each non-blank line: ``n`` its number from 0,
``a`` its article or -1, ``role``, ``p`` the clean paragraph, ``s``/``e`` the range of it, ``cont`` whether it begins in the
middle, ``ops``), ``starts`` (lines where the article changes), ``ops`` (every damage), ``lost`` (text that is gone).
"""

import argparse
import json
import random
import re
import sys
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.append(str(HERE.parent))

from evaluation.damage import PRESETS, Dice, Draft, Line, damage_article, damage_page  # noqa: E402
from generated_pages import CLAUSES  # noqa: E402

SUBJECTS = tomllib.loads((HERE / "subjects.toml").read_text(encoding="utf-8"))
PAPERS = tomllib.loads((HERE / "papers.toml").read_text(encoding="utf-8"))["paper"]
WEEKDAYS = "一二三四五六日"
# What stands on a page beside its reports: one thing each, drawn with replacement.
SORTS = ("photo", "photo", "brief", "notice")


@dataclass(frozen=True)
class Article:
    """One clean article: the parts of its headline, its paragraphs with their roles, and where its byline stands."""

    sort: str
    kicker: str
    titles: tuple[str, ...]
    subtitle: str
    byline: str
    byline_from: str
    printed: str
    paragraphs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Desk:
    """What one page is made with: the newspaper and its habits, the day, the random numbers."""

    paper: Mapping
    day: date
    rng: random.Random

    def likes(self, habit: str) -> bool:
        """Tell whether a habit of the newspaper shows this time."""
        return self.rng.random() < self.paper[habit]

    def people(self, count: int) -> list[str]:
        """Return names of people."""
        return self.rng.sample(SUBJECTS["people"], count)

    def fill(self, text: str, **words: str) -> str:
        """Return `text` with its slots filled; every {n} is another number."""
        said = {"paper": self.paper["name"], "year": self.day.year, "month": self.day.month, "day": self.day.day}
        said |= {"weekday": WEEKDAYS[self.day.weekday()]}
        numbered = re.sub(r"\{n\}", lambda _: str(self.rng.choice((3, 5, 12, 18, 26, 48, 76, 120, 230, 360))), text)
        return numbered.format(**said, **words)


def make_pages(count: int, preset: str, seed: int) -> list[tuple[str, str, dict]]:
    """Return so many pages as name, text and truth; the newspapers take turns."""
    return [make_page(number, preset, seed) for number in range(count)]


def make_page(number: int, preset: str, seed: int) -> tuple[str, str, dict]:
    """Return the `number`-th page: its name, its text and its truth."""
    rng = random.Random(f"{seed}|{number}")
    paper = PAPERS[number % len(PAPERS)]
    desk = Desk(paper, date(2021 + rng.randrange(5), rng.randint(1, 12), rng.randint(1, 28)), rng)
    page = 1 + number // len(PAPERS) % 8
    name = f"{paper['code']}-{desk.day}-{page:02d}"
    articles = _articles(desk)
    # another stream: the clean page is the same under every preset
    dice = Dice(random.Random(f"{seed}|{number}|{preset}"), PRESETS[preset])
    drafts = [Draft(tuple(_lines(article, a))) for a, article in enumerate(articles)]
    looped = dice.rng.randrange(len(drafts)) if dice.falls("ocr_loop") else -1
    drafts = [damage_article(draft, dice, looped=a == looped) for a, draft in enumerate(drafts)]
    people = dict(zip(("name", "other"), desk.people(2), strict=True))
    made = damage_page(drafts, dice, [desk.fill(text, **people) for text in paper["furniture"]])
    text, lines = _set_lines(made, dice)
    truth = {"newspaper": paper["name"], "date": str(desk.day), "page": page, "preset": preset, "seed": seed}
    truth |= {"articles": [_truth(article, a, name) for a, article in enumerate(articles)], "lines": lines}
    starts = [x["n"] for x, last in zip(lines, [None, *lines[:-1]], strict=True) if last is None or last["a"] != x["a"]]
    return name, text, truth | {"starts": starts, "ops": list(made.ops), "lost": list(made.lost), "file": f"{name}.txt"}


def check_page(text: str, truth: Mapping) -> list[str]:
    """Return what is wrong with a truth: clean characters on no line or two, lines that say something else."""
    rows, wrong = text.split("\n"), []
    held: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for line in [*truth["lines"], *truth["lost"]]:
        if line["a"] >= 0 and line.get("p") is not None:
            held.setdefault((line["a"], line["p"]), []).append((line["s"], line["e"]))
        if line.get("p") is not None and not {"loop"} & set(line.get("ops", ["loop"])):
            want = truth["articles"][line["a"]]["paragraphs"][line["p"]][line["s"] : line["e"]]
            wrong += [f"line {line['n']}"] if len(want) != len(rows[line["n"]]) else []
    for article in truth["articles"]:
        for p, paragraph in enumerate(article["paragraphs"]):
            spans = sorted(held.get((article["index"], p), []))
            ends = [0, *(e for _, e in spans)]
            whole = [s for s, _ in spans] == ends[:-1] and ends[-1] == len(paragraph)
            wrong += [] if whole else [f"paragraph {p} of article {article['index']}"]
    return wrong


def write_pages(folder: Path, pages: Sequence[tuple[str, str, dict]]) -> None:
    """Write pages with their truths, and the parts of all headlines."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = []
    for name, text, truth in pages:
        (folder / f"{name}.txt").write_text(text, encoding="utf-8", newline="\n")
        said = json.dumps(truth, ensure_ascii=False, indent=1)
        (folder / f"{name}.truth.json").write_text(said, encoding="utf-8", newline="\n")
        rows += [_source(article) for article in truth["articles"]]
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (folder / "articles.jsonl").write_text(text, encoding="utf-8", newline="\n")


def _articles(desk: Desk) -> list[Article]:
    """Return the clean articles of one page: reports on different subjects, pictures and short items between them."""
    subjects = desk.rng.sample(SUBJECTS["subject"], desk.rng.randint(3, 6))
    made = [_report(desk, subject) for subject in subjects]
    others = [subject for subject in SUBJECTS["subject"] if subject not in subjects]
    for subject in desk.rng.sample(others, desk.rng.randint(0, 3)):
        sort = desk.rng.choice(SORTS)
        small = {"photo": _photo, "brief": _brief, "notice": _notice}[sort](desk, subject)
        made.insert(desk.rng.randint(1, len(made)), small)
    return made


def _report(desk: Desk, subject: Mapping) -> Article:
    """Return a report of two to six paragraphs, with the headline and the byline that the newspaper likes."""
    words = _words(desk, subject)
    kicker, title, subtitle = _headline(desk, subject, words)
    where, names = desk.rng.choice(desk.paper["bylines"]), desk.people(desk.rng.choice((1, 1, 2)))
    said = {"names": " ".join(names), "other": desk.people(1)[0]}
    printed = desk.fill(desk.paper["byline"], **words, **said)
    sentences = [desk.fill(text, **words) for text in desk.rng.sample(subject["sentences"], len(subject["sentences"]))]
    paragraphs = [("body", text) for text in _paragraphs(desk, sentences)]
    lead = desk.fill(desk.paper["dateline"], **words, **said) if where in ("dateline", "closing") else ""
    paragraphs[0] = ("body", lead + paragraphs[0][1])
    if desk.likes("subheads") and len(paragraphs) >= 4:
        paragraphs[2:2] = [("subhead", desk.rng.choice(subject["subheads"]))]
    if where in ("closing", "signed"):
        # a signature of the newspaper's own: what stands in a dateline there names nobody
        printed = f"（{printed}）" if where == "closing" else printed
    shown = names + ([said["other"]] if "{other}" in desk.paper["byline"] and where != "dateline" else [])
    titles = tuple(title.split(" ")) if desk.likes("title_lines") else (title,)
    return Article("report", kicker, titles, subtitle, "记者 " + " ".join(shown), where, printed, tuple(paragraphs))


def _photo(desk: Desk, subject: Mapping) -> Article:
    """Return a picture: a short headline, a caption and who took it."""
    words = _words(desk, subject)
    title = desk.rng.choice(subject["subheads"]) + desk.rng.choice(("正忙", "见闻", "新景", "一瞥"))
    caption = desk.fill(
        f"{desk.day.month}月{max(1, desk.day.day - 1)}日，" + desk.rng.choice(subject["captions"]), **words
    )
    credit = desk.fill(desk.paper["credit"], name=desk.people(1)[0])
    return Article("photo", "", (title,), "", "", "", "", (("caption", caption), ("credit", credit)))


def _brief(desk: Desk, subject: Mapping) -> Article:
    """Return a short item: a headline and one paragraph of plain clauses."""
    place = _words(desk, subject)["place"]
    text = "，".join(desk.rng.sample(CLAUSES, 3)) + "。" + "，".join(desk.rng.sample(CLAUSES, 2)) + "。"
    return Article(
        "brief", "", (f"{place}{desk.rng.choice(subject['subheads'])}有新招",), "", "", "", "", (("body", text),)
    )


def _notice(desk: Desk, subject: Mapping) -> Article:
    """Return an announcement."""
    title, text = desk.fill(desk.rng.choice(SUBJECTS["notices"]), **_words(desk, subject)).split(" | ")
    return Article("notice", "", (title,), "", "", "", "", (("body", text),))


def _words(desk: Desk, subject: Mapping) -> dict[str, str]:
    """Return what an article calls its place, its person and its office from beginning to end."""
    place = desk.rng.choice(SUBJECTS["localities"])
    return {"place": place, "person": desk.people(1)[0], "office": place + subject["office"]}


def _headline(desk: Desk, subject: Mapping, words: Mapping[str, str]) -> list[str]:
    """Return kicker, title and subtitle; a part that the newspaper does not like is left out."""
    filled = desk.fill(desk.rng.choice(subject["titles"]), **words)
    kicker, title, subtitle = (part.strip() for part in re.split(r" \| |^ ?\| ?| \|$", filled)[-3:])
    title, kicker = (title, kicker) if title else (kicker, "")
    subtitle = desk.paper["dash"] + subtitle.lstrip("—") if subtitle and desk.likes("subtitle") else ""
    return [kicker if kicker and desk.likes("kicker") else "", title, subtitle]


def _paragraphs(desk: Desk, sentences: Sequence[str]) -> list[str]:
    """Return sentences in paragraphs of one to three."""
    made, left = [], list(sentences[: desk.rng.randint(5, len(sentences))])
    while left:
        size = desk.rng.randint(1, 3)
        made, left = [*made, "".join(left[:size])], left[size:]
    return made


def _lines(article: Article, a: int) -> list[Line]:
    """Return the lines of a clean article as they are printed."""
    head = [Line(article.kicker, a, "kicker")] if article.kicker else []
    head += [Line(title, a, "title") for title in article.titles]
    head += [Line(article.subtitle, a, "subtitle")] if article.subtitle else []
    byline = [Line(article.printed, a, "byline")] if article.byline_from not in ("", "dateline") else []
    body = [Line(text, a, role, p, 0, len(text)) for p, (role, text) in enumerate(article.paragraphs)]
    orders = {"above": [*byline, *head, *body], "closing": [*head, *body, *byline], "signed": [*head, *body, *byline]}
    return orders.get(article.byline_from, [*head, *byline, *body])


def _set_lines(made: Draft, dice: Dice) -> tuple[str, list[dict]]:
    """Return the text of the page, a blank line between all lines, and the truth of each line."""
    rows: list[str] = ["", ""] if dice.falls("lead_blank") else []
    lines = []
    for line, last in zip(made.lines, [None, *made.lines[:-1]], strict=True):
        if last is not None and last.a != line.a and dice.falls("gap_blank"):
            rows += ["", ""]
        cont = line.p is not None and line.s > 0 and line.role == "body"
        row = {"n": len(rows), "a": line.a, "role": line.role, "p": line.p, "s": line.s, "e": line.e}
        lines.append(row | {"cont": cont, "ops": list(line.ops)})
        rows += [line.text, ""]
    return "\n".join(rows).rstrip("\n") + "\n", lines


def _truth(article: Article, a: int, name: str) -> dict:
    """Return what the truth says of one article."""
    head = {"index": a, "article_id": f"{name}-{a + 1:02d}", "kind": article.sort, "kicker": article.kicker}
    head |= {"title": " ".join(article.titles), "title_lines": list(article.titles), "subtitle": article.subtitle}
    head |= {"byline": article.byline, "byline_from": article.byline_from, "photo": article.sort == "photo"}
    return head | {"paragraphs": [text for _, text in article.paragraphs]}


def _source(article: Mapping) -> dict:
    """Return the row with the parts of one headline, and all text in which authors may be named."""
    parts = {"article_id": article["article_id"], "kicker": article["kicker"], "headline": article["title"]}
    body = "\n".join(article["paragraphs"])
    return parts | {"subtitle": article["subtitle"], "byline": article["byline"], "body": body}


def main(arguments: Sequence[str] | None = None) -> int:
    """Write pages into a folder."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--preset", choices=sorted(PRESETS), default="seed")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--pages", type=int, default=20)
    given = asked.parse_args(arguments)
    write_pages(given.folder, make_pages(given.pages, given.preset, given.seed))
    return 0


if __name__ == "__main__":
    sys.exit(main())
