import re
from importlib.resources import files

import pytest

from corpus_tools.rules import Rules
from corpus_tools.sources import datings
from corpus_tools.text import bylines, datelines, dates, measures
from corpus_tools.text.grammar import REFERENCE, forms, pattern, source, words

# What the rules give to the forms of a subject, as the module gives it that reads by them.
GIVEN = {
    "amounts": measures.given_words(Rules()),
    "bylines": bylines.given_words(Rules()),
    "datelines": datelines.given_words(Rules()),
    "imprints": datings.given_words() | {"month": "7", "day": "3"},
    "dates": dates.given_words(Rules()),
    "measures": measures.given_words(Rules()),
}
FOLDER = files("corpus_tools.resources") / "grammar"
SUBJECTS = sorted(entry.name.removesuffix(".tsv") for entry in FOLDER.iterdir())
FORMS = [(subject, form) for subject in SUBJECTS for form in forms(subject).values()]


def found(subject, form, text):
    """Whether a text is found by a form, in the way that its line names."""
    made = source(f"{subject}: {form.name}", GIVEN.get(subject, {}))
    if form.method == "among":
        return re.fullmatch(f"[{made}]", text) is not None
    assert form.method in ("match", "fullmatch", "search")
    return getattr(re.compile(made), form.method)(text) is not None


@pytest.mark.parametrize(("subject", "form"), FORMS, ids=lambda one: getattr(one, "name", one))
def test_each_form_finds_its_example_and_not_the_other(subject, form):
    assert found(subject, form, form.example)
    assert not found(subject, form, form.other)


@pytest.mark.parametrize("subject", SUBJECTS)
def test_no_form_stands_twice(subject):
    lines = [line for line in (FOLDER / f"{subject}.tsv").read_text("utf-8").splitlines() if not line.startswith("#")]
    assert len(lines) == len(forms(subject))


def test_what_is_referred_to_stands_in_the_form():
    assert source("dates: calendar year") != forms("dates")["calendar year"].source
    assert not REFERENCE.search(source("measures: calendar"))
    assert pattern("datelines: when").fullmatch("7月7日")["month"] == "7"
    assert words("dates: years to come") == ("未来", "今后")


def test_a_form_that_is_not_there_is_named():
    with pytest.raises(ValueError, match=r"no form 'weather' in grammar/dates\.tsv; there are number"):
        source("dates: weather")
