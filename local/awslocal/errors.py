"""Errors as AWS sends them, in the protocol that the caller speaks."""

from __future__ import annotations

import json
from xml.sax.saxutils import escape

JSON, QUERY, REST_XML = "json", "query", "rest-xml"


class AwsError(Exception):
    """An error of an AWS operation: the exception's type, its message, for some types a Reason, the HTTP status, and
    further members of the exception."""

    def __init__(
        self,
        code: str,
        message: str,
        reason: str | None = None,
        status: int = 400,
        details: dict[str, str] | None = None,
    ):
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message
        self.reason = reason
        self.status = status
        self.details = details or {}

    def body(self, protocol: str) -> tuple[str, bytes]:
        """The content type and the body for the given protocol."""
        if protocol == JSON:
            document = {"__type": self.code, "Message": self.message, "message": self.message, **self.details}
            if self.reason:
                document["Reason"] = self.reason
            return "application/x-amz-json-1.1", json.dumps(document).encode()
        error = f"<Code>{escape(self.code)}</Code><Message>{escape(self.message)}</Message>"
        if protocol == QUERY:
            kind = "Receiver" if self.status >= 500 else "Sender"
            xml = (
                f"<ErrorResponse><Error><Type>{kind}</Type>{error}</Error><RequestId>local</RequestId></ErrorResponse>"
            )
        else:
            xml = f"<Error>{error}<RequestId>local</RequestId></Error>"
        return "text/xml", xml.encode()


def invalid_input(reason: str, message: str) -> AwsError:
    """InvalidInputException with one of the reasons of the service model."""
    return AwsError("InvalidInputException", message, reason)


def constraint_violation(reason: str, message: str) -> AwsError:
    """ConstraintViolationException with one of the reasons of the service model."""
    return AwsError("ConstraintViolationException", message, reason)


def not_implemented(service: str, operation: str) -> AwsError:
    """For an operation that neither moto nor this folder has. It is a 400, because SDKs repeat a 5xx up to 25 times."""
    return AwsError(
        "NotImplementedInLocalAws",
        f"The local AWS does not implement {service}:{operation}. local/README.md says how to add an operation.",
    )
