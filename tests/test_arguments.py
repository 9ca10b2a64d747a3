"""Anything at all in the place of any argument of every public function: a ValueError that names it, and nothing else."""

import errno
import pickle
import tempfile
from contextlib import chdir, suppress
from inspect import Parameter, isfunction, signature
from typing import get_type_hints

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import corpus_tools as ct
from corpus_tools.arguments import PathError, fits, wrong
from corpus_tools.tables import empty

TABLE, WORDS = pd.DataFrame({"a": [1]}), empty("new_words")
FUNCTIONS = [name for name in ct.__all__ if isfunction(getattr(ct, name))]
FREE = (Parameter.VAR_KEYWORD, Parameter.VAR_POSITIONAL)
LEAVES = st.one_of(st.none(), st.booleans(), st.integers(-3, 10**30), st.floats(), st.text(max_size=3), st.binary(max_size=3), st.builds(object))  # fmt: skip
ANYTHING = st.one_of(LEAVES, st.lists(LEAVES, max_size=3), st.dictionaries(st.text(max_size=2), LEAVES, max_size=2), st.builds(pd.DataFrame), st.just(pd.Series([1])), st.just(np.array([1.5])))  # fmt: skip


def parameters(name):
    return [name for name, one in signature(getattr(ct, name)).parameters.items() if one.kind not in FREE]


@pytest.mark.parametrize("name", FUNCTIONS)
@settings(derandomize=True, deadline=None, max_examples=15)
@given(data=st.data())
def test_anything_is_taken_or_refused(name, data):
    given = {each: data.draw(ANYTHING, each) for each in parameters(name)}
    with tempfile.TemporaryDirectory() as folder, chdir(folder), suppress(ValueError):
        getattr(ct, name)(**given)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_an_argument_of_another_type_is_named(name):
    function = getattr(ct, name)
    hints = get_type_hints(function, localns={"Parsed": ct.Parsed})
    wrong = object()
    for each in parameters(name):
        if not fits(wrong, hints[each]):
            with pytest.raises(ValueError, match=rf"^{name}: \w+ must be "):
                function(**dict.fromkeys(parameters(name), wrong))


@pytest.mark.parametrize("name", ct.__all__)
def test_what_is_public_can_be_pickled_and_is_one_object(name):
    assert pickle.loads(pickle.dumps(getattr(ct, name))) is getattr(ct, name)


@pytest.mark.parametrize(
    ("value", "hint", "held"),
    [
        (np.int64(3), int, True),
        (True, int, False),
        (10**30, int, False),
        (3, float, True),
        (np.float64(0.5), float, True),
        (float("nan"), float, False),
        (float("inf"), float, True),
        ("a", list[str], False),
        (pd.Series(["a"]), list[str], True),
        ((1, 2), tuple[int, int], True),
        ((1,), tuple[int, int], False),
        ([None], list[str], False),
        (b"x", str, False),
        (None, str | None, True),
    ],
)
def test_what_fits(value, hint, held):
    assert fits(value, hint) is held


WRONG = [  # function, argument, value, what the error says
    ("read_issues", "path", "", "path names no file or folder"),
    ("read_issues", "path", "a\0b", "path holds a NUL"),
    ("open_corpus", "store", "\ud800", "store holds half a character"),
    ("find_reuse", "articles", "", "articles names no file or folder"),
    ("count_mentions", "kind", "\ud800", "kind holds half a character"),
    ("collocates", "node", ["雨", "\udfff"], "node holds half a character"),
    ("collocates", "node", pd.Series([1]), "node must be"),
    ("term_series", "terms", pd.Series([1]), "terms must be"),
    ("term_series", "terms", pd.DataFrame(), "terms must be"),
    ("compare_issues", "match", pd.DataFrame(), "match must be"),
    ("plot_dispersion", "terms", pd.Series([1]), "terms must be"),
    ("plot_reuse", "articles", 5, "articles must be a pandas DataFrame"),
    ("save_table", "table", None, "table must be a pandas DataFrame"),
    ("propagate_topics", "vectors", "x", "vectors must be a pandas DataFrame"),
    ("topic_series", "language", "fr", "no such language – 'fr' – there are en, zh"),
    ("house_style", "language", "", "no such language – '' – there are en, zh"),
    ("fit_topics", "seed", -1, "seed must not be negative"),
    ("change_points", "span", -1, "span must not be negative"),
    ("parse_issues", "issues", pd.Series([1]), "issues must be"),
]


