"""The users, groups and memberships of a directory, by their ids."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass
class User:
    id: str
    # What the request said, by the names of the service model.
    attributes: dict[str, Any]
    created: float
    updated: float
    revision: int = 1


@dataclass
class Group:
    id: str
    attributes: dict[str, Any]
    created: float
    updated: float
    revision: int = 1


@dataclass
class Membership:
    id: str
    group: str
    user: str
    created: float


@dataclass
class Directory:
    users: dict[str, User] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    memberships: dict[str, Membership] = field(default_factory=dict)
    # By their names in lower case, which are unique.
    user_of_name: dict[str, str] = field(default_factory=dict)
    group_of_name: dict[str, str] = field(default_factory=dict)
    # The ids of memberships: by group and user, and by user and group.
    members: dict[str, dict[str, str]] = field(default_factory=dict)
    groups_of: dict[str, dict[str, str]] = field(default_factory=dict)

    def has(self, principal_type: str, identifier: str) -> bool:
        return identifier in (self.users if principal_type == "USER" else self.groups)

    def add_membership(self, membership: Membership) -> None:
        self.memberships[membership.id] = membership
        self.members.setdefault(membership.group, {})[membership.user] = membership.id
        self.groups_of.setdefault(membership.user, {})[membership.group] = membership.id

    def remove_membership(self, membership: Membership) -> None:
        del self.memberships[membership.id]
        del self.members[membership.group][membership.user]
        del self.groups_of[membership.user][membership.group]
