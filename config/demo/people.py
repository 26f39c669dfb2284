"""The invented people of the demo; the tests use the same names."""

from datetime import date

from accounts.models import Role, RoleGrant, User

PASSWORD = "minh-bach-2024"  # noqa: S105 -- printed by `make demo`, for invented people

# username: name, post, role
PEOPLE: dict[str, tuple[str, str, Role]] = {
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
    """One person of the cast with his role, made at most once."""
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
    RoleGrant.objects.create(person=person, role=role, held_from=date(2020, 1, 1))
    return person


def make_everybody() -> dict[str, User]:
    return {username: make_person(username) for username in PEOPLE}
