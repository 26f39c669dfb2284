"""One act on many rows: each by its own rule, one refusal stops no other.

Before it is done it is tried: the same rules run and everything is taken back, so what a person is
shown beforehand is what will happen.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from office.workflow import Problem, Problems, Refused

MOST = 200
TOO_MANY = f"Mỗi lần làm được nhiều nhất {MOST} dòng; hãy chọn ít hơn."


@dataclass(frozen=True)
class Outcome:
    """What came, or would come, of the act on one row."""

    thing: Any
    problems: tuple[Problem, ...] = ()

    @property
    def is_done(self) -> bool:
        return not self.problems


def try_each(things: Iterable[Any], act: Callable[[Any], Any]) -> list[Outcome]:
    """What would come of it; nothing is kept."""
    with transaction.atomic():
        outcomes = do_each(things, act)
        transaction.set_rollback(True)
    return outcomes


def do_each(things: Iterable[Any], act: Callable[[Any], Any]) -> list[Outcome]:
    """Do it for each; what a rule refuses is told and leaves nothing behind."""
    return [_do(thing, act) for thing in things]


def _do(thing: Any, act: Callable[[Any], Any]) -> Outcome:
    try:
        with transaction.atomic():
            act(thing)
    except Problems as found:
        return Outcome(thing, tuple(found.problems))
    except Refused as refused:
        return Outcome(thing, (Problem(str(refused)),))
    return Outcome(thing)
