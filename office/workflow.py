"""The one way a state changes: a table of transitions and `advance`.

A room writes its table in `lifecycle.py`; its rules call `advance` inside their transaction.
Our own table rather than a library: we need reasons, the list of all problems, and the journal.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models, transaction

from office import journal


@dataclass(frozen=True)
class Problem:
    """One thing that stands in the way, in words, and the page (and field) that mends it."""

    text: str
    mend: str = ""


class Problems(Exception):
    """Everything that stands in the way, told at once."""

    def __init__(self, problems: Iterable[Problem]):
        self.problems = list(problems)
        super().__init__(" ".join(problem.text for problem in self.problems))


class Refused(PermissionDenied):
    """Seen but not allowed: the reason is for the person who asked."""


class Overtaken(Problems):
    """Somebody else was faster; what they did is told."""

    def __init__(self, text: str, mend: str = ""):
        super().__init__([Problem(text, mend)])


@dataclass(frozen=True)
class Transition:
    """`action` leads from one of `sources` to `target`, if `allowed` and without `problems`."""

    action: str
    label: str
    sources: frozenset[str]
    target: str
    allowed: Callable[[Any, Any], bool]
    sentence: str
    needs_reason: bool = False
    problems: Callable[[Any], Iterable[Problem]] = field(default=lambda thing: ())


class Lifecycle:
    """All transitions of one kind of record, found by the name of the act."""

    def __init__(self, *transitions: Transition, state_field: str = "state"):
        self.transitions = {transition.action: transition for transition in transitions}
        self.state_field = state_field

    def open_to(self, user: Any, thing: models.Model) -> list[Transition]:
        """The acts this person may do now; problems are found only on doing them."""
        state = getattr(thing, self.state_field)
        return [
            transition
            for transition in self.transitions.values()
            if state in transition.sources and transition.allowed(user, thing)
        ]

    def advance(
        self, thing: Any, action: str, *, actor: Any, chain: str, reason: str = ""
    ) -> Transition:
        """Move `thing` and write the journal; call inside the rule's transaction.

        The row is locked and its state read again, so of two people who press at the same second
        one wins. Raises Overtaken (the state has moved), Refused (not yours to do), Problems (all
        that is missing). `thing` carries the new state afterwards.
        """
        with transaction.atomic():
            transition = self.transitions[action]
            # Lock first: the state in hand may be a minute old.
            locked = type(thing)._default_manager.select_for_update(of=("self",)).get(pk=thing.pk)
            state = getattr(locked, self.state_field)
            if state not in transition.sources:
                now = locked._meta.get_field(self.state_field)
                label = dict(now.flatchoices).get(state, state)
                raise Overtaken(
                    f"{locked} đang ở trạng thái “{label}”, không thể {transition.label.lower()}."
                    " Hãy tải lại trang để xem ai đã làm gì."
                )
            if not transition.allowed(actor, locked):
                raise Refused(f"Bạn không có quyền {transition.label.lower()} với {locked}.")
            if transition.needs_reason and not reason.strip():
                raise Problems([Problem(f"Cần ghi lý do khi {transition.label.lower()}.")])
            if found := list(transition.problems(locked)):
                raise Problems(found)
            setattr(thing, self.state_field, transition.target)
            thing.save(update_fields=[self.state_field])
            journal.record(
                actor=actor,
                chain=chain,
                verb=action,
                about=thing,
                sentence=transition.sentence.format(thing=thing),
                reason=reason,
                changes={self.state_field: [state, transition.target]},
            )
        return transition
