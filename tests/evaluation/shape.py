"""The shape of the package: how many modules, how long they and their functions are, what Chinese stands in code.

    python tests/evaluation/shape.py [FOLDER of a package]

Lines of a module are all its lines, of a body those of the function without its docstring. Chinese characters are those of
string literals, docstrings apart: word lists belong into data.
"""

import ast
import re
import statistics
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HAN = re.compile(r"[\u3400-\u9fff]")


def modules(package: Path) -> list[Path]:
    """Return the modules of a package, without those that only list others."""
    return sorted(path for path in package.rglob("*.py") if path.stem != "__init__")


def functions(tree: ast.Module) -> list[ast.FunctionDef]:
    """Return all functions and methods."""
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


def body_length(node: ast.FunctionDef) -> int:
    """Return the lines of a body without its docstring."""
    body = node.body[1:] if ast.get_docstring(node) else node.body
    return body[-1].end_lineno - body[0].lineno + 1 if body else 0


def parameters(node: ast.FunctionDef) -> int:
    """Return the number of parameters, `self` apart."""
    names = [arg.arg for arg in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)]
    return len([name for name in names if name not in ("self", "cls")])


def chinese(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield line and text of the string literals with Chinese characters, docstrings apart."""
    owners = (ast.Module, ast.ClassDef, ast.FunctionDef)
    documented = [node for node in ast.walk(tree) if isinstance(node, owners) and ast.get_docstring(node)]
    docstrings = {id(node.body[0].value) for node in documented}
    # a string that stands alone documents the value before it
    docstrings |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        literal = isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings
        if literal and HAN.search(node.value):
            yield node.lineno, node.value


def measure(package: Path) -> dict[str, dict[str, float]]:
    """Return the figures of each folder of a package, and of all."""
    paths = modules(package)
    groups = {"all": paths}
    for path in paths:
        inside = path.relative_to(package).parts
        groups.setdefault(inside[0] if len(inside) > 1 else "(top)", []).append(path)
    return {name: _figures(members) for name, members in groups.items()}


def _figures(paths: list[Path]) -> dict[str, float]:
    """Return the figures of some modules."""
    texts = [path.read_text(encoding="utf-8") for path in paths]
    trees = [ast.parse(text) for text in texts]
    lengths = [len(text.splitlines()) for text in texts]
    found = [node for tree in trees for node in functions(tree)]
    bodies, counts = sorted(map(body_length, found)), sorted(map(parameters, found))
    return {
        "modules": len(paths),
        "lines": sum(lengths),
        "median": statistics.median(lengths),
        "largest": max(lengths),
        "functions": len(found),
        "median body": statistics.median(bodies) if bodies else 0,
        "parameters 90 %": counts[int(0.9 * (len(counts) - 1))] if counts else 0,
        "Chinese in code": sum(len(HAN.findall(text)) for tree in trees for _, text in chinese(tree)),
    }


def main(arguments: list[str]) -> int:
    """Print the figures of a package, and where the Chinese in its code stands."""
    package = Path(arguments[0]) if arguments else ROOT / "corpus_tools"
    table = measure(package)
    columns = list(table["all"])
    sys.stdout.write(f"{'':<14}" + "".join(f"{name:>17}" for name in columns) + "\n")
    for name, row in sorted(table.items()):
        sys.stdout.write(f"{name:<14}" + "".join(f"{row[column]:>17g}" for column in columns) + "\n")
    for path in modules(package):
        for line, text in chinese(ast.parse(path.read_text(encoding="utf-8"))):
            sys.stdout.write(f"{path.relative_to(package)}:{line}: {text[:60]!r}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
