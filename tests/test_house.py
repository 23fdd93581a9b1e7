"""The house as `docs/architecture.md` draws it: contracts hold, and each planted violation is caught."""

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "tidings"
LINT = Path(sys.executable).parent / "lint-imports"

PLANTED = [
    ("core/holdout.py", "import tidings.channels.contract", "Arrows point down the house"),
    ("channels/contract.py", "import tidings.ground.clock", "Arrows point down the house"),
    ("ground/clock.py", "import tidings.staff.public", "Arrows point down the house"),
    ("staff/roles.py", "import tidings.people.public", "Arrows point down the house"),
    ("people/public.py", "import tidings.campaigns.public", "Arrows point down the house"),
    ("campaigns/public.py", "import tidings.outreach.public", "Arrows point down the house"),
    ("outreach/public.py", "import tidings.conversations.public", "Arrows point down the house"),
    ("conversations/public.py", "import tidings.insight.public", "Arrows point down the house"),
    ("insight/public.py", "import tidings.portal.urls", "Arrows point down the house"),
    ("portal/urls.py", "import tidings.console.urls", "Arrows point down the house"),
    ("console/urls.py", "import tidings.api.urls", "Arrows point down the house"),
    ("api/urls.py", "import tidings.site.settings", "Arrows point down the house"),
    ("core/holdout.py", "import django", "The core only thinks"),
    ("core/holdout.py", "import time", "The core only thinks"),
    ("core/holdout.py", "import os", "The core only thinks"),
    ("console/urls.py", "import ninja", "Django Ninja lives in the API door only"),
    ("channels/contract.py", "import django", "A channel imports the core only"),
    ("console/urls.py", "import tidings.staff.models", "Nobody reads the tables of staff"),
    ("campaigns/public.py", "import tidings.people.models", "Nobody reads the tables of people"),
    ("outreach/public.py", "import tidings.campaigns.models", "Nobody reads the tables of campaigns"),
    ("portal/urls.py", "import tidings.outreach.models", "Nobody reads the tables of outreach"),
    ("portal/urls.py", "import tidings.conversations.models", "Nobody reads the tables of conversations"),
    ("console/urls.py", "import tidings.insight.figures", "Nobody reads the tables of insight"),
]
COMPUTING = {
    "numpy",
    "pyarrow",
    "jinja2",
    "markupsafe",
    "babel",
    "pyphen",
    "yaml",
    "msgspec",
    "phonenumbers",
    "email_validator",
    "cryptography",
    "holidays",
    "PIL",
    "pypdf",
}
CLOCKS = re.compile(
    r"datetime\.now\(|datetime\.utcnow\(|date\.today\(|datetime\.today\(|timezone\.now\(|\btime\.time\(|time\.localtime\(|"
    r"auto_now|(?<![.\w])now\(\)|current_timestamp|clock_timestamp\(|statement_timestamp\(",
    re.IGNORECASE,
)
# SQL that names another room's table; docs/decisions/0009-sql-stays-in-its-room.md says why.
ABROAD = {
    ("outreach/due.py", "people_customer"),
    ("outreach/counting.py", "campaigns_campaign"),
    ("campaigns/migrations/0002_late_and_out_of_order.py", "people_customer"),
}


@pytest.fixture(scope="module")
def lint(tmp_path_factory):
    """Run the contracts on a copy of the house in which one line was added to one file."""

    def run(file: str = "", line: str = "") -> str:
        copy = tmp_path_factory.mktemp("house")
        shutil.copytree(
            SOURCE, copy / "tidings", ignore=shutil.ignore_patterns("__pycache__", "static", "templates")
        )
        if file:
            with (copy / "tidings" / file).open("a") as text:
                text.write(f"\n{line}\n")
        told = subprocess.run(
            [LINT, "--config", ROOT / "pyproject.toml", "--no-cache"],
            cwd=copy,
            env={**os.environ, "PYTHONPATH": str(copy), "NO_COLOR": "1"},
            capture_output=True,
            text=True,
            timeout=120,
        )
        return told.stdout + told.stderr

    return run


def broken(told: str) -> list[str]:
    return re.findall(r"^(.*?) BROKEN\b", told, re.MULTILINE)


