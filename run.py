"""Make the environment on first use, then hand over to the `corpus` command.

    python run.py            every notebook, from seeds/ to figures/
    python run.py lab        JupyterLab, opened at 00_start_here (in Chinese: lab --language zh)
    python run.py test       the tests
    python run.py lint       the lint
    python run.py types      the type checker
    python run.py evaluate   how well pages and statistics are read, on labels that come with the kit or your own
    python run.py COMMAND …  any other command of `corpus`, such as: parse FILE, --help

Needs Python 3.11 to 3.14 and nothing else. With KIT_PYTHON=/path/to/python in the environment, that interpreter
(a conda environment made from environment.yml, say) is used as it is, and nothing is installed.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
LOCK = HERE / "requirements.lock"
STAMP = VENV / "made-from"
SUPPORTED = ((3, 11), (3, 14))
TOOLS = {
    "test": ["-m", "pytest"],
    "lint": ["-m", "ruff", "check"],
    "types": ["-m", "mypy"],
    "evaluate": ["tests/evaluation/evaluate.py"],
}


def main(arguments: list[str]) -> int:
    """Run what `arguments` ask for in the project's environment and return its exit code."""
    command, rest = (arguments[0], arguments[1:]) if arguments else ("run", [])
    if command in {"-h", "--help"}:
        print(__doc__, flush=True)
    chosen = os.environ.get("KIT_PYTHON")
    python = shutil.which(chosen) if chosen else ready_python()
    if not python:
        return complain(f"KIT_PYTHON is {chosen}, which is no program")
    if command in TOOLS:
        return hand_over([str(Path(python).absolute()), *TOOLS[command], *rest], HERE)
    # the seeds and notebooks are this checkout's; a FILE is found from where the caller stands
    kit = ["--kit", str(HERE)] if command in {"run", "lab"} else []
    return hand_over([str(Path(python).absolute()), "-m", "corpus_tools.cli", command, *kit, *rest], Path.cwd())


def hand_over(command: list[str], folder: Path) -> int:
    """Run `command` in `folder`, in place of this process where that can be done, and return its exit code.

    On Windows, where it cannot, this process waits: a Ctrl-C reaches the command too, which ends in its own time.
    """
    path = os.pathsep.join(filter(None, [str(HERE), os.environ.get("PYTHONPATH")]))
    environment = os.environ | {"PYTHONUTF8": "1", "PYTHONPATH": path}
    try:
        if os.name != "nt":
            os.chdir(folder)
            os.execve(command[0], command, environment)
        with subprocess.Popen(command, cwd=folder, env=environment) as running:
            while True:
                try:
                    return running.wait()
                except KeyboardInterrupt:
                    continue
    except OSError as error:
        return complain(f"cannot start {command[0]}: {error}")


def ready_python() -> str:
    """Return the interpreter of `.venv`, which is made, or made anew when the lock or the Python has changed."""
    if not SUPPORTED[0] <= sys.version_info[:2] <= SUPPORTED[1]:
        sys.exit(complain(f"Python 3.11 to 3.14 is needed; this is {sys.version.split()[0]} at {sys.executable}"))
    stamp = f"{hashlib.sha256(LOCK.read_bytes()).hexdigest()} {sys.version}"
    python = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not STAMP.is_file() or STAMP.read_text(encoding="utf-8") != stamp:
        print("Setting up the environment in .venv (first use: about a minute) …", flush=True)
        make_environment(python)
        STAMP.write_text(stamp, encoding="utf-8")
    return str(python)


def make_environment(python: Path) -> None:
    """Install the locked packages and this checkout into a new `.venv`, with uv where it can be had, else with pip."""
    shutil.rmtree(VENV, ignore_errors=True)
    if not succeeds(sys.executable, "-m", "venv", str(VENV)):
        sys.exit(complain("this Python cannot make an environment; on Debian and Ubuntu: apt install python3-venv"))
    locked, checkout = ["--require-hashes", "-r", str(LOCK)], ["--no-deps", "--no-build-isolation", "-e", str(HERE)]
    pip = [str(python), "-m", "pip", "--quiet", "--disable-pip-version-check", "install"]
    uv = shutil.which("uv") or (shutil.which("uv", path=str(python.parent)) if succeeds(*pip, "uv") else None)
    fast = [uv, "pip", "install", "--quiet", "--compile-bytecode", "--python", str(python)] if uv else None
    if fast and succeeds(*fast, *locked) and succeeds(*fast, *checkout):
        return
    print("Installing with pip instead …", flush=True)
    if not (succeeds(*pip, *locked) and succeeds(*pip, *checkout)):
        sys.exit(complain("the packages of requirements.lock could not be installed; see the messages above"))


def succeeds(*command: str) -> bool:
    """Tell whether `command` ends with exit code 0."""
    try:
        return subprocess.run(command, check=False).returncode == 0
    except OSError:
        return False


def complain(problem: str) -> int:
    """Print one line on standard error and return the exit code of a failure."""
    print(f"run.py: {problem}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
