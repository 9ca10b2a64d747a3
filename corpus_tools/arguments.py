"""What a public function is given is held to the types that it states: anything else is a ValueError that names it.

Tables are looked at by `tables.require`, which says more about them.
"""

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import wraps
from inspect import Parameter, signature
from numbers import Integral, Real
from os import PathLike, fspath
from pathlib import Path
from types import UnionType
from typing import Any, Final, ParamSpec, TypeVar, Union, get_args, get_origin, get_type_hints

LARGEST: Final = 1 << 53  # beyond it a whole number is no count of anything, and no exact float
SHOWN: Final = 60  # characters of a value in an error
LEVELS: Final = ("level", "confidence")  # arguments that say which part of what could be an interval holds
TABLE: Final = "DataFrame"
LISTS: Final = (Sequence, list, tuple)
FREE: Final = (Parameter.VAR_KEYWORD, Parameter.VAR_POSITIONAL)
P = ParamSpec("P")
R = TypeVar("R")


def held(function: Callable[P, R], names: dict[str, Any]) -> Callable[P, R]:
    """Return a function that first holds its arguments to its annotations; `names` knows the types that are named in quotes.

    Raises ValueError for an argument of another type: which function, which argument, what it must be, what it is.
    """
    stated: dict[str, Any] = {}
    form = signature(function)

    @wraps(function)
    def checked(*args: P.args, **kwargs: P.kwargs) -> R:
        if not stated:
            stated.update(get_type_hints(function, localns=names) | {"return": None})
        for name, value in form.bind(*args, **kwargs).arguments.items():
            if form.parameters[name].kind not in FREE and not fits(value, stated.get(name, object)):
                msg = f"{function.__name__}: {name} must be {said(stated[name])} – {_shown(value)} – is of type {type(value).__name__}"
                raise ValueError(msg)
            if name in LEVELS and isinstance(value, Real) and not 0 < value < 1:
                msg = f"{function.__name__}: {name} must lie between 0 and 1 – {value!r} – such as 0.95"
                raise ValueError(msg)
        return function(*args, **kwargs)

    checked.__module__ = function.__module__.partition(".")[0]  # where it is found, so that it can be pickled
    return checked


def fits(value: object, hint: Any) -> bool:
    """Tell whether a value can be what an annotation says; of a list its members are looked at, of a table nothing.

    >>> fits(5, float), fits(float("nan"), float), fits(True, int), fits(["a", 1], list[str])
    (True, False, False, False)
    """
    kind = get_origin(hint) or hint
    if kind in (Union, UnionType):
        return any(fits(value, each) for each in get_args(hint))
    if kind in PLAIN:
        return PLAIN[kind](value)
    if kind is Iterable or kind in LISTS:
        return _fit_each(value, kind, [each for each in get_args(hint) if each is not ...])
    if getattr(kind, "_is_protocol", False):
        return all(hasattr(value, name) for name in vars(kind) if not name.startswith("_"))
    return not isinstance(kind, type) or kind.__name__ == TABLE or isinstance(value, kind)


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
    if isinstance(value, str | bytes | Mapping) or not isinstance(value, Iterable):
        return False
    if kind in LISTS and not (hasattr(value, "__len__") and hasattr(value, "__getitem__")):
        return False
    if kind is tuple and len(members) > 1 and (not isinstance(value, list | tuple) or len(value) != len(members)):
        return False
    return not (members and isinstance(value, list | tuple)) or all(fits(each, members[0]) for each in value)


def said(hint: Any) -> str:
    """Return an annotation as it is written, without the modules.

    >>> said(str | Path | None)
    'str | Path | None'
    """
    return re.sub(r"\b\w+\.", "", hint.__name__ if isinstance(hint, type) and not get_args(hint) else str(hint))


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