def test_all_contracts_hold(lint):
    told = lint()
    assert "0 broken" in told, told


@pytest.mark.parametrize(
    ("file", "line", "contract"), PLANTED, ids=[f"{file}: {line}" for file, line, _ in PLANTED]
)
def test_a_planted_violation_is_caught(lint, file, line, contract):
    told = lint(file, line)
    assert any(name.startswith(contract) for name in broken(told)), told


def test_sibling_channels_never_meet(lint, tmp_path):
    copy = tmp_path / "tidings"
    shutil.copytree(SOURCE, copy, ignore=shutil.ignore_patterns("__pycache__", "static", "templates"))
    pigeon = copy / "channels" / "pigeon"
    pigeon.mkdir()
    (pigeon / "__init__.py").write_text("import tidings.channels.email.channel\n")
    told = subprocess.run(
        [LINT, "--config", ROOT / "pyproject.toml", "--no-cache"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path), "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert "Sibling channels never meet" in broken(told.stdout), told.stdout


def test_the_core_uses_only_pure_computing_libraries():
    outside = {
        (file.relative_to(SOURCE).as_posix(), name)
        for file in (SOURCE / "core").rglob("*.py")
        for name in imported(file)
        if name not in COMPUTING | {"tidings"} and name not in sys.stdlib_module_names
    }
    assert outside == set()


def imported(file: Path) -> set[str]:
    """The top-level names that a file imports."""
    names = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.partition(".")[0])
    return names


def test_nothing_but_the_edge_reads_the_clock():
    readers = {
        f"{file.relative_to(SOURCE).as_posix()}:{number}: {line.strip()}"
        for file in SOURCE.rglob("*.py")
        if "tests" not in file.parts and file != SOURCE / "ground" / "clock.py"
        for number, line in enumerate(file.read_text().splitlines(), 1)
        if CLOCKS.search(line)
    }
    assert readers == set()


@pytest.mark.parametrize(
    "line",
    [
        "at = datetime.now(UTC)",
        "x = timezone.now()",
        "WHERE due_at <= now() AND",
        "auto_now=True",
        "t = time.time()",
    ],
)
def test_a_planted_reading_of_the_clock_is_caught(line):
    assert CLOCKS.search(line)


def test_sql_stays_in_its_room():
    rooms = {model._meta.db_table: model._meta.app_label for model in apps.get_models()}
    named = {
        (file.relative_to(SOURCE).as_posix(), table)
        for file in SOURCE.rglob("*.py")
        for table in tables_named(file.read_text()) & rooms.keys()
        if rooms[table] != file.relative_to(SOURCE).parts[0]
    }
    assert named == ABROAD


def tables_named(source: str) -> set[str]:
    """The words of a file's texts that may be names of tables."""
    nodes = ast.walk(ast.parse(source))
    texts = [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return {word for text in texts for word in re.findall(r"[a-z]+_[a-z_]+", text)}


@pytest.mark.parametrize("text", ["SELECT 1 FROM people_customer c", "UPDATE people_customer SET name = ''"])
def test_a_planted_table_of_another_room_is_caught(text):
    assert tables_named(f'SQL = """{text}"""') == {"people_customer"}


def test_every_public_function_is_called_from_outside_its_room():
    texts = {
        file: file.read_text()
        for folder in ("src", "tests", "bench", "examples")
        for file in (ROOT / folder).rglob("*.py")
    }
    for public in SOURCE.glob("*/public.py"):
        room = public.parent
        callers = [text for file, text in texts.items() if not file.is_relative_to(room)]
        said = {
            word for text in callers if f"tidings.{room.name}" in text for word in re.findall(r"\w+", text)
        }
        assert {name for name in exported(public) if name[0].islower()} - said == set(), room.name


def exported(public: Path) -> set[str]:
    """The names in a module's `__all__`."""
    [names] = [
        node.value
        for node in ast.parse(public.read_text()).body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
    ]
    return set(ast.literal_eval(names))


def test_every_room_is_drawn_in_the_architecture():
    drawn = (ROOT / "docs" / "architecture.md").read_text()
    rooms = {folder.name for folder in SOURCE.iterdir() if folder.is_dir() and folder.name != "__pycache__"}
    assert {room for room in rooms if f"`{room}/`" not in drawn} == set()
