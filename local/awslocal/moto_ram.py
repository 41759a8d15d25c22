"""What moto lacks of AWS RAM: shares as their receivers see them, and the resources in a share.

A share is received by the accounts that it names, and by the accounts of an organization or unit that it names.
"""

from __future__ import annotations

import json
import re
from typing import Any

from moto.ram import urls
from moto.ram.exceptions import InvalidParameterException
from moto.ram.models import ResourceAccessManagerBackend, ResourceShare, ram_backends
from moto.ram.responses import ResourceAccessManagerResponse
from moto.ram.utils import RAM_RESOURCE_TYPES

from .moto_bridge import OrganizationsView

_create = ResourceAccessManagerBackend.create_resource_share


def _create_resource_share(self: ResourceAccessManagerBackend, **kwargs: Any) -> dict[str, Any]:
    created = _create(self, **kwargs)
    # moto does not keep the configuration, which says whether an account that leaves the organization keeps the share.
    self.resource_shares[-1].configuration = kwargs.get("resourceShareConfiguration")  # type: ignore[attr-defined]
    return created


def _get_resource_shares(self: ResourceAccessManagerBackend, resource_owner: str | None) -> dict[str, Any]:
    return {"resourceShares": [_describe(share) for share in _shares(self, resource_owner)]}


def _list_resources(self: ResourceAccessManagerResponse) -> str:
    wanted = self._get_param("resourceShareArns", [])
    resources = [
        {"arn": arn, "type": _type_of(arn), "resourceShareArn": share.arn, "status": "AVAILABLE"}
        for share in _shares(self.ram_backend, self._get_param("resourceOwner"))
        if share.status == "ACTIVE" and (not wanted or share.arn in wanted)
        for arn in share.resource_arns
    ]
    return json.dumps({"resources": resources})


def _shares(backend: ResourceAccessManagerBackend, resource_owner: str | None) -> list[ResourceShare]:
    if resource_owner == "SELF":
        return backend.resource_shares
    if resource_owner != "OTHER-ACCOUNTS":
        raise InvalidParameterException(f"{resource_owner} is not a valid resource owner.")
    names = _names(backend.account_id)
    return [
        share
        for owner, regions in list(ram_backends.items())
        # Only existing backends: moto creates one for any key that is read.
        if owner != backend.account_id and backend.region_name in regions.keys()  # noqa: SIM118
        for share in regions[backend.region_name].resource_shares
        if share.status == "ACTIVE" and not names.isdisjoint(share.principals)
    ]


def _names(account_id: str) -> set[str]:
    """The principals that include the account: its number, its units, its organization."""
    names = {account_id}
    organization = OrganizationsView.world.organization_of.get(account_id)
    if organization:
        names.add(organization.arn)
        at = organization.accounts[account_id].parent_id
        while at in organization.units:
            names.add(organization.units[at].arn)
            at = organization.units[at].parent_id
    return names


def _describe(share: ResourceShare) -> dict[str, Any]:
    configuration = getattr(share, "configuration", None)
    return {**share.describe(), **({"resourceShareConfiguration": configuration} if configuration else {})}


def _type_of(arn: str) -> str:
    """The type in a resource's ARN, such as `ec2:Subnet`."""
    service, kind = arn.split(":")[2], re.split("[/:]", arn.split(":", 5)[5])[0]
    wanted = f"{service}:{kind.replace('-', '')}"
    known = (str(one["resourceType"]) for one in RAM_RESOURCE_TYPES)
    return next((one for one in known if one.lower() == wanted.lower()), f"{service}:{kind}")


def install() -> None:
    ResourceAccessManagerBackend.create_resource_share = _create_resource_share  # type: ignore[method-assign]
    ResourceAccessManagerBackend.get_resource_shares = _get_resource_shares  # type: ignore[method-assign]
    ResourceAccessManagerResponse.list_resources = _list_resources  # type: ignore[attr-defined]
    urls.url_paths["{0}/listresources$"] = ResourceAccessManagerResponse.dispatch
