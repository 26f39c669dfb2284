"""Who may look into what the whole office keeps: the books, and the journal."""

from typing import Any

from accounts.access import refusal

# The room of people owns these words; the office comes before it and cannot ask.
CHIEF, DEPUTY, CLERK, ADMIN = "chief", "deputy", "clerk", "admin"


@refusal("Sổ đăng ký văn bản do văn thư giữ; lãnh đạo và quản trị được xem.")
def can_read_books(user: Any, *_found: Any) -> bool:
    return user.is_authenticated and user.has_role(CLERK, CHIEF, DEPUTY, ADMIN)


@refusal("Chỉ văn thư được ghi sổ đăng ký văn bản.")
def can_keep_books(user: Any, *_found: Any) -> bool:
    return user.is_authenticated and user.has_role(CLERK)


@refusal("Nhật ký của cơ quan chỉ lãnh đạo và quản trị được xem.")
def can_read_journal(user: Any, *_found: Any) -> bool:
    return user.is_authenticated and user.has_role(CHIEF, ADMIN)


def sees_every_case(user: Any) -> bool:
    """What is for those in a case alone is seen by those who decide, too."""
    return user.has_role(CHIEF, DEPUTY)
