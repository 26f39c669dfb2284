"""What a form says of what a rule refused."""

from collections.abc import Callable
from typing import Any

from office.forms import RoomForm
from office.workflow import Overtaken, Problem, Problems

FIELD = "#id_"


def tell_at_fields(
    form: RoomForm, rule: Callable[[], Any], *, also: tuple[type[Problems], ...] = ()
) -> list[Problem] | None:
    """Call a rule; None when it went well, otherwise what no field of the form can show.

    What somebody else did meanwhile goes to the page that says so; `also` is the caller's matter.
    """
    try:
        rule()
    except (Overtaken, *also):
        raise
    except Problems as found:
        left = []
        for problem in found.problems:
            name = problem.mend.removeprefix(FIELD)
            if problem.mend.startswith(FIELD) and name in form.fields:
                form.add_error(name, problem.text)
            else:
                left.append(problem)
        return left
    return None
