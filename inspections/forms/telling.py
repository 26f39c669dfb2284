"""Where a rule's problems belong on the page that asked."""

from django import forms

from office.workflow import Problem, Problems


def tell(form: forms.BaseForm, problems: Problems) -> list[Problem]:
    """Put each problem at the field its link names; what no field here can mend comes back."""
    left = []
    for problem in problems.problems:
        name = problem.mend.rpartition("#id_")[2] if "#id_" in problem.mend else ""
        if name in form.fields:
            form.add_error(name, problem.text)
        elif problem.mend:
            left.append(problem)
        else:
            form.add_error(None, problem.text)
    return left
