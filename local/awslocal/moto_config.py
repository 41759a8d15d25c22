"""What moto lacks of AWS Config: who may aggregate an organization.

Source: PutConfigurationAggregator in the API reference of AWS Config: the management account or a delegated administrator of
`config.amazonaws.com`, in an organization with all features and trusted access.
"""

from __future__ import annotations

from typing import Any

from moto.config.models import ConfigBackend
from moto.core.exceptions import JsonRESTError

from .moto_bridge import OrganizationsView

PRINCIPAL = "config.amazonaws.com"
_put = ConfigBackend.put_configuration_aggregator


def _put_configuration_aggregator(
    self: ConfigBackend, config_aggregator: dict[str, Any], *args: Any, **kwargs: Any
) -> dict[str, Any]:
    if config_aggregator.get("OrganizationAggregationSource"):
        _check(self.account_id)
    return _put(self, config_aggregator, *args, **kwargs)


def _check(account: str) -> None:
    organization = OrganizationsView.world.organization_of.get(account)
    if organization is None:
        raise JsonRESTError("NoAvailableOrganizationException", "Organization is no longer available.")
    if organization.feature_set != "ALL":
        raise JsonRESTError(
            "OrganizationAllFeaturesNotEnabledException", "All features must be enabled in the organization."
        )
    is_administrator = PRINCIPAL in organization.delegations.get(account, {})
    if organization.management.id != account and not is_administrator:
        raise JsonRESTError(
            "OrganizationAccessDeniedException",
            "This action can only be made by the management account or a delegated administrator of AWS Config.",
        )
    if PRINCIPAL not in organization.service_access:
        raise JsonRESTError(
            "OrganizationAccessDeniedException", "Trusted access for AWS Config is not enabled for the organization."
        )


def install() -> None:
    ConfigBackend.put_configuration_aggregator = _put_configuration_aggregator  # type: ignore[method-assign]
