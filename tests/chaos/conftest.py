"""A folder for a whole company's processes."""

import shutil

import pytest

from tidings.ground import postgres_home


@pytest.fixture
def folder(tmp_path_factory):
    """One that the database's user may enter."""
    made = postgres_home.settle(tmp_path_factory.mktemp("chaos") / "home")
    yield made
    shutil.rmtree(made, ignore_errors=True)
