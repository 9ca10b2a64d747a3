"""JupyterLab on the notebooks: opened at the first one, with this Python as its kernel, and with Chinese shown whatever fonts the system has.

The typeface of the figures is served with the notebooks: this module is also the extension of the Jupyter server that does so.
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from corpus_tools.plots.fonts import cache_folder, font_file, load_font
from corpus_tools.report.translation import SOURCE, write_translations
from corpus_tools.report.webfont import MONO, NAME, SANS
from corpus_tools.text.files import write

if TYPE_CHECKING:
    from jupyter_server.serverapp import ServerApp

START: Final = "00_start_here.ipynb"
FONT: Final = "NotoSansSC.ttf"
CHINESE: Final = "U+2E80-9FFF, U+F900-FAFF, U+FE30-FE4F, U+FF00-FFEF, U+20000-2FFFF"  # the rest is the system's
# JupyterLab asks for no news and no updates: neither over the network nor in a box upon the notebook
DEFAULTS: Final = "labconfig/default_setting_overrides.json"
QUIET: Final = '{"@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": false}}\n'
# The last line loads the typeface before a notebook needs it (see `webfont.SETTLE`). The names stand
# upon `body`, because the theme, which is loaded later, sets the same names upon the root
STYLE: Final = f"""@font-face {{ font-family: "{NAME}"; src: url("{FONT}"); unicode-range: {CHINESE}; }}
body {{ --jp-ui-font-family: {SANS}; --jp-content-font-family: {SANS}; --jp-code-font-family: {MONO}; }}
body::after {{ content: "一"; font-family: "{NAME}"; position: absolute; visibility: hidden; }}
"""


def open_lab(kit: Path, language: str = SOURCE, options: Sequence[str] = ()) -> int:
    """Open JupyterLab on the notebooks of a kit and return its exit code when it ends; `options` are handed on to it.

    In another language than English the notebooks are copies in a folder of their own (``notebooks-zh``), which is made
    once; what a reader changes there stays.
    """
    folder = kit / "notebooks"
    if language != SOURCE:
        folder = kit / f"notebooks-{language}"
        write_translations(kit / "notebooks", language, folder)
    command = lab_command(kit, folder.name, options)
    if os.name == "posix":
        sys.stdout.flush()
        os.execv(command[0], command)  # noqa: S606 – this Python, with arguments that are the caller's own
    return subprocess.run(command, check=False).returncode  # noqa: S603


def lab_command(kit: Path, folder: str, options: Sequence[str] = ()) -> list[str]:
    """Return the command that opens JupyterLab: the kernel is this Python alone, whatever others the machine has."""
    return [
        sys.executable,
        *("-m", "jupyterlab"),
        f"--ServerApp.root_dir={kit.resolve()}",
        f"--LabApp.default_url=/lab/tree/{folder}/{START}",
        "--ServerApp.jpserver_extensions=corpus_tools.report.lab=True",
        "--LabApp.custom_css=True",
        "--LabApp.news_url=None",
        "--KernelSpecManager.kernel_dirs=[]",
        *options,
    ]


def style_folder() -> Path:
    """Return the folder with the style of the notebooks, its typeface and its defaults; write what is not there yet."""
    load_font()
    folder = cache_folder() / "lab"
    held = {"custom.css": STYLE.encode(), FONT: font_file(cache_folder()).read_bytes(), DEFAULTS: QUIET.encode()}
    for path, content in ((folder / name, content) for name, content in held.items()):
        if not path.is_file() or path.stat().st_size != len(content):
            write(path, content)
    return folder


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    """Tell the Jupyter server where its extension is."""
    return [{"module": "corpus_tools.report.lab"}]


def _load_jupyter_server_extension(server: "ServerApp") -> None:
    """Serve the style of the notebooks after a reader's own and before the one that is empty, and the defaults after a reader's own."""
    folder = str(style_folder())
    server.web_app.settings["static_custom_path"].insert(1, folder)
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(filter(None, [os.environ.get("JUPYTER_CONFIG_PATH"), folder]))
