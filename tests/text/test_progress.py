"""A bar where somebody sees it, none in the kernels of a run, and all items in any case."""

import sys

import pytest

from corpus_tools.text import progress as module
from corpus_tools.text.progress import progress


@pytest.mark.parametrize("total", [None, 1, 3])
def test_all_items_come_in_their_order(total):
    assert list(progress(range(total or 2), "counting", unit="part", total=total)) == list(range(total or 2))


def test_in_a_kernel_a_bar_is_shown_but_not_in_that_of_a_run(monkeypatch):
    monkeypatch.setitem(sys.modules, "ipykernel.kernelapp", sys)
    monkeypatch.delenv(module.HIDDEN, raising=False)
    assert module._hidden() is False
    monkeypatch.setenv(module.HIDDEN, "1")
    assert module._hidden() is True


def test_elsewhere_the_terminal_decides(monkeypatch):
    monkeypatch.delitem(sys.modules, "ipykernel.kernelapp", raising=False)
    assert module._hidden() is None
