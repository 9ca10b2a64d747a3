"""A megabyte of made pages parsed, beside a plain loop over its lines; and one page 1, 10 and 100 times as long.

Run with ``pytest tests/benchmarks/test_articles_speed.py --benchmark-only``; `extra_info` holds megabytes a second, the
ratio to the loop, and how the time grows with the page. Seconds are those of the processor: other work on the machine
does not count.
"""

from statistics import median
from time import process_time

import pytest
from generated_pages import make_page

from corpus_tools.articles.parse import parse_issues
from corpus_tools.sources.issues import Issue

# Pages of twelve articles; the paragraphs are as long as a newspaper's: 224 bytes a line on 64 damaged pages of a daily.
PAGES, ARTICLES, SENTENCES = 100, 12, 5
LENGTHS = (1, 10, 100)


def issue(number, articles):
    return Issue(f"made-{number:04}.txt", make_page(number, articles=articles, sentences=SENTENCES).text)


def megabytes(issues):
    return sum(len(issue.text.encode()) for issue in issues) / 1e6


def seconds(work, *args):
    begun = process_time()
    work(*args)
    return process_time() - begun


def loop(issues):
    """Take every line of the pages once: strip it, and tell whether its sentence ends."""
    return [(line.strip(), line.rstrip().endswith(("。", "”"))) for issue in issues for line in issue.text.splitlines()]


@pytest.fixture(scope="module", autouse=True)
def warm():
    """Read the resources, which are read once a process."""
    parse_issues([issue(0, 2)])


def test_pages_beside_a_line_loop(benchmark):
    issues = [issue(number, ARTICLES) for number in range(PAGES)]
    parsed = benchmark.pedantic(parse_issues, (issues,), rounds=3)
    taken = median(seconds(parse_issues, issues) for _ in range(3))
    benchmark.extra_info["megabytes"] = round(megabytes(issues), 2)
    benchmark.extra_info["megabytes_a_second"] = round(megabytes(issues) / taken, 2)
    benchmark.extra_info["ratio_to_a_line_loop"] = round(taken / median(seconds(loop, issues) for _ in range(3)))
    assert len(parsed.articles) > PAGES


def test_time_grows_with_the_page(benchmark):
    pages = [[issue(1, ARTICLES * length)] for length in LENGTHS]
    benchmark.pedantic(parse_issues, (pages[-1],), rounds=3)
    taken = [median(seconds(parse_issues, page) for _ in range(3)) for page in pages]
    for length, page, time in zip(LENGTHS, pages, taken, strict=True):
        longer = megabytes(page) / megabytes(pages[0])
        benchmark.extra_info[f"page_x{length}"] = f"{longer:.1f} times the text, {time / taken[0]:.1f} times the time"
