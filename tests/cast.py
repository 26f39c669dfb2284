"""The people of every test: always the same, so that a name says what it may do.

lan      thanh tra viên, member of the team
minh     thanh tra viên, leader of the team
quan     thanh tra viên of another team: the stranger inside the house
son      Chánh Thanh tra
huong    Phó Chánh Thanh tra
ha       văn thư
thao     người thẩm định
duc      người theo dõi kết luận
binh     đầu mối of the audited unit
an       quản trị
"""

import pytest
from django.test import Client

from accounts.models import User
from config.demo.people import PASSWORD, PEOPLE, make_person

__all__ = ["PASSWORD", "PEOPLE", "make_person", "signed_in"]


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def _fixture(username: str):
    @pytest.fixture(name=username)
    def person(db) -> User:
        return make_person(username)

    person.__doc__ = PEOPLE[username][1]
    return person


lan, minh, quan, son, huong, ha, thao, duc, binh, an = (_fixture(name) for name in PEOPLE)


@pytest.fixture
def cast(db) -> dict[str, User]:
    """Everybody, by name."""
    return {name: make_person(name) for name in PEOPLE}
