"""The small models that ship inside the package (`tidings/models/`): each is read once, from the package itself."""

from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Any

import numpy as np
from numpy.typing import NDArray


@cache
def shipped_model(name: str) -> dict[str, NDArray[Any]]:
    """The arrays of a model by its name and version (`scam-1`); its card lies beside it as Markdown."""
    octets = files("tidings").joinpath("models", f"{name}.npz").read_bytes()
    with np.load(BytesIO(octets), allow_pickle=False) as arrays:
        return {key: arrays[key] for key in arrays.files}
