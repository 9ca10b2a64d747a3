"""The files for a paper: everything that a run made stands in them, the same bytes twice, and LaTeX takes them where it is installed."""

import json
import re
import shutil
import subprocess
from io import BytesIO

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from docx import Document

import corpus_tools as ct
from corpus_tools.report.outputs import Outputs
from corpus_tools.report.paper import FILES, LONGEST_CELL, first_rows, paper_files
from corpus_tools.report.results import Report
from corpus_tools.tables import make_table

SIGNS = ("■", "①", "★", "◇", "㈠", "\u200c", "\ufffc")  # of the first terms
ISSUES = pd.DataFrame({"newspaper": "青岩日报", "date": ["2024-01-13", "2024-01-14"]})
TERMS = make_table("terms", [{"term": f"词_{number}%{''.join(SIGNS[number : number + 1])}", "n": number, "per_10k": 1.5, "largest_share": 0.5} for number in range(40)])


@pytest.fixture(scope="module")
def outputs(tmp_path_factory):
    made = Outputs(tmp_path_factory.mktemp("figures") / "青岩日报_2024 & more")
    with made.held():
        stage = made.stage("03_terms")
        report = Report(None, stage, "en")
        report.figure("08_calendar", ct.plot_calendar, ISSUES)
        report.table("03_terms", TERMS)
        cells = [{"cell_type": "markdown", "source": ["# 03 Which terms & why?\n"]}]
        (stage / "03_terms.ipynb").write_text(json.dumps({"cells": cells}), encoding="utf-8")
        made.replace("03_terms")
    plt.close("all")
    return made


def test_the_same_run_gives_the_same_bytes(outputs):
    first, second = paper_files(outputs, "zh"), paper_files(outputs, "zh")
    assert tuple(first) == FILES
    assert first == second


def test_latex_includes_every_figure_and_table_and_escapes(outputs):
    text = paper_files(outputs, "en")["paper.tex"].decode()
    assert r"\includegraphics[width=\linewidth,height=0.8\textheight,keepaspectratio]{08_calendar.pdf}" in text
    assert r"\caption{Days at hand, by newspaper and month.}\label{fig:08_calendar}" in text
    assert r"\caption{Terms with rate" in text
    assert r"词\_0\%" in text
    assert r"Which terms \& why?" in text
    assert text.count(r"\begin{") == text.count(r"\end{")
    assert re.findall(r"(?<!\\)&(?! )", text) == []


def test_word_has_alt_text_captions_and_tables(outputs):
    document = Document(BytesIO(paper_files(outputs, "zh")["paper.docx"]))
    [shape] = document.inline_shapes
    assert shape._inline.docPr.get("descr").startswith("日历图：2024-01-13至2024-01-14")
    captions = [each.text for each in document.paragraphs if each.style.name == "Caption"]
    assert captions == ["08_calendar. 所收刊期，按报纸与月份排列。", "03_terms. 词频、离散度与位次区间。"]
    [table] = document.tables
    assert [cell.text for cell in table.rows[0].cells][:2] == ["词", "频次"]
    assert len(table.rows) == 31


def test_a_printed_table_is_no_wider_and_longer_than_a_page():
    wide = pd.DataFrame({f"column{number}": ["很" * 100] for number in range(20)})
    kept = first_rows(wide)
    assert kept.shape == (1, 7)
    assert kept.map(len).max().max() == LONGEST_CELL


@pytest.mark.skipif(shutil.which("xelatex") is None, reason="needs XeLaTeX with ctex")
def test_it_compiles(outputs, tmp_path):
    folder = shutil.copytree(outputs.path, tmp_path / "run")
    for name, content in paper_files(outputs, "zh").items():
        (folder / name).write_bytes(content)
    done = subprocess.run(
        ["xelatex", "-interaction=nonstopmode", "-halt-on-error", "paper.tex"], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-2000:]
    assert (folder / "paper.pdf").stat().st_size > 10_000
    assert "Missing character" not in (folder / "paper.log").read_text(encoding="utf-8", errors="replace")
