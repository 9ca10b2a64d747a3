import numpy as np
import pytest
from generated_pages import make_page
from scipy.optimize import check_grad

from corpus_tools.layout.crf import viterbi
from corpus_tools.layout.decode import make_transitions
from corpus_tools.layout.labels import labels, membership
from corpus_tools.layout.training import fit as fitting
from corpus_tools.layout.training.likelihood import encode, log_likelihood, make_model, score_batch
from corpus_tools.layout.training.made_pages import Sample


def samples(number):
    """A made page with its roles: a body line goes on where the one before broke off."""
    rows = make_page(number, articles=3, damage=["break"]).rows
    broken = [False, *(row.role == "body" and not row.text.endswith("。") for row in rows)]
    return [Sample(row.text, row.article, row.role, goes_on=late) for row, late in zip(rows, broken, strict=False)]


@pytest.fixture(scope="module")
def pages():
    return [fitting.prepare(samples(number)) for number in range(6)]


@pytest.fixture(scope="module")
def rows(pages):
    return fitting.fit(pages, rounds=40)


def test_slope_is_that_of_the_likelihood(pages):
    model = make_model(pages)
    data = encode(pages[:2], model)
    start, rng = np.random.default_rng(1).normal(scale=0.1, size=len(model.names)), np.random.default_rng(2)
    ways = rng.normal(size=(len(model.names), 3)) * (rng.random((len(model.names), 3)) < 0.05)

    def likelihood(step):
        return log_likelihood(model, data, start + ways @ step)[0]

    def slope(step):
        return ways.T @ log_likelihood(model, data, start + ways @ step)[1]

    assert check_grad(likelihood, slope, np.zeros(3)) < 1e-3 * np.abs(slope(np.zeros(3))).max()


def test_fitted_weights_put_the_lines_right(pages, rows):
    model, weight = make_model(pages), {row[:3]: row[3] for row in rows}
    lines, cuts, steps = model.split(np.array([weight.get(name, 0.0) for name in model.names]))
    found, transitions = [], make_transitions(dict(zip(model.steps, steps, strict=True)))
    for batch in encode(pages, model):
        scores = score_batch(batch, lines @ membership(), cuts)
        paths = viterbi(np.split(scores, batch.ends[:-1]), transitions)
        found += batch.right[np.arange(len(scores)), np.concatenate(paths)].tolist()
    assert np.mean(found) > 0.95


def test_rare_features_have_no_weight(pages):
    model = make_model([*pages, fitting.prepare([Sample("王若兰 摄", 0, "credit")])])
    assert "credit" not in model.lines
    assert "any line" in model.lines


def test_every_weight_has_one_name(pages):
    names = make_model(pages).names
    assert len(names) == len(set(names))
    assert {name[2] for name in names if name[0] == "cut"} == {"join"}


def test_places_have_the_columns_of_the_answers(pages):
    assert all(page.right.shape[1] == len(labels()) for page in pages)
