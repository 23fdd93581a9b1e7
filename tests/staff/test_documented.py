"""The pages about roles and settings say what is so."""

import re
from pathlib import Path

from tidings.staff import public as staff

ROOT = Path(__file__).resolve().parents[2]
OURS_ALONE = {"TIDINGS_PORT", "TIDINGS_PARENT", "TIDINGS_CI"}  # told by one process of ours to another
OF_AN_ACCOUNT = re.compile(r"TIDINGS_[A-Z]+_(PACE|WARM_UP)|.*__.*")  # named after any channel and account


def page(name: str) -> str:
    return (ROOT / "docs" / "reference" / name).read_text()


def test_the_page_of_roles_says_what_each_may_do() -> None:
    rows = re.findall(r"^\| `([a-z.]+)` \| (.+?) \| (.+) \|$", page("roles.md"), re.MULTILINE)
    assert [(capability, says) for capability, says, _ in rows] == list(staff.CAPABILITY_SAYS.items())
    for capability, _, marks in rows:
        allowed = [mark.strip() == "yes" for mark in marks.split("|")]
        assert allowed == [capability in staff.CAPABILITIES[role] for role in staff.ROLES], capability
    assert re.findall(r"\(`(\w+)`\): (.+)", page("roles.md")) == list(staff.ROLE_SAYS.items())


def test_every_environment_variable_is_explained_and_exists() -> None:
    sources = [
        path
        for folder in ("src", "setup")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".py", ".sh"} and "tests" not in path.parts
    ]
    read = {name for path in sources for name in re.findall(r"TIDINGS_[A-Z0-9_]+[A-Z0-9]", path.read_text())}
    pages = page("settings.md") + page("channels.md")
    explained = set(re.findall(r"^\| `(TIDINGS_[A-Z0-9_]+)`", pages, re.MULTILINE))
    ours = {name.removesuffix("_FILE") for name in read if not OF_AN_ACCOUNT.fullmatch(name)}
    assert explained == ours - OURS_ALONE


def test_every_field_of_the_company_is_explained() -> None:
    table = page("settings.md").partition("## The company")[2].partition("## The policy")[0]
    explained = re.findall(r"`([a-z_]+)`", "".join(re.findall(r"^\| (`.+?`) \|", table, re.MULTILINE)))
    assert explained == list(staff.CompanyCard.__dataclass_fields__)


def test_the_example_of_a_policy_is_one() -> None:
    import json

    from tidings.staff.company import check_policy

    [example] = re.findall(r"```json\n(.+?)```", page("settings.md"), re.DOTALL)
    check_policy(json.loads(example))
