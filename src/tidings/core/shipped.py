"""The small models and tables that ship inside the package (`tidings/models/`): each is read once, from the package itself."""

from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def shipped_model(name: str) -> dict[str, NDArray[Any]]:
    """The arrays of a model by its name and version (`scam-1`); its card lies beside it as Markdown."""
    with np.load(BytesIO(octets(f"{name}.npz")), allow_pickle=False) as arrays:
        return {key: arrays[key] for key in arrays.files}


@cache
def shipped_table(name: str) -> dict[str, Any]:
    """A table of words by its name and version (`situations-1`)."""
    read: dict[str, Any] = yaml.load(octets(f"{name}.yaml"), Loader=LOADER)  # noqa: S506 (both loaders are safe ones)
    return read


def octets(file: str) -> bytes:
    return files("tidings").joinpath("models", file).read_bytes()
