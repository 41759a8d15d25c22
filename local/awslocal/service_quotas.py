"""Service Quotas for AWS Organizations: the number of accounts that `--account-limit` sets."""

from __future__ import annotations

from .errors import AwsError
from .registry import Context, Request, Response, operation

SERVICE, CODE, NAME = "organizations", "L-E619E033", "Default maximum number of accounts"
DEFAULT = 10


def _quota(request: Request, value: int, account: str) -> Response:
    if (request.get("ServiceCode"), request.get("QuotaCode")) != (SERVICE, CODE):
        raise AwsError("NoSuchResourceException", "The specified resource does not exist.")
    return {
        "Quota": {
            "ServiceCode": SERVICE,
            "ServiceName": "AWS Organizations",
            "QuotaArn": f"arn:aws:servicequotas::{account}:{SERVICE}/{CODE}",
            "QuotaCode": CODE,
            "QuotaName": NAME,
            "Value": float(value),
            "Unit": "None",
            "Adjustable": True,
            "GlobalQuota": True,
        }
    }


@operation("servicequotas", "GetServiceQuota")
def get_service_quota(context: Context, request: Request) -> Response:
    return _quota(request, context.settings.account_limit, context.account)


@operation("servicequotas", "GetAWSDefaultServiceQuota")
def get_aws_default_service_quota(context: Context, request: Request) -> Response:
    return _quota(request, DEFAULT, "")
