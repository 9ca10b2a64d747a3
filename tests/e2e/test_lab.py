"""JupyterLab as a reader has it: each notebook runs twice, shows as many pictures as it has figures, and the concordance answers."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import matplotlib as mpl
import pytest
from browsers import chromium

from corpus_tools.report.lab import lab_command
from corpus_tools.report.runs import find_notebooks

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = find_notebooks(ROOT / "notebooks")
MINUTES = 60_000  # milliseconds
LONG = 15 * MINUTES  # a notebook on a machine that does something else
ENDING = 30  # seconds that JupyterLab has to end
TOKEN = "reader"
[COMMITTED] = (path.parent for path in ROOT.glob("figures/*/index.html"))  # the run of the seed, in English
ALONE = """<fontconfig><dir>{folder}</dir><cachedir>{cache}</cachedir></fontconfig>"""


@pytest.fixture(scope="module")
def kit(tmp_path_factory):
    folder = tmp_path_factory.mktemp("kit")
    for name in ("seeds", "notebooks"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def server(kit, tmp_path_factory):
    own = tmp_path_factory.mktemp("jupyter")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folders = {f"JUPYTER_{name}_DIR": str(own / name) for name in ("CONFIG", "DATA", "RUNTIME")}
    options = [f"--port={port}", "--no-browser", f"--IdentityProvider.token={TOKEN}", "--ServerApp.port_retries=0", "--allow-root"]
    environment = os.environ | folders | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = lab_command(kit, "notebooks", options)
    with (own / "log").open("w") as log, subprocess.Popen(command, cwd=kit, env=environment, stdout=log, stderr=log) as process:
        address = f"http://127.0.0.1:{port}"
        wait_for(f"{address}/api?token={TOKEN}", process)
        yield address
        process.terminate()
        try:
            process.wait(ENDING)
        except subprocess.TimeoutExpired:  # now and then it waits for its kernels, which have ended, for ever
            process.kill()


def wait_for(address, process):
    for _ in range(600):
        assert process.poll() is None, "JupyterLab ended"
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail("JupyterLab does not answer")


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    folder = tmp_path_factory.mktemp("fonts")  # a system without a Chinese font
    fonts = Path(mpl.get_data_path()) / "fonts" / "ttf"
    (folder / "fonts.conf").write_text(ALONE.format(folder=fonts, cache=folder / "cache"), encoding="utf-8")
    os.environ["FONTCONFIG_FILE"] = str(folder / "fonts.conf")
    with chromium() as opened:
        yield opened
    del os.environ["FONTCONFIG_FILE"]


@pytest.fixture
def tab(browser):
    page = browser.new_page(viewport={"width": 1400, "height": 1000})
    page.set_default_timeout(2 * MINUTES)
    yield page
    page.close()


def open_notebook(tab, server, name):
    tab.goto(f"{server}/lab/tree/notebooks/{name}?reset&token={TOKEN}")
    idle(tab)


def idle(tab):
    tab.wait_for_selector("text=/\\| Idle/", timeout=LONG)
    tab.wait_for_timeout(1000)


def run_all(tab):
    """Run all cells, and wait until the last has its number."""
    tab.click("text=Run >> visible=true")
    tab.get_by_text("Run All Cells", exact=True).click()
    tab.wait_for_timeout(1500)
    idle(tab)
    for _ in range(600):
        prompts = [text.strip() for text in tab.locator(".jp-CodeCell .jp-InputPrompt").all_text_contents()]
        if prompts and all(re.fullmatch(r"\[\d+\]:", prompt) for prompt in prompts):
            return
        assert tab.locator('[data-mime-type="application/vnd.jupyter.error"]').count() == 0
        tab.wait_for_timeout(500)
    pytest.fail(f"not all cells ran: {prompts}")


def pictures(tab):
    return tab.locator(".jp-Notebook .jp-RenderedImage img")


def figures_of(folder, name):
    """The pictures that a notebook writes: all but those that are left out for want of rows, on a single day most of `07`."""
    return sorted(path.name for path in folder.glob(f"{name[:2]}_*.png"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_twice(path, kit, server, tab):
    (kit / "figures" / "draft").mkdir(parents=True, exist_ok=True)
    open_notebook(tab, server, path.name)
    tab.add_style_tag(content=".jp-Cell { content-visibility: visible !important; }")
    for _ in range(2):
        run_all(tab)
        assert tab.locator('[data-mime-type="application/vnd.jupyter.error"], [data-mime-type="application/vnd.jupyter.stderr"]').count() == 0
        written = figures_of(kit / "figures" / "draft", path.name)
        assert written == figures_of(COMMITTED, path.name)
        assert pictures(tab).count() == len(written)
    # JupyterLab shows no alt text of a picture: the sentence stands below it
    assert tab.locator(".jp-RenderedHTML p", has_text=f"{path.name[:2]}_").count() >= pictures(tab).count()


def test_the_concordance_answers_and_chinese_is_shown(kit, server, tab):
    open_notebook(tab, server, "04_keyness_collocations.ipynb")
    run_all(tab)
    field = tab.locator(".widget-text input").first
    field.scroll_into_view_if_needed()
    answer = tab.locator(".widget-html-content").first
    before = answer.inner_text()
    field.fill("县域")
    field.press("Enter")
    tab.wait_for_function("before => document.querySelector('.widget-html-content').innerText != before", arg=before)
    assert "县域" in answer.inner_text()
    assert tab.evaluate("[...document.fonts].filter(font => font.family.includes('Kit Sans SC') && font.status == 'loaded').length") == 1


def test_it_opens_at_the_first_notebook_with_this_python(server, tab):
    tab.goto(f"{server}/?token={TOKEN}")
    tab.wait_for_selector(".jp-NotebookPanel >> visible=true")
    assert "/lab/tree/notebooks/00_start_here.ipynb" in tab.url
    with urllib.request.urlopen(f"{server}/api/kernelspecs?token={TOKEN}") as answer:
        assert list(json.load(answer)["kernelspecs"]) == ["python3"]
