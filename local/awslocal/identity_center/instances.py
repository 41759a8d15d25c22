"""The instance of IAM Identity Center.

AWS lets nobody create an organization instance by its API: somebody enables IAM Identity Center in the console. So here each
organization with all features has one from the beginning, in the region that `POST /_local/identity-center` names (us-east-1).
Enabling it in the console also enables trusted access for sso.amazonaws.com. Here the definition or the test does.
"""

from __future__ import annotations

import hashlib
from typing import Any

from ..errors import AwsError, not_implemented
from ..organizations.model import Organization, World
from ..registry import Context, Request, Response
from .caller import instance_of_request, page_of, sso_operation
from .state import Instance


def instance_of(world: World, organization: Organization | None) -> Instance | None:
    """The instance of an organization. Its ids depend on the organization's only, so that a read may be the first to ask."""
    center = world.identity_center
    if organization is None or organization.feature_set != "ALL" or center.region is None:
        return None
    if organization.id not in center.instances:
        digest = hashlib.sha256(f"identity center/{organization.id}".encode()).hexdigest()
        center.instances[organization.id] = Instance(
            arn=f"arn:aws:sso:::instance/ssoins-{digest[:16]}",
            store_id=f"d-{digest[16:26]}",
            owner=organization.management.id,
            region=center.region,
            created=organization.management.joined,
        )
    return center.instances[organization.id]


@sso_operation("ListInstances", anybody=True)
def list_instances(context: Context, request: Request) -> Response:
    """Every account of the organization sees the instance; only in its region, unless all regions are asked for."""
    instance = instance_of(context.world, context.world.organization_of.get(context.account))
    listed = [] if instance is None else [instance]
    if request.get("RegionScope") != "ALL_REGIONS":
        listed = [one for one in listed if one.region == context.region]
    return page_of(request, "Instances", [_metadata(one) for one in listed])


@sso_operation("DescribeInstance")
def describe_instance(context: Context, request: Request) -> Response:
    return {
        **_metadata(instance_of_request(context, request)),
        "EncryptionConfigurationDetails": {"KeyType": "AWS_OWNED_KMS_KEY", "EncryptionStatus": "ENABLED"},
    }


@sso_operation("UpdateInstance")
def update_instance(context: Context, request: Request) -> None:
    instance = instance_of_request(context, request)
    if "Name" in request:
        instance.name = request["Name"]


@sso_operation("CreateInstance", anybody=True)
def create_instance(context: Context, request: Request) -> Response:
    organization = context.world.organization_of.get(context.account)
    if organization is not None and organization.management.id == context.account:
        raise AwsError(
            "ValidationException", "An instance can't be created by this operation in the management account."
        )
    raise not_implemented("sso", "CreateInstance of an account instance")


@sso_operation("DeleteInstance")
def delete_instance(context: Context, request: Request) -> None:
    instance_of_request(context, request)
    raise AwsError("ValidationException", "An organization instance can't be deleted by this operation.")


def _metadata(instance: Instance) -> dict[str, Any]:
    described: dict[str, Any] = {
        "InstanceArn": instance.arn,
        "IdentityStoreId": instance.store_id,
        "IdentityStoreArn": f"arn:aws:identitystore::{instance.owner}:identitystore/{instance.store_id}",
        "OwnerAccountId": instance.owner,
        "CreatedDate": instance.created,
        "Status": "ACTIVE",
        "PrimaryRegion": instance.region,
        "Regions": [
            {
                "RegionName": instance.region,
                "Status": "ACTIVE",
                "AddedDate": instance.created,
                "IsPrimaryRegion": True,
            }
        ],
    }
    return {**described, "Name": instance.name} if instance.name is not None else described
