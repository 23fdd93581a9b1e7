"""What is wrong with a record, in words that say how to mend it."""

from tidings.core.problem import Problem

__all__ = ["FieldRefused", "Problem", "Refused"]


class Refused(Exception):
    """A record, or a request, that was not taken; `problems` names every field in the way."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(f"{problem.field} {problem.says}" for problem in problems))
        self.problems = problems


class FieldRefused(Exception):
    """One value that cannot be taken; `path` leads to it inside its field ("0.at")."""

    def __init__(self, says: str, mend: str, path: str = "") -> None:
        super().__init__(says)
        self.says, self.mend, self.path = says, mend, path

    def inside(self, step: object) -> "FieldRefused":
        return FieldRefused(self.says, self.mend, f"{step}.{self.path}".rstrip("."))
