"""Whether another process of this machine still lives: by its number, where that number means the same to both of us."""

from functools import lru_cache
from pathlib import Path

PROC = Path("/proc")


def place(process: int) -> str:
    """Machine, namespace and birth of a process ("" where the system does not say): its number alone is used again."""
    try:
        return f"{machine()} {born(process)}" if machine() else ""
    except OSError:
        return ""


def is_gone(process: int, seen_at: str) -> bool:
    """True only when it lived on this machine, in our namespace of numbers, and is dead beyond doubt."""
    where, _, birth = seen_at.rpartition(" ")
    if not where or where != machine():
        return False
    try:
        return born(process) != birth or state(process) in "ZX"
    except (FileNotFoundError, ProcessLookupError):
        return True
    except OSError:
        return False


@lru_cache(maxsize=1)
def machine() -> str:
    """The boot of this kernel and the namespace in which process numbers are given; "" where there is no such thing."""
    try:
        boot = (PROC / "sys/kernel/random/boot_id").read_text().strip()
        return f"{boot} {(PROC / 'self/ns/pid').readlink()}"
    except OSError:
        return ""


def born(process: int) -> str:
    return fields(process)[19]


def state(process: int) -> str:
    return fields(process)[0]


def fields(process: int) -> list[str]:
    """proc_pid_stat(5) from the third field on; the second is a name in brackets that may hold anything."""
    return (PROC / str(process) / "stat").read_text().rpartition(")")[2].split()
