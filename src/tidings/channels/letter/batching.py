"""Batches for the print house: what waits in `incoming` becomes one folder, with its manifest written last.

A folder under `batches` without a `manifest.csv` is unfinished; whoever comes next goes on with it.
"""

import csv
import io
import json
from datetime import datetime

from tidings.channels.letter.house import House

COLUMNS = ("id", "file", "sha256", "pages", "sheets", "country", "language", "purpose", "post_by")
MANIFEST = "manifest.csv"


def close_batch(house: House, *, now: datetime, most: int = 1000) -> str:
    """Moves what waits into a new batch and writes its manifest; the batch's name, "" when nothing waited."""
    finish_the_unfinished(house)
    waiting = [name.removesuffix(".pdf") for name in house.names("incoming") if name.endswith(".pdf")][:most]
    if not waiting:
        return ""
    batch = f"{now:%Y%m%dT%H%M%SZ}"
    for name in waiting:
        take(house, name, batch)
    write_manifest(house, batch)
    return batch


def take(house: House, name: str, batch: str) -> None:
    """One letter into the batch, known by its id from then on; one that an earlier batch holds is dropped."""
    if is_in_an_earlier_one(house, name, batch):
        house.remove(f"incoming/{name}.pdf")
        house.remove(f"incoming/{name}.json")
        return
    house.put(f"known/{name}", batch.encode())
    if house.exists(f"incoming/{name}.json"):
        house.move(f"incoming/{name}.json", f"batches/{batch}/{name}.json")
    house.move(f"incoming/{name}.pdf", f"batches/{batch}/{name}.pdf")


def is_in_an_earlier_one(house: House, name: str, batch: str) -> bool:
    """Whether it is really there: a worker may have died after it had named the batch and before the move."""
    named = house.get(f"known/{name}").decode() if house.exists(f"known/{name}") else batch
    return named != batch and house.exists(f"batches/{named}/{name}.pdf")


def finish_the_unfinished(house: House) -> None:
    """Goes on where a worker died between the first move and the manifest."""
    for batch in house.names("batches"):
        if house.exists(f"batches/{batch}/{MANIFEST}"):
            continue
        for name in house.names("known"):
            if house.exists(f"incoming/{name}.pdf") and house.get(f"known/{name}") == batch.encode():
                take(house, name, batch)
        write_manifest(house, batch)


def write_manifest(house: House, batch: str) -> None:
    written = io.StringIO(newline="")
    lines = csv.DictWriter(written, COLUMNS)
    lines.writeheader()
    for name in house.names(f"batches/{batch}"):
        if name.endswith(".json"):
            lines.writerow(json.loads(house.get(f"batches/{batch}/{name}")))
    house.put(f"batches/{batch}/{MANIFEST}", written.getvalue().encode())
