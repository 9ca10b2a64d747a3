"""Cases that are data: groups "in the news", "negative" and "known failures" (which must fail: an improvement is noticed)."""

import json
from pathlib import Path

import pytest

CASES = Path(__file__).parent / "cases"


def cases(name, *groups):
    """Return the cases of ``cases/<name>.json`` as pytest parameters, those of "known failures" as strict failures."""
    found = json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))
    chosen = groups or tuple(found)
    return [
        pytest.param(
            case, id=f"{group} {place}", marks=[pytest.mark.xfail(strict=True)] if group == "known failures" else []
        )
        for group in chosen
        for place, case in enumerate(found.get(group, []))
    ]
