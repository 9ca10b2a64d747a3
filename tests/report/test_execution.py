"""One notebook in its kernel: what it leaves, and what is said when it fails."""

import asyncio
import sys

import nbformat
import pytest
from report.small_kit import make_kit, notebook

from corpus_tools.report.execution import Executed, _environment, execute, parameters_of, relocated


def run(tmp_path, *sources):
    [path] = make_kit(tmp_path, n03_a=notebook(*sources))
    with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
        return runner.run(execute(path, {"OUT": "../figures/清河日报"}))


def test_the_kernel_is_this_python_in_the_folder_of_the_notebook(tmp_path):
    executed = run(tmp_path, "import sys, os", "print(sys.executable, os.path.basename(os.getcwd()), OUT)")
    assert executed.problem == ""
    assert executed.notebook.cells[-1].outputs[0].text == f"{sys.executable} notebooks ../figures/清河日报\n"


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("1 / 0", "cell 3: ZeroDivisionError: division by zero"),
        ("raise ValueError('it is\\n  wrong')", "cell 3: ValueError: it is wrong"),
        ("import os; os._exit(9)", "cell 3: the kernel died; was there too little memory?"),
    ],
)
def test_a_failure_is_one_line_and_the_copy_has_the_cells_up_to_it(tmp_path, source, problem):
    executed = run(tmp_path, source, "print('never')")
    assert executed.problem == problem
    assert executed.notebook.cells[-1].outputs == []
    nbformat.validate(nbformat.reads(executed.as_text(), as_version=4))


def test_nothing_of_the_moment_is_in_it(tmp_path):
    assert run(tmp_path, "1 + 1").as_text() == run(tmp_path, "1 + 1").as_text()


def test_parameters_are_those_of_the_tagged_cell(tmp_path):
    [path] = make_kit(tmp_path, n03_a=notebook("X = 1"))
    assert parameters_of(path) == {"SEEDS", "OUT", "LANGUAGE"}


@pytest.mark.parametrize("sign", ["/", "\\", "\\\\"])
def test_a_path_is_put_right_however_it_is_spelled(sign):
    written, wrong = ".run-1/03_词频", f".run-1{sign}03_词频"
    cell = nbformat.v4.new_code_cell(f"OUT = {wrong!a}", outputs=[nbformat.v4.new_output("stream", text=f"to {wrong}")])
    executed = Executed(nbformat.v4.new_notebook(cells=[cell]), f"cannot write {wrong}")
    text = relocated(executed, written, "清河日报")
    assert text.notebook.cells[0].source == "OUT = '清河日报'"
    assert text.notebook.cells[0].outputs[0].text == "to 清河日报"
    assert text.problem == "cannot write 清河日报"
    assert executed.problem == f"cannot write {wrong}"


def test_the_page_needs_no_network(tmp_path):
    page = Executed(notebook("1")).as_page("a title")
    assert "<title>a title</title>" in page
    assert "<script" not in page


def test_a_folder_of_ipython_that_cannot_be_made_keeps_no_kernel_from_starting(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "file/sub"))
    assert "IPYTHONDIR" not in _environment()
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "own"))
    assert _environment()["IPYTHONDIR"] == str(tmp_path / "own")
