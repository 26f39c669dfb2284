"""Who may let others sign, and who may know of it."""

from typing import Any

from django.db.models import Q
from django.utils import timezone

from accounts.access import refusal
from accounts.models import Role, SigningDelegation, User

OFFICE = (
    Role.CHIEF, Role.DEPUTY, Role.CLERK, Role.ADMIN, Role.INSPECTOR, Role.APPRAISER, Role.MONITOR,
)  # fmt: skip


def may_sign_for_chief(user: Any) -> bool:
    """Decides in the chief's place only under a delegation valid today (Điều 13 NĐ 30/2020).

    A deputy under any kind; whoever is acting head (Q.) by that alone.
    """
    today = timezone.localdate()
    valid = [row for row in user.signing_delegations.all() if row.is_valid_on(today)]
    acting = SigningDelegation.Authority.ACTING
    return any(row.authority == acting or user.has_role(Role.DEPUTY) for row in valid)


def decides_for_office(user: Any) -> bool:
    """The chief, or who stands in his place today."""
    return user.has_role(Role.CHIEF) or may_sign_for_chief(user)


def order_of(user: Any) -> SigningDelegation | None:
    """The order (TL.) by which this person signs today; only that may be passed on."""
    today = timezone.localdate()
    by_order = user.signing_delegations.filter(authority=SigningDelegation.Authority.BY_ORDER)
    return by_order.valid_on(today).order_by("pk").first()


def deciders() -> list[User]:
    """Everybody who decides for the office today: the chief first by name, and stand-ins."""
    acting = Q(signing_delegations__authority=SigningDelegation.Authority.ACTING)
    leading = Q(role_grants__role__in=(Role.CHIEF, Role.DEPUTY))
    people = User.objects.filter(acting | leading, is_active=True).distinct()
    return [
        person
        for person in people.prefetch_related("role_grants", "signing_delegations__under").order_by(
            "full_name", "pk"
        )
        if decides_for_office(person)
    ]


@refusal("Chỉ người của cơ quan xem được việc giao quyền ký.")
def can_see_delegations(user: Any) -> bool:
    return user.has_role(*OFFICE)


@refusal(
    "Chỉ Chánh thanh tra được giao quyền ký. Người ký thừa lệnh (TL.) chỉ giao được cho cấp phó của"
    " mình; người ký thừa ủy quyền (TUQ.) không được ủy quyền lại (Điều 13 Nghị định"
    " 30/2020/NĐ-CP)."
)
def can_give_delegation(user: Any) -> bool:
    return user.has_role(Role.CHIEF) or order_of(user) is not None


@refusal("Chỉ Chánh thanh tra hoặc người đã giao được thu hồi quyền ký còn hiệu lực.")
def can_end_delegation(user: Any, delegation: SigningDelegation) -> bool:
    today = timezone.localdate()
    over = delegation.valid_until is not None and delegation.valid_until < today
    if over or delegation.revoked_on:
        return False
    return user.has_role(Role.CHIEF) or delegation.given_by_id == user.pk
