"""What a root user has, and who acts as one."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class RootCredentials:
    """An account that AWS Organizations creates has a password that nobody knows, unless central root access is on."""

    password: bool = True
    access_keys: dict[str, float] = field(default_factory=dict)
    mfa_devices: dict[str, float] = field(default_factory=dict)
    certificates: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class RootSession:
    account: str
    task: str
    expires: float
