"""Why a stack fails, in AWS's words."""

from __future__ import annotations

from botocore.exceptions import ClientError


class ResourceFailure(Exception):
    def __init__(self, logical_id: str, resource_type: str, reason: str):
        super().__init__(
            f"ResourceLogicalId:{logical_id}, ResourceType:{resource_type}, ResourceStatusReason:{reason}."
        )
        self.logical_id = logical_id
        self.resource_type = resource_type
        self.reason = reason


def reason_of(error: Exception, resource_type: str = "") -> str:
    """What AWS would say. moto's errors carry a message in an attribute."""
    if isinstance(error, ClientError):
        service = resource_type.split("::")[1] if "::" in resource_type else resource_type
        status = error.response["ResponseMetadata"].get("HTTPStatusCode", 400)
        text = error.response["Error"]["Message"]
        named = service.capitalize() if service.isupper() else service
        return f'Resource handler returned message: "{text} (Service: {named}, Status Code: {status})"'
    for name in ("message", "description"):
        text = getattr(error, name, None)
        if isinstance(text, str) and text:
            return text.rstrip(".")
    return f"{type(error).__name__}: {error}".rstrip(".")
