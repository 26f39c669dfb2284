"""Records of people: who they are, which roles they hold, for whom they sign."""

from accounts.models.delegation import SigningDelegation
from accounts.models.role import Role, RoleGrant
from accounts.models.user import Department, User

__all__ = ["Department", "Role", "RoleGrant", "SigningDelegation", "User"]
