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

import datetime

import pytest
from django.test import Client

from accounts.models import Role, RoleGrant, User

PASSWORD = "minh-bach-2024"

PEOPLE = {
    "lan": ("Nguyễn Thị Lan", "Thanh tra viên", Role.INSPECTOR),
    "minh": ("Trần Văn Minh", "Thanh tra viên chính", Role.INSPECTOR),
    "quan": ("Lê Anh Quân", "Thanh tra viên", Role.INSPECTOR),
    "son": ("Phạm Hồng Sơn", "Chánh Thanh tra", Role.CHIEF),
    "huong": ("Đỗ Thu Hương", "Phó Chánh Thanh tra", Role.DEPUTY),
    "ha": ("Vũ Thị Hà", "Văn thư", Role.CLERK),
    "thao": ("Bùi Phương Thảo", "Thanh tra viên", Role.APPRAISER),
    "duc": ("Ngô Minh Đức", "Chuyên viên", Role.MONITOR),
    "binh": ("Hoàng Văn Bình", "Phó Trưởng phòng", Role.UNIT_CONTACT),
    "an": ("Đặng Quốc An", "Quản trị hệ thống", Role.ADMIN),
}


def make_person(username: str) -> User:
    """One person of the cast, made at most once."""
    found = User.objects.filter(username=username).first()
    if found:
        return found
    full_name, post, role = PEOPLE[username]
    is_admin = role == Role.ADMIN
    person = User(
        username=username, full_name=full_name, post=post, is_staff=is_admin, is_superuser=is_admin
    )
    person.set_password(PASSWORD)
    person.save()
    RoleGrant.objects.create(person=person, role=role, held_from=datetime.date(2020, 1, 1))
    return person


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
