"""What a test does where something that it needs is not installed."""

from __future__ import annotations

import os

import pytest


def require(missing: str | None) -> None:
    """Stop the test if anything is `missing`: a failure in CI, elsewhere a skip that says what to install."""
    if missing and os.environ.get("CI"):
        pytest.fail(missing, pytrace=False)
    if missing:
        pytest.skip(missing)
