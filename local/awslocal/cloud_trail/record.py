"""Makes a CloudTrail record of each call. AWS shows an event in the history after some minutes; the local AWS at once.

Sources: "CloudTrail record contents for management, data, and network activity events"; "CloudTrail concepts": events of global
services are in us-east-1, and data events (objects, items, messages, invocations) are in no history. AssumeRole is recorded in
both accounts.
"""

from __future__ import annotations

import json
import re
import uuid
from datetime import datetime, timezone
from typing import Any
from urllib.parse import parse_qsl, unquote

from ..call import Call
from ..organizations.model import World
from .identities import identity_of
from .read_only import is_read_only
from .state import Identity, TrailEvent

GLOBAL_SERVICES = {
    "iam",
    "organizations",
    "sts",
    "cloudfront",
    "route53",
    "account",
    "budgets",
    "ce",
    "bcm-data-exports",
}
# The name of a service in events, where it is not that in the request's signature.
SOURCES = {
    "cloudwatch": "monitoring", "accessanalyzer": "access-analyzer", "s3control": "s3", "identitystore": "identitystore",
    "elasticloadbalancing": "elasticloadbalancing",
}  # fmt: skip
# Operations on data: the history has none of them.
DATA_EVENTS = re.compile(
    r"s3\.((Get|Put|Head|Delete|Copy|Restore|Select)Objects?|DeleteObjects|ListObjects(V2)?|ListParts|UploadPart.*|"
    r"(Create|Complete|Abort)MultipartUpload|(Get|Put|Delete)Object\w+)|"
    r"dynamodb\.(\w*(Item|Query|Scan)s?|TransactGetItems|TransactWriteItems)|"
    r"(sqs|sns)\.(Send|Receive|Delete|Change)Message\w*|sns\.Publish\w*|lambda\.Invoke\w*|kinesis\.(Put|Get)Records?"
)
SECRET = re.compile(r"password|secret|privatekey|tokencode", re.IGNORECASE)
HIDDEN = "HIDDEN_DUE_TO_SECURITY_REASONS"
# AWS Organizations hides who an account is for: the examples of CreateAccount in "Logging and monitoring in AWS Organizations".
HIDDEN_PARAMETERS = {"organizations": frozenset({"Email", "AccountName"}), "account": frozenset({"AccountName"})}
NAMES_IN_ANSWERS = {"AccountName"}
# The services whose answers are recorded.
RESPONSES = {"organizations", "sso", "identitystore"}
# A longer text in a request, such as a template, is cut. CloudTrail cuts at 100 KB.
LONGEST_TEXT = 4_096
MEMBER = re.compile(r"\.member\.\d+|\.\d+(?=\.|$)")
# The type of the resource that a parameter names.
RESOURCES = {
    "accessKeyId": "AWS::IAM::AccessKey", "userName": "AWS::IAM::User", "roleName": "AWS::IAM::Role",
    "roleArn": "AWS::IAM::Role", "groupName": "AWS::IAM::Group", "policyArn": "AWS::IAM::Policy",
    "policyName": "AWS::IAM::Policy", "instanceProfileName": "AWS::IAM::InstanceProfile",
    "bucketName": "AWS::S3::Bucket", "instanceId": "AWS::EC2::Instance", "groupId": "AWS::EC2::SecurityGroup",
    "vpcId": "AWS::EC2::VPC", "subnetId": "AWS::EC2::Subnet", "volumeId": "AWS::EC2::Volume", "keyId": "AWS::KMS::Key",
    "functionName": "AWS::Lambda::Function", "stackName": "AWS::CloudFormation::Stack",
    "tableName": "AWS::DynamoDB::Table", "topicArn": "AWS::SNS::Topic", "queueUrl": "AWS::SQS::Queue",
    "logGroupName": "AWS::Logs::LogGroup", "trailName": "AWS::CloudTrail::Trail", "detectorId": "AWS::GuardDuty::Detector",
    "dBInstanceIdentifier": "AWS::RDS::DBInstance", "secretId": "AWS::SecretsManager::Secret",
}  # fmt: skip
# What an answer names that the request did not.
MADE = re.compile(
    rb"<(AccessKeyId|userId|vpcId|instanceId|groupId|volumeId|subnetId)>([^<]+)<|"
    rb'"(AccessKeyId|KeyId|DetectorId|FileSystemId)": ?"([^"]+)"'
)
MADE_BY = re.compile(r"Create|Run|Allocate|Register|Start")


def record_call(
    world: World, call: Call, account: str, environ: dict[str, Any], body: bytes, answer: tuple[int, bytes], at: float
) -> None:
    """Adds the event of a call to the history of the account, and of the account whose role it assumes."""
    if DATA_EVENTS.fullmatch(call.name) or " " in call.operation:
        return
    status, content = answer
    identity = identity_of(world, call.access_key or "", account)
    parameters = _parameters(call, environ, body)
    accounts = [account]
    if call.name in ("sts.AssumeRole", "sts.AssumeRoot"):
        target = parameters.get("roleArn") or parameters.get("targetPrincipal") or ""
        accounts = list(dict.fromkeys([account, *re.findall(r"(?<![0-9])\d{12}(?![0-9])", str(target))]))
    resources = _resources(call, parameters, content if status < 400 else b"")
    for recipient in accounts:
        event = _event(call, identity, recipient, environ, parameters, resources, answer, at)
        world.cloud_trail.add_event(recipient, event)


