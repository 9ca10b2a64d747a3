"""The tests of everything together, in a browser: `python run.py test tests/e2e`; skipped where they were not asked for."""

from pathlib import Path

import pytest

HERE = Path(__file__).parent


def pytest_collection_modifyitems(config, items):
    if not any("e2e" in str(argument) for argument in config.args):
        for item in items:
            if HERE in item.path.parents:
                item.add_marker(pytest.mark.skip(reason="asked for by name: tests/e2e"))
