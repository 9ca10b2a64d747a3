"""The transitions against every sequence there is: three labels, pages of one, three and five lines."""

from itertools import product

import numpy as np
import pytest

from corpus_tools.layout.crf import NEVER, TOGETHER, Transitions, batches, forward_backward, pad, viterbi

PLACES = 3
RNG = np.random.default_rng(7)
PAGES = [RNG.normal(size=(length, PLACES)) for length in (1, 3, 5)]
STEPS = RNG.normal(size=(PLACES, PLACES))
STEPS[2, 0] = NEVER
CHAIN = Transitions(RNG.normal(size=PLACES), STEPS, RNG.normal(size=PLACES))


def worth(path, page):
    steps = sum(CHAIN.step[one, other] for one, other in zip(path, path[1:], strict=False))
    lines = sum(page[line, label] for line, label in enumerate(path))
    return CHAIN.first[path[0]] + lines + steps + CHAIN.last[path[-1]]


def every_path(page):
    paths = list(product(range(PLACES), repeat=len(page)))
    return paths, np.array([worth(path, page) for path in paths])


@pytest.mark.parametrize("number", range(len(PAGES)))
def test_best_path_is_the_best_of_all(number):
    paths, worths = every_path(PAGES[number])
    assert viterbi(PAGES, CHAIN)[number].tolist() == list(paths[worths.argmax()])


@pytest.mark.parametrize("number", range(len(PAGES)))
def test_probabilities_are_shares_of_all_paths(number):
    paths, worths = every_path(PAGES[number])
    shares = np.exp(worths - worths.max()) / np.exp(worths - worths.max()).sum()
    expected = [
        [shares[[path[line] == label for path in paths]].sum() for label in range(PLACES)]
        for line in range(len(PAGES[number]))
    ]
    sums = forward_backward(PAGES, CHAIN)
    assert np.allclose(sums.probability[number, : len(PAGES[number])], expected)
    assert np.isclose(sums.total[number], np.logaddexp.reduce(worths))


def test_a_step_that_cannot_be_is_not_taken():
    for path in viterbi(PAGES, CHAIN):
        assert (2, 0) not in zip(path[:-1].tolist(), path[1:].tolist(), strict=True)


def test_pages_are_padded_with_zeros():
    padded = pad(PAGES)
    assert padded.shape == (3, 5, PLACES)
    assert not padded[0, 1:].any()


def test_every_page_is_in_one_batch_with_pages_of_its_length():
    lengths = [*range(TOGETHER), 1000, 1, 2]
    found = [batch.tolist() for batch in batches(lengths)]
    assert sorted(page for batch in found for page in batch) == list(range(len(lengths)))
    assert TOGETHER in found[-1]