def _event(
    call: Call,
    identity: Identity,
    recipient: str,
    environ: dict[str, Any],
    parameters: dict[str, Any],
    resources: tuple[tuple[str, str], ...],
    answer: tuple[int, bytes],
    at: float,
) -> TrailEvent:
    source = f"{SOURCES.get(call.service, call.service)}.amazonaws.com"
    region = "us-east-1" if call.service in GLOBAL_SERVICES else call.region
    # The same in each replay.
    identifier = str(uuid.uuid5(uuid.NAMESPACE_OID, f"{at}/{call.name}/{recipient}/{call.access_key}/{parameters}"))
    record: dict[str, Any] = {
        "eventVersion": "1.11",
        "userIdentity": identity.details,
        "eventTime": datetime.fromtimestamp(at, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "eventSource": source,
        "eventName": call.operation,
        "awsRegion": region,
        "sourceIPAddress": environ.get("HTTP_X_FORWARDED_FOR") or environ.get("REMOTE_ADDR") or "127.0.0.1",
        "userAgent": environ.get("HTTP_USER_AGENT", ""),
        "requestParameters": parameters or None,
        "responseElements": _response(call, answer),
        "requestID": identifier,
        "eventID": identifier,
        "readOnly": is_read_only(call),
        "eventType": "AwsApiCall",
        "managementEvent": True,
        "recipientAccountId": recipient,
        "eventCategory": "Management",
        **_failure(answer),
    }
    return TrailEvent(
        id=identifier,
        name=call.operation,
        source=source,
        region=region,
        at=at,
        read_only=is_read_only(call),
        access_key=call.access_key or "",
        user=identity.user,
        resources=resources,
        record=json.dumps(record),
    )


def _failure(answer: tuple[int, bytes]) -> dict[str, str]:
    status, content = answer
    if status < 400:
        return {}
    text = content[:4_000].decode("utf-8", "replace")
    code = re.search(r"<Code>([^<]+)</Code>|\"__type\": ?\"(?:[^\"#]+#)?([^\"]+)\"", text)
    message = re.search(r"<Message>([^<]*)</Message>|\"[mM]essage\": ?\"((?:[^\"\\]|\\.)*)\"", text)
    return {
        "errorCode": (code[1] or code[2]) if code else str(status),
        "errorMessage": (message[1] or message[2] or "") if message else "",
    }


def _parameters(call: Call, environ: dict[str, Any], body: bytes) -> dict[str, Any]:
    """The parameters, with secrets hidden. Their names begin with a small letter, as in AWS's records."""
    if call.service in ("s3", "s3control"):
        bucket = unquote(environ["PATH_INFO"]).strip("/").split("/")[0]
        return {"bucketName": bucket} if bucket and call.service == "s3" else {}
    given: dict[str, Any] = {}
    if environ.get("CONTENT_TYPE", "").startswith("application/x-www-form-urlencoded"):
        given = {
            MEMBER.sub("", key): value
            for key, value in parse_qsl(body.decode("utf-8", "replace"))
            if key not in ("Action", "Version")
        }
    elif body:
        try:
            parsed = json.loads(body)
            given = parsed if isinstance(parsed, dict) else {}
        except ValueError:
            pass
    hidden = HIDDEN_PARAMETERS.get(call.service, frozenset())
    return {
        _small(key): HIDDEN if SECRET.search(key) or key in hidden else _recorded(value) for key, value in given.items()
    }


def _response(call: Call, answer: tuple[int, bytes]) -> Any:
    """What the answer names, for the services whose answers say what was made."""
    status, content = answer
    if call.service not in RESPONSES or status >= 400 or is_read_only(call):
        return None
    return _recorded(json.loads(content or b"{}")) or None


def _recorded(value: Any) -> Any:
    """A value as a record has it: names begin with a small letter, long texts are cut."""
    if isinstance(value, dict):
        return {_small(key): HIDDEN if key in NAMES_IN_ANSWERS else _recorded(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_recorded(one) for one in value]
    return value[:LONGEST_TEXT] if isinstance(value, str) else value


def _small(name: str) -> str:
    return name[:1].lower() + name[1:]


def _resources(call: Call, parameters: dict[str, Any], content: bytes) -> tuple[tuple[str, str], ...]:
    named = [
        (kind, str(parameters[name]))
        for name, kind in RESOURCES.items()
        if isinstance(parameters.get(name), str) and parameters[name]
    ]
    if MADE_BY.match(call.operation):
        for match in MADE.finditer(content[:20_000]):
            name, value = (match[1] or match[3]).decode(), (match[2] or match[4]).decode()
            kind = RESOURCES.get(_small(name))
            if kind and (kind, value) not in named:
                named.append((kind, value))
    return tuple(named)
