"""A template variable that does not exist fails the test instead of printing nothing."""

import inspect
from pathlib import Path

from django.template.base import Node

BASE_DIR = Path(__file__).resolve().parents[1]


class UndefinedVariableError(Exception):
    """A template of this house uses a name that its view does not give."""


class UndefinedVariable(str):
    """Stands as `string_if_invalid`; Django asks for "%s" in it and then formats the name into it."""

    __slots__ = ()

    def __contains__(self, part: object) -> bool:
        return part == "%s"

    def __bool__(self) -> bool:
        return True

    def __mod__(self, variable: object) -> str:
        origin = _template_in_hand()
        if BASE_DIR in origin.parents and ".venv" not in origin.parts:
            raise UndefinedVariableError(
                f"{origin.relative_to(BASE_DIR)}: {variable} is undefined."
            )
        return ""


def _template_in_hand() -> Path:
    """The template whose node is being rendered, found on the call stack."""
    frame = inspect.currentframe()
    while frame:
        node = frame.f_locals.get("self")
        origin = getattr(node, "origin", None)
        if isinstance(node, Node) and origin is not None:
            return Path(str(origin.name))
        frame = frame.f_back
    return Path("unknown")
