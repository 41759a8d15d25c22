"""Detectors: one of an account in a region.

Source: API reference of GuardDuty. The texts that the AWS provider looks for are AWS's.
"""

from __future__ import annotations

from ..errors import AwsError
from ..pages import page_of
from ..registry import Context, Request, Response
from ..rest_json import rest_operations
from .features import (
    describe_data_sources,
    describe_features,
    invalid,
    new_features,
    set_data_sources,
    set_features,
)
from .membership import SERVICE, let_members_join
from .state import Detector, detector_id

TAGS = 50
_operation = rest_operations("guardduty", "BadRequestException")


def iso(at: float) -> str:
    from datetime import datetime, timezone

    return datetime.fromtimestamp(at, timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def own_detector(context: Context, identifier: str) -> Detector:
    detector = context.world.guard_duty.detectors.get((context.account, context.region))
    if detector is None or detector.id != identifier:
        raise invalid("the input detectorId is not owned by the current account.")
    return detector


@_operation("CreateDetector", before=let_members_join)
def create_detector(context: Context, request: Request) -> Response:
    place = (context.account, context.region)
    detectors = context.world.guard_duty.detectors
    if place in detectors:
        raise invalid("a detector already exists for the current account.")
    detector = Detector(detector_id(*place, context.now), *place, context.now, context.now)
    detector.features = new_features(context.now)
    _set(context, detector, request)
    detector.tags = dict(request.get("Tags") or {})
    _check_tags(detector.tags)
    detectors[place] = detector
    return {"DetectorId": detector.id}


@_operation("UpdateDetector", before=let_members_join)
def update_detector(context: Context, request: Request) -> None:
    detector = own_detector(context, request["DetectorId"])
    _set(context, detector, request)
    detector.updated = context.now


def _set(context: Context, detector: Detector, request: Request) -> None:
    if "Enable" in request:
        detector.status = "ENABLED" if request["Enable"] else "DISABLED"
    detector.frequency = request.get("FindingPublishingFrequency") or detector.frequency
    if request.get("DataSources") and request.get("Features"):
        raise invalid("both data sources and features were provided. You can provide only one.")
    set_data_sources(detector, request.get("DataSources") or {}, context.now)
    set_features(detector, request.get("Features") or [], context.now)


@_operation("GetDetector", before=let_members_join)
def get_detector(context: Context, request: Request) -> Response:
    detector = own_detector(context, request["DetectorId"])
    return {
        "CreatedAt": iso(detector.created),
        "UpdatedAt": iso(detector.updated),
        "FindingPublishingFrequency": detector.frequency,
        "ServiceRole": f"arn:aws:iam::{detector.account}:role/aws-service-role/{SERVICE.principal}/AWSServiceRoleForAmazonGuardDuty",
        "Status": detector.status,
        "Tags": detector.tags,
        "DataSources": describe_data_sources(detector),
        "Features": describe_features(detector),
    }


@_operation("ListDetectors", before=let_members_join)
def list_detectors(context: Context, request: Request) -> Response:
    found = context.world.guard_duty.detectors.get((context.account, context.region))
    return page_of(request, "DetectorIds", [found.id] if found else [], 50)


@_operation("DeleteDetector", before=let_members_join)
def delete_detector(context: Context, request: Request) -> None:
    detector = own_detector(context, request["DetectorId"])
    place = (detector.account, detector.region)
    guard_duty = context.world.guard_duty
    administration = guard_duty.administrations.get(place)
    if administration and administration.accounts:
        raise invalid("the current account cannot delete detector while it has invited or associated members.")
    if any(
        detector.account in one.accounts
        for (_, region), one in guard_duty.administrations.items()
        if region == detector.region
    ):
        raise invalid(
            "the current account cannot delete its detector while it is a member of an administrator account."
        )
    del guard_duty.detectors[place]
    guard_duty.administrations.pop(place, None)


# ---- findings: there are none


@_operation("ListFindings")
def list_findings(context: Context, request: Request) -> Response:
    own_detector(context, request["DetectorId"])
    return {"FindingIds": []}


@_operation("GetFindings")
def get_findings(context: Context, request: Request) -> Response:
    own_detector(context, request["DetectorId"])
    return {"Findings": []}


# ---- tags


def _check_tags(tags: dict[str, str]) -> None:
    if len(tags) > TAGS:
        raise invalid(f"a resource has at most {TAGS} tags.")


def _of_arn(context: Context, arn: str) -> Detector:
    found = context.world.guard_duty.detectors.get((context.account, context.region))
    if found is None or found.arn != arn:
        raise AwsError("BadRequestException", "The request is rejected because the resource was not found.")
    return found


@_operation("TagResource")
def tag_resource(context: Context, request: Request) -> None:
    detector = _of_arn(context, request["ResourceArn"])
    tags = {**detector.tags, **request["Tags"]}
    _check_tags(tags)
    detector.tags = tags


@_operation("UntagResource")
def untag_resource(context: Context, request: Request) -> None:
    detector = _of_arn(context, request["ResourceArn"])
    for key in request["TagKeys"]:
        detector.tags.pop(key, None)


@_operation("ListTagsForResource")
def list_tags_for_resource(context: Context, request: Request) -> Response:
    return {"Tags": _of_arn(context, request["ResourceArn"]).tags}
