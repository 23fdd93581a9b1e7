"""Our good notices as people see them: every surface of the examples and of `bench/clarity/notices`, in each language."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import django
import yaml

django.setup()  # the rooms below have tables, though nothing here reads them

from tidings.campaigns.public import preview, sample_event  # noqa: E402
from tidings.staff.public import CompanyCard  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
SAMPLE_MOMENT = datetime(2026, 1, 5, 12, tzinfo=UTC)
BESIDE = ("company.yaml", "topics.yaml", "questions.yaml")
Seen = tuple[
    str, str, tuple[str, ...], tuple[str, ...]
]  # where, the text, the company's domains, its numbers


def notices() -> Iterator[Seen]:
    """Drawn as `tidings campaign preview` draws them, with sample data."""
    folders = [*(ROOT / "examples").glob("*/campaigns"), *(ROOT / "bench" / "clarity" / "notices").glob("*/")]
    for folder in sorted(folders):
        company = company_of(folder)
        for file in sorted(set(folder.glob("*.yaml")) - {folder / name for name in BESIDE}):
            yield from surfaces(file, company)


def company_of(folder: Path) -> CompanyCard:
    """The company in the file beside the campaigns or above them."""
    near = [each / "company.yaml" for each in (folder, folder.parent) if (each / "company.yaml").exists()]
    given = yaml.safe_load(near[0].read_text(encoding="utf-8")) if near else {}
    return CompanyCard(**{name: given[name] for name in given if name in CompanyCard.__annotations__})


def surfaces(file: Path, company: CompanyCard) -> Iterator[Seen]:
    text = file.read_text(encoding="utf-8")
    event = sample_event(text=text, now=SAMPLE_MOMENT, currency=company.currency)
    domains = tuple({"example.com", company.sender_email.rpartition("@")[2]} - {""})
    for view in preview(text=text, event=event, company=company, channels=("sms", "push")):
        where = f"{file.parent.name}/{file.stem} {view.language} {view.surface}"
        yield where, f"{view.title}\n{view.text}", domains, ()
