"""What the lock brings along: nothing under the GPL, so that the kit and what is built on it can be given away under its own licence."""

import re
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest

LOCK = Path(__file__).parent.parent / "requirements.lock"
LOCKED = re.findall(r"^([A-Za-z0-9._-]+)==", LOCK.read_text(encoding="utf-8"), re.MULTILINE)
FREE = r"MIT|BSD|Apache|ISC|MPL|Mozilla|PSF|Python Software Foundation|Kiwi|Zlib|0BSD|Unlicense|CC0|LGPL|Lesser|Public Domain"
GPL = r"(?<![A-Za-z])A?GPL|(?<!Lesser )General Public License"


def licence_of(name):
    """What a package says of its licence: an expression, a name, the first lines of its text; "" where it is not installed here."""
    try:
        said = distribution(name).metadata
    except PackageNotFoundError:
        return ""  # for another system, such as Windows
    kinds = [entry.rpartition(" :: ")[2] for entry in said.get_all("Classifier", []) if entry.startswith("License")]
    return " ".join([said.get("License-Expression") or "", (said.get("License") or "")[:300], *kinds]).strip()


def forbidden(licence):
    """Whether a licence asks that what uses it be under it: the GPL and the AGPL, unless another is offered, but not the LGPL."""
    return bool(re.search(GPL, licence)) and not re.search(r"\bOR\b", licence)


@pytest.mark.parametrize("name", LOCKED)
def test_a_locked_package_can_be_built_on(name):
    licence = licence_of(name)
    if not licence:
        pytest.skip("not of this system")
    assert not forbidden(licence), licence
    assert re.search(FREE, licence, re.IGNORECASE), licence


@pytest.mark.parametrize(
    ("licence", "is_so"),
    [
        ("GPL-3.0-or-later", True),
        ("GNU General Public License v3 (GPLv3)", True),
        ("AGPL-3.0-only", True),
        ("GNU Affero General Public License v3", True),
        ("LGPL-2.1-only", False),
        ("GNU Lesser General Public License v3 (LGPLv3)", False),
        ("MIT OR GPL-2.0-only", False),
        ("BSD-3-Clause", False),
    ],
)
def test_which_licences_are_forbidden(licence, is_so):
    assert forbidden(licence) == is_so
