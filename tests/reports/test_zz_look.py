import pytest
from tests.browser import sign_in
from tests.reports.test_several_conclusions import *
pytestmark = [pytest.mark.browser]

@pytest.mark.django_db(transaction=True)
def test_look(case, tab, live_server):
    first, second = units_of(case)
    conclude(case, first)
    sign_in(tab, live_server.url, "lan") if False else None
