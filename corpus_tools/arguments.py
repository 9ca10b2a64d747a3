"""What a public function is given is held to the types that it states: anything else is a ValueError that names it.

The columns of tables are looked at by `tables.require`, which says more about them. A file that cannot be read or written
is a ValueError too, and the OSError that it was.
"""

import math
import os
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache, wraps
from importlib import import_module
from inspect import Parameter, signature
from numbers import Integral, Real
from os import PathLike, fspath
from pathlib import Path
from types import UnionType
from typing import Any, Final, ParamSpec, TypeVar, Union, Unpack, get_args, get_origin, get_type_hints

LARGEST: Final = 1 << 53  # beyond it a whole number is no count of anything, and no exact float
SHOWN: Final = 60  # characters of a value in an error
LEVELS: Final = ("level", "confidence")  # arguments that say which part of what could be an interval holds
WORDS: Final = {"language": ("en", "zh")}  # arguments that are one of a few words
HALVES: Final = re.compile("[\ud800-\udfff]")
LISTS: Final = (Sequence, list, tuple)
MANY: Final = (Iterable, Collection, *LISTS)
FREE: Final = (Parameter.VAR_KEYWORD, Parameter.VAR_POSITIONAL)
P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T")


class PathError(OSError, ValueError):
    """A file or folder that cannot be read or written: a ValueError that keeps the number and the name which the system gave."""

    def __str__(self) -> str:
        """Say what cannot be used, which file, and why."""
        return f"cannot be read or written – {self.filename} – {self.strerror}"


class _Names(dict[str, Any]):
    """The public names, looked up when an annotation in quotes needs one."""

    def __missing__(self, name: str) -> Any:
        """Return a public name of the kit."""
        kit = import_module(__name__.partition(".")[0])
        if name in kit.__all__:
            return getattr(kit, name)
        raise KeyError(name)


NAMES: Final = _Names()


def of_stated_types(cls: type[T]) -> type[T]:
    """Hold what a value of a public class is made of to the types that its fields state, when it is made.

    Raises ValueError: which class, which field, what it must be, what it is.
    """
    make = cls.__init__
    form = signature(make)

    @wraps(make)
    def checked(self: T, *args: Any, **kwargs: Any) -> None:
        stated = _stated(cls)
        for name, value in form.bind(self, *args, **kwargs).arguments.items():
            if problem := wrong(name, value, stated.get(name, object)):
                msg = f"{cls.__name__}: {problem}"
                raise ValueError(msg)
        make(self, *args, **kwargs)

    cls.__init__ = checked  # type: ignore[method-assign]
    return cls


@cache
def _stated(cls: type) -> dict[str, Any]:
    """Return the types of the fields of a class."""
    return get_type_hints(cls, localns=NAMES)


def held(function: Callable[P, R]) -> Callable[P, R]:
    """Return a function that first holds its arguments to its annotations.

    Raises ValueError for an argument of another type: which function, which argument, what it must be, what it is; and for
    a file that cannot be read or written.
    """
    stated: dict[str, Any] = {}
    form = signature(function)

    @wraps(function)
    def checked(*args: P.args, **kwargs: P.kwargs) -> R:
        if not stated:
            stated.update(get_type_hints(function, localns=NAMES) | {"return": None})
        for name, value in form.bind(*args, **kwargs).arguments.items():
            free = form.parameters[name].kind in FREE
            hint = stated.get(name, object)
            if problem := _unknown(value, hint) if free else wrong(name, value, hint):
                msg = f"{function.__name__}: {problem}"
                raise ValueError(msg)
        try:
            return function(*args, **kwargs)
        except OSError as error:
            if isinstance(error, ValueError) or error.filename is None:
                raise
            raise PathError(error.errno, error.strerror, str(error.filename2 or error.filename)) from error

    return checked


def wrong(name: str, value: object, hint: Any) -> str:
    """Return what is wrong with the value of an argument; "" where nothing is.

    >>> wrong("seed", -1, int)
    'seed must not be negative – -1'
    """
    if not fits(value, hint):
        return f"{name} must be {said(hint)} – {_shown(value)} – is of type {type(value).__name__}"
    if name in LEVELS and isinstance(value, Real) and not 0 < value < 1:
        return f"{name} must lie between 0 and 1 – {value!r} – such as 0.95"
    if name in WORDS and value not in WORDS[name]:
        return f"no such {name} – {_shown(value)} – there are {', '.join(WORDS[name])}"
    if hint is int and value < 0:  # type: ignore[operator]
        return f"{name} must not be negative – {value}"
    texts = [value] if isinstance(value, str | PathLike) else value if isinstance(value, list | tuple) else []
    of = _no_path if Path in (hint, *get_args(hint)) or name == "path" else _no_text
    problem = next((problem for each in texts if (problem := of(each))), "")
    return f"{name} {problem} – {_shown(value)}" if problem else ""


