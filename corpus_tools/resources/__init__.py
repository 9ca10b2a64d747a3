"""The package's own word lists, rules and templates: data files, one entry a line, with their source.

A ``.tsv`` file begins with comment lines (``#``) that say what it holds and where it comes from; then one entry a
line, its fields parted by tabs.
"""

import tomllib
from functools import cache
from importlib.resources import files


def read_text(name: str) -> str:
    """Return the text of the resource called `name`."""
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


@cache
def read_rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the entries of a ``.tsv`` resource as tuples of fields, without comments and blank lines."""
    lines = (line.rstrip("\n") for line in read_text(name).split("\n"))
    return tuple(tuple(line.split("\t")) for line in lines if line.strip() and not line.startswith("#"))


@cache
def read_toml(name: str) -> dict:
    """Return a ``.toml`` resource as a dictionary."""
    return tomllib.loads(read_text(name))
