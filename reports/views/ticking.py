"""A page of offers: each is a form with a tick, and those that are ticked are made together."""

from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from office.workflow import Problem, Problems

NOTHING = Problem("Chưa chọn dòng nào.")


class Ticked:
    """The forms of one page. `forms` makes them from what was sent, or from None."""

    def __init__(self, request: HttpRequest, forms: Callable[[Any], Sequence[Any]]):
        self.request, self.status = request, 200
        self.problems: list[Problem] = []
        self.given = request.POST if request.method == "POST" else None
        self.forms = forms(self.given)

    def made(self, make: Callable[[list[Any]], list[Any]]) -> list[Any] | None:
        """What the rule made of the ticked lines; None when the page is to be shown (again)."""
        if self.given is None:
            return None
        self.status = 422
        # Each form says what is wrong in it, so all are asked.
        if sum(form.is_valid() for form in self.forms) < len(self.forms):
            return None
        lines = [line for form in self.forms if (line := form.adopted())]
        if not lines:
            self.problems = [NOTHING]
            return None
        try:
            return make(lines)
        except Problems as found:
            self.problems = list(found.problems)
        return None

    def page(self, template: str, context: dict[str, Any]) -> HttpResponse:
        """The offers as they were sent, with what is wrong."""
        told = {**context, "forms": self.forms, "problems": self.problems}
        return render(self.request, template, told, status=self.status)