@pytest.mark.parametrize(("name", "argument", "value", "said"), WRONG)
def test_what_is_wrong_with_an_argument(name, argument, value, said):
    function = getattr(ct, name)
    hint = get_type_hints(function, localns={"Parsed": ct.Parsed})[argument]
    assert wrong(argument, value, hint).startswith(said)
    given = {each: given_for(function, each) for each in parameters(name)} | {argument: value}
    with pytest.raises(ValueError, match=rf"^{name}: "):
        function(**given)


def given_for(function, name):
    """What an argument is by itself, or something that is no such thing."""
    default = signature(function).parameters[name].default
    return object() if default is Parameter.empty else default


@pytest.mark.parametrize("call", [lambda f: ct.save_table(TABLE, f / "t"), lambda f: ct.save_word_sheet(WORDS, f / "t.csv")])
def test_a_file_that_cannot_be_written_is_a_value_error_that_names_it(tmp_path, call):
    (tmp_path / "t.csv").mkdir()
    with pytest.raises(PathError, match=r"^cannot be read or written – .*t\.csv – Is a directory$") as found:
        call(tmp_path)
    assert found.value.errno == errno.EISDIR
    assert isinstance(found.value, ValueError)
    assert [path.name for path in tmp_path.iterdir()] == ["t.csv"]
    assert str(pickle.loads(pickle.dumps(found.value))) == str(found.value)


def test_an_argument_that_is_passed_on_is_looked_at_too(tmp_path):
    with pytest.raises(ValueError, match=r"^save_table: no argument 'colour' – there are corpus, inputs"):
        ct.save_table(TABLE, tmp_path / "t", colour="x")
    with pytest.raises(ValueError, match=r"^save_table: lexicon must be Lexicon"):
        ct.save_table(TABLE, tmp_path / "t", lexicon="x")


@pytest.mark.parametrize("name", [name for name in FUNCTIONS if {"level", "confidence"} & set(parameters(name))])
@pytest.mark.parametrize("level", [0, 1, -1.0, 2.0, float("inf")])
def test_a_level_lies_between_nought_and_one(name, level):
    said = ({"level", "confidence"} & set(parameters(name))).pop()
    with pytest.raises(ValueError, match=r"must lie between 0 and 1|must be"):
        getattr(ct, name)(**(dict.fromkeys(parameters(name), "x") | {said: level}))


VALUES = [  # class, what it is made of, what the error says
    ("Issue", {"path": "a.txt", "text": None}, "Issue: text must be str"),
    ("Issue", {"path": "a.txt", "text": "雨\ud800"}, "Issue: text holds half a character"),
    ("Issue", {"path": "a.txt", "text": "雨", "newspaper": 5}, "Issue: newspaper must be str"),
    ("Parsed", {"articles": TABLE, "lines": TABLE, "repairs": None}, "Parsed: repairs must be a pandas DataFrame"),
    ("Lexicon", {"words": 5}, "Lexicon: words must be"),
    ("Lexicon", {"hmm": None}, "Lexicon: hmm must be bool"),
    ("Lexicon", {"engine": TABLE}, "Lexicon: engine must be str"),
    ("Rules", {"lists": None}, "Rules: lists must be"),
    ("Scoring", {"lead": "x"}, "Scoring: lead must be float"),
    ("Scoring", {"level": 2.0}, "Scoring: level must lie between 0 and 1"),
    ("Scoring", {"seed": -1}, "Scoring: seed must not be negative"),
    ("Scoring", {"resamples": 0}, "drawn anew at least once"),
]


@pytest.mark.parametrize(("name", "parts", "said"), VALUES)
def test_a_value_is_made_of_what_its_class_states(name, parts, said):
    with pytest.raises(ValueError, match=said):
        getattr(ct, name)(**parts)


def test_rules_without_a_list_say_so():
    with pytest.raises(ValueError, match="no such rules – 'units' – there are none"):
        ct.Rules(lists={}).rows("units")


def test_what_draws_no_parts_is_no_plot():
    with pytest.raises(ValueError, match="no plot of the kit"):
        ct.plot_parts(lambda: None)