def _unknown(value: Any, hint: Any) -> str:
    """Return what is wrong with what is passed on under its own names; nothing is known of what has none stated."""
    if get_origin(hint) is not Unpack:
        return ""
    known = get_type_hints(get_args(hint)[0], localns=NAMES)
    strange = [each for each in value if each not in known]
    if strange:
        return f"no argument {strange[0]!r} – there are {', '.join(known)}"
    return next((problem for each, one in value.items() if (problem := wrong(each, one, known[each]))), "")


def _no_text(value: object) -> str:
    """Return why a value can be no text of any file; "" where it can."""
    return "holds half a character" if isinstance(value, str) and HALVES.search(value) else ""


def _no_path(value: object) -> str:
    """Return why a value can name no file; "" where it can."""
    path = fspath(value) if isinstance(value, PathLike) else value
    if not isinstance(path, str):
        return ""
    try:
        signs = os.fsencode(path)
    except UnicodeEncodeError:
        return "holds half a character"
    return "holds a NUL, which no name does" if b"\0" in signs else "" if signs else "names no file or folder"


def fits(value: object, hint: Any) -> bool:
    """Tell whether a value can be what an annotation says; of a list its members are looked at, of a table no column.

    >>> fits(5, float), fits(float("nan"), float), fits(True, int), fits(["a", 1], list[str])
    (True, False, False, False)
    """
    kind = get_origin(hint) or hint
    if kind in (Union, UnionType):
        return any(fits(value, each) for each in get_args(hint))
    if kind in PLAIN:
        return PLAIN[kind](value)
    if kind in MANY:
        return _fit_each(value, kind, [each for each in get_args(hint) if each is not ...])
    if getattr(kind, "_is_protocol", False):
        return all(hasattr(value, name) for name in vars(kind) if not name.startswith("_"))
    return not isinstance(kind, type) or isinstance(value, kind)


def _is_whole(value: Any) -> bool:
    """Tell whether a value is a whole number that can be a count."""
    return type(value) is not bool and isinstance(value, Integral) and abs(int(value)) < LARGEST


def _is_real(value: Any) -> bool:
    """Tell whether a value is a number."""
    return type(value) is not bool and isinstance(value, Real) and not math.isnan(value)


def _is_path(value: object) -> bool:
    """Tell whether a value is a path of text."""
    return isinstance(value, PathLike) and isinstance(fspath(value), str)


PLAIN: Final[Mapping[Any, Callable[[Any], bool]]] = {int: _is_whole, float: _is_real, Path: _is_path}


def _fit_each(value: object, kind: type, members: Sequence[Any]) -> bool:
    """Tell whether a value is a collection of this kind and its members can be what is said of them."""
    if isinstance(value, str | bytes | Mapping) or not isinstance(value, Iterable) or getattr(value, "ndim", 1) != 1:
        return False
    if kind in LISTS and not (hasattr(value, "__len__") and hasattr(value, "__getitem__")):
        return False
    if kind is tuple and len(members) > 1 and (not isinstance(value, list | tuple) or len(value) != len(members)):
        return False
    return not (members and hasattr(value, "__len__")) or all(fits(each, members[0]) for each in value)


def said(hint: Any) -> str:
    """Return an annotation as it is written, without the modules.

    >>> said(str | Path | None)
    'str | Path | None'
    """
    written = re.sub(r"\b\w+\.", "", hint.__name__ if isinstance(hint, type) and not get_args(hint) else str(hint))
    return re.sub(r"\bDataFrame\b", "a pandas DataFrame", written)


def _shown(value: object) -> str:
    """Return the beginning of a value, for an error."""
    text = ascii(value)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def as_path(path: object) -> Path:
    """Return what was given as a path, or raise ValueError."""
    if not (isinstance(path, str) or _is_path(path)):
        msg = f"no path – {_shown(path)} – it is the name of a file or folder"
        raise ValueError(msg)
    return Path(path)  # type: ignore[arg-type]
