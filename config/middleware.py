"""What a rule says to a person is told to the person, also where the view did not catch it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.middleware import page_of_the_form
from office.uploads import were_too_large
from office.workflow import Overtaken, Problems

# 200 is how the administrator's pages answer a form that is not right yet.
SHOWS_THE_FORM_AGAIN = {200, 422}


class TellProblems:
    """Problems that leave a view become a page: 409 when somebody was faster, else 422.

    A form that comes back because a file was too large is 413, whoever shows it.

    A view with a form catches Problems itself and shows them above the form; a view behind one
    button need not.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        if were_too_large(request) and answer.status_code in SHOWS_THE_FORM_AGAIN:
            answer.status_code = 413
        return answer

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, Problems):
            return None
        overtaken = isinstance(error, Overtaken)
        context = {
            "problems": error.problems,
            "overtaken": overtaken,
            "back": page_of_the_form(request),
        }
        return render(request, "problems.html", context, status=409 if overtaken else 422)
