"""What is the same on every page is made once."""

from django.template import Context, Template
from django.urls import reverse

from office.addresses import address_of


def test_what_is_written_once_stays_as_it_came_out():
    page = Template("{% load frame %}{% once %}<b>{{ said }}</b>{% endonce %} {{ said }}")
    assert page.render(Context({"said": "một"})) == "<b>một</b> một"
    assert page.render(Context({"said": "hai"})) == "<b>một</b> hai"


def test_an_address_is_that_of_its_page():
    page = Template('{% load frame %}{% address "saved_filters" as url %}{{ url }}')
    assert page.render(Context()) == reverse("saved_filters")
    assert address_of("findings:take_away", "csv") == reverse("findings:take_away", args=["csv"])
