import subprocess
import sys

import pytest

from corpus_tools.text import segmenters
from corpus_tools.text.segmenters import make_segmenter, read_dictionary, suggest_frequency

TEXT = "东溪县政协召开云麓会，聚焦数链融合与县域经济高质量发展；记者陶文远报道。"
WORDS = ["云麓会", "数链融合", "县域经济", "高质量发展", "中国", "学生", "一套"]


@pytest.fixture(scope="module")
def reference():
    return segmenters._private_tokenizer()


@pytest.mark.parametrize("word", [*WORDS, "研究生命", "鸄鸄", "的确良", "不竭", "奔赴"])
def test_frequencies_are_those_that_jieba_suggests(word, reference):
    assert suggest_frequency(word) == reference.suggest_freq(word)


def test_the_dictionary_is_jiebas(reference):
    known = read_dictionary()
    assert known.total == reference.total
    assert known.frequencies == {word: n for word, n in reference.FREQ.items() if n}


@pytest.mark.parametrize("hmm", [True, False])
@pytest.mark.parametrize("words", [{}, {word: suggest_frequency(word) for word in WORDS}], ids=["plain", "taught"])
def test_both_engines_give_the_same_words(words, hmm):
    cuts = [make_segmenter(engine, words, hmm=hmm)(TEXT) for engine in segmenters.ENGINES]
    assert cuts[0] == cuts[1]


def test_without_words_they_are_jiebas(reference):
    assert make_segmenter("rjieba", {}, hmm=True)(TEXT) == reference.lcut(TEXT)


def test_a_build_that_cuts_otherwise_is_not_used(monkeypatch):
    monkeypatch.setattr(segmenters, "_agrees", lambda _: False)
    with pytest.warns(UserWarning, match="jieba is used instead"):
        cut = make_segmenter("rjieba", {}, hmm=True)
    assert cut("县域经济") == ["县域", "经济"]


def test_specimens_hold_for_the_reference(reference):
    assert segmenters._agrees(reference.lcut)


def test_the_reference_writes_no_log_and_no_cache(tmp_path):
    script = (
        "import tempfile; from corpus_tools.text.segmenters import make_segmenter; "
        "make_segmenter('jieba', {}, hmm=True)('县域经济'); print(tempfile.gettempdir())"
    )
    environment = {"TMPDIR": str(tmp_path), "PATH": "", "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", script], check=False, env=environment, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr, done.stdout.strip()) == (0, "", str(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_the_global_jieba_is_left_alone():
    make_segmenter("jieba", {"云麓会": 9}, hmm=True)
    assert not sys.modules["jieba"].dt.initialized
    assert sys.modules["jieba"].dt.FREQ == {}
