"""Events that a service writes by itself: nobody calls.

Source: "Logging and monitoring in AWS Organizations": CreateAccountResult has the id of the request, and, where it succeeded, of the
account. The request itself, CreateAccount, has only the first.
"""

from __future__ import annotations

import json
import uuid
from datetime import datetime, timezone
from typing import TYPE_CHECKING

from .state import TrailEvent

if TYPE_CHECKING:
    from ..organizations.model import Creation, World

SOURCE, REGION = "organizations.amazonaws.com", "us-east-1"


def note_creation(world: World, management: str, creation: Creation) -> None:
    """The result of a CreateAccount request, in the history of the management account."""
    at = creation.completes_at
    status = {
        "id": creation.id,
        "state": creation.state(at),
        "accountName": "****",
        **({"accountId": creation.account.id} if creation.account and not creation.failure else {}),
        **({"failureReason": creation.failure} if creation.failure else {}),
    }
    identifier = str(uuid.uuid5(uuid.NAMESPACE_OID, f"{at}/CreateAccountResult/{creation.id}"))
    record = {
        "eventVersion": "1.11",
        "userIdentity": {"accountId": management, "invokedBy": "AWS Internal"},
        "eventTime": datetime.fromtimestamp(at, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "eventSource": SOURCE,
        "eventName": "CreateAccountResult",
        "awsRegion": REGION,
        "sourceIPAddress": "AWS Internal",
        "userAgent": "AWS Internal",
        "requestParameters": None,
        "responseElements": None,
        "eventID": identifier,
        "readOnly": False,
        "eventType": "AwsServiceEvent",
        "managementEvent": True,
        "recipientAccountId": management,
        "serviceEventDetails": {"createAccountStatus": status},
        "eventCategory": "Management",
    }
    event = TrailEvent(
        id=identifier,
        name="CreateAccountResult",
        source=SOURCE,
        region=REGION,
        at=at,
        read_only=False,
        access_key="",
        user="",
        resources=(),
        record=json.dumps(record),
    )
    world.cloud_trail.add_event(management, event)
