"""The protection plans of a detector.

Source: "Features in GuardDuty detectors" and API reference of GuardDuty (DetectorFeature, FeatureAdditionalConfiguration): the three
foundational sources are always on; a new detector has all plans but Runtime Monitoring and those of AI.
"""

from __future__ import annotations

from typing import Any

from ..errors import AwsError
from ..rest_json import moment
from .state import Detector, Feature, FeatureDefault

FOUNDATION = ("CLOUD_TRAIL", "DNS_LOGS", "FLOW_LOGS")
PLANS: dict[str, tuple[str, ...]] = {
    "S3_DATA_EVENTS": (),
    "EKS_AUDIT_LOGS": (),
    "EBS_MALWARE_PROTECTION": (),
    "RDS_LOGIN_EVENTS": (),
    "EKS_RUNTIME_MONITORING": ("EKS_ADDON_MANAGEMENT",),
    "LAMBDA_NETWORK_LOGS": (),
    "RUNTIME_MONITORING": ("EKS_ADDON_MANAGEMENT", "ECS_FARGATE_AGENT_MANAGEMENT", "EC2_AGENT_MANAGEMENT"),
}
OFF_AT_FIRST = {"EKS_RUNTIME_MONITORING", "RUNTIME_MONITORING"}


def invalid(message: str) -> AwsError:
    return AwsError("BadRequestException", f"The request is rejected because {message}")


def new_features(now: float) -> dict[str, Feature]:
    features = {name: Feature("ENABLED", now) for name in FOUNDATION}
    for name, additional in PLANS.items():
        status = "DISABLED" if name in OFF_AT_FIRST else "ENABLED"
        features[name] = Feature(status, now, {one: ("DISABLED", now) for one in additional})
    return features


def set_features(detector: Detector, given: list[dict[str, Any]], now: float) -> None:
    check_features(given)
    for one in given:
        feature = detector.features.setdefault(one["Name"], Feature("DISABLED", now))
        if "Status" in one and one["Status"] != feature.status:
            feature.status, feature.updated = one["Status"], now
        for more in one.get("AdditionalConfiguration") or []:
            if feature.additional.get(more["Name"], ("", 0.0))[0] != more["Status"]:
                feature.additional[more["Name"]] = (more["Status"], now)


def check_features(given: list[dict[str, Any]]) -> None:
    names = [one.get("Name") for one in given]
    if len(set(names)) < len(names):
        raise invalid("a feature is named twice.")
    if {"EKS_RUNTIME_MONITORING", "RUNTIME_MONITORING"} <= set(names):
        raise invalid("the input features contain both EKS_RUNTIME_MONITORING and RUNTIME_MONITORING.")
    for one in given:
        if one.get("Name") not in PLANS:
            continue
        unknown = {more["Name"] for more in one.get("AdditionalConfiguration") or []} - set(PLANS[str(one["Name"])])
        if unknown:
            raise invalid(f"{', '.join(sorted(unknown))} is no additional configuration of {one['Name']}.")


def set_data_sources(detector: Detector, given: dict[str, Any], now: float) -> None:
    """The older form of three features."""
    wanted = {
        "S3_DATA_EVENTS": (given.get("S3Logs") or {}).get("Enable"),
        "EKS_AUDIT_LOGS": ((given.get("Kubernetes") or {}).get("AuditLogs") or {}).get("Enable"),
        "EBS_MALWARE_PROTECTION": ((given.get("MalwareProtection") or {}).get("ScanEc2InstanceWithFindings") or {}).get(
            "EbsVolumes"
        ),
    }
    changes = [
        {"Name": name, "Status": "ENABLED" if on else "DISABLED"} for name, on in wanted.items() if on is not None
    ]
    set_features(detector, changes, now)


def describe_features(detector: Detector) -> list[dict[str, Any]]:
    return [
        {
            "Name": name,
            "Status": feature.status,
            "UpdatedAt": moment(feature.updated),
            "AdditionalConfiguration": [
                {"Name": one, "Status": status, "UpdatedAt": moment(at)}
                for one, (status, at) in feature.additional.items()
            ],
        }
        for name, feature in detector.features.items()
    ]


def describe_data_sources(detector: Detector) -> dict[str, Any]:
    status = {name: {"Status": feature.status} for name, feature in detector.features.items()}
    return {
        "CloudTrail": status["CLOUD_TRAIL"],
        "DNSLogs": status["DNS_LOGS"],
        "FlowLogs": status["FLOW_LOGS"],
        "S3Logs": status["S3_DATA_EVENTS"],
        "Kubernetes": {"AuditLogs": status["EKS_AUDIT_LOGS"]},
        "MalwareProtection": {"ScanEc2InstanceWithFindings": {"EbsVolumes": status["EBS_MALWARE_PROTECTION"]}},
    }


def describe_default_sources(features: dict[str, FeatureDefault]) -> dict[str, Any]:
    on = {name: {"AutoEnable": one.auto_enable.value != "NONE"} for name, one in features.items()}
    off = {"AutoEnable": False}
    return {
        "S3Logs": on.get("S3_DATA_EVENTS", off),
        "Kubernetes": {"AuditLogs": on.get("EKS_AUDIT_LOGS", off)},
        "MalwareProtection": {"ScanEc2InstanceWithFindings": {"EbsVolumes": on.get("EBS_MALWARE_PROTECTION", off)}},
    }
