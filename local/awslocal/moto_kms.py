"""What moto lacks of KMS: how often a key is rotated, and that a Deny with conditions does not deny everything.

Source: EnableKeyRotation in the API reference of KMS: 90 to 2,560 days, 365 at first.
"""

from __future__ import annotations

import json
from types import SimpleNamespace

from moto.kms import policy_validator, responses
from moto.kms.exceptions import ValidationException
from moto.kms.responses import KmsResponse

DAYS, FEWEST, MOST = 365, 90, 2_560
_enable = KmsResponse.enable_key_rotation


def _enable_key_rotation(self: KmsResponse) -> str:
    days = self._get_param("RotationPeriodInDays")
    if days is not None and not FEWEST <= int(days) <= MOST:
        raise ValidationException(
            f"1 validation error detected: Value '{days}' at 'rotationPeriodInDays' failed to satisfy constraint: Member "
            f"must have value between {FEWEST} and {MOST}"
        )
    answer = _enable(self)
    key = self.kms_backend.keys[self.kms_backend.get_key_id(self._get_param("KeyId"))]
    if days is not None or not hasattr(key, "rotation_days"):
        key.rotation_days = int(days or DAYS)  # type: ignore[attr-defined]
    return answer


def _get_key_rotation_status(self: KmsResponse) -> str:
    key_id = self._get_param("KeyId")
    self._validate_cmk_id(key_id)
    key = self.kms_backend.keys[self.kms_backend.get_key_id(key_id)]
    status: dict[str, object] = {"KeyId": key.id, "KeyRotationEnabled": key.key_rotation_status}
    if key.key_rotation_status:
        status["RotationPeriodInDays"] = getattr(key, "rotation_days", DAYS)
    return json.dumps(status)


_validate_policy = policy_validator.validate_policy


def _validate_unconditional(key: object, action: str) -> None:
    """moto knows neither principals nor conditions, so it sees only statements that deny to everybody, always."""
    try:
        document = json.loads(key.policy)  # type: ignore[attr-defined]
    except (ValueError, AttributeError):
        return
    statements = [one for one in document.get("Statement", []) if "Condition" not in one]
    arn = key.arn  # type: ignore[attr-defined]
    unconditional = SimpleNamespace(arn=arn, policy=json.dumps({**document, "Statement": statements}))
    _validate_policy(unconditional, action)  # type: ignore[arg-type]


def install() -> None:
    responses.validate_policy = _validate_unconditional  # type: ignore[attr-defined]
    KmsResponse.enable_key_rotation = _enable_key_rotation  # type: ignore[method-assign]
    KmsResponse.get_key_rotation_status = _get_key_rotation_status  # type: ignore[method-assign]
