"""Central configuration: policies, and their associations with the root, units and accounts.

Sources: API reference of Security Hub; "Creating and associating configuration policies": 20 policies of an organization, names of 3 to
128 characters. A target that has no association of its own inherits that of its nearest parent. An association is PENDING for up to
a day on AWS; here it is done at once.
"""

from __future__ import annotations

import re
from typing import Any

from moto.moto_api._internal import mock_random

from ..errors import AwsError
from ..organizations.model import Organization
from ..pages import page_of
from ..registry import Context, Request, Response
from ..rest_json import moment
from .caller import conflict, hub_operation, invalid, not_found, own_hub
from .membership import SELF_MANAGED, let_members_join, policy_in_force
from .standards import standards_of
from .state import Association, CentralConfiguration, ConfigurationPolicy

POLICIES = 20
NAME = re.compile(r"[A-Za-z0-9\s\-._/!*'()@]{1,128}")


def _central(context: Context) -> tuple[CentralConfiguration, Organization]:
    own_hub(context)
    organization = context.world.organization_of.get(context.account)
    central = context.world.security_hub.central.get(organization.id) if organization else None
    if organization is None or central is None or central.administrator != context.account:
        raise AwsError(
            "AccessDeniedException",
            "Must be a Security Hub delegated administrator with Central Configuration enabled",
            status=403,
        )
    if central.home != context.region:
        raise invalid(f"Central configuration can be used in its home region {central.home} only.")
    return central, organization


def _policy(central: CentralConfiguration, identifier: str) -> ConfigurationPolicy:
    found = central.policies.get(identifier.split("/")[-1])
    if found is None:
        raise not_found(f"The configuration policy {identifier} was not found.")
    return found


@hub_operation("CreateConfigurationPolicy")
def create_configuration_policy(context: Context, request: Request) -> Response:
    central, _ = _central(context)
    _check(context, central, request, None)
    if len(central.policies) >= POLICIES:
        raise AwsError(
            "LimitExceededException", f"An organization has at most {POLICIES} configuration policies.", status=429
        )
    identifier = str(mock_random.uuid4())
    arn = f"arn:aws:securityhub:{context.region}:{context.account}:configuration-policy/{identifier}"
    policy = ConfigurationPolicy(
        identifier,
        arn,
        request["Name"],
        request.get("Description") or "",
        request["ConfigurationPolicy"],
        context.now,
        context.now,
        dict(request.get("Tags") or {}),
    )
    central.policies[identifier] = policy
    return _described(policy)


@hub_operation("UpdateConfigurationPolicy")
def update_configuration_policy(context: Context, request: Request) -> Response:
    central, _ = _central(context)
    policy = _policy(central, request["Identifier"])
    _check(context, central, request, policy)
    policy.name = request.get("Name") or policy.name
    policy.description = request.get("Description", policy.description)
    policy.policy = request.get("ConfigurationPolicy") or policy.policy
    policy.updated = context.now
    let_members_join(context)
    return _described(policy)


def _check(
    context: Context, central: CentralConfiguration, request: Request, policy: ConfigurationPolicy | None
) -> None:
    name = request.get("Name")
    if name is not None and not NAME.fullmatch(name):
        raise invalid("The name of a configuration policy has at most 128 letters, digits, spaces and -._/!*'()@.")
    if any(one.name == name and one is not policy for one in central.policies.values()):
        raise conflict(f"A configuration policy with the name {name} already exists.")
    details = (request.get("ConfigurationPolicy") or {}).get("SecurityHub")
    if details is None:
        return
    controls = details.get("SecurityControlsConfiguration")
    standards = details.get("EnabledStandardIdentifiers")
    if not details.get("ServiceEnabled"):
        if standards or controls:
            raise invalid("A policy that disables Security Hub cannot contain standards or controls.")
        return
    if standards is None or controls is None:
        raise invalid(
            "A policy that enables Security Hub needs EnabledStandardIdentifiers and SecurityControlsConfiguration."
        )
    if ("EnabledSecurityControlIdentifiers" in controls) == ("DisabledSecurityControlIdentifiers" in controls):
        raise invalid(
            "Exactly one of EnabledSecurityControlIdentifiers and DisabledSecurityControlIdentifiers is needed."
        )
    unknown = [arn for arn in standards if arn not in standards_of(context.region)]
    if unknown:
        raise invalid(f"{', '.join(unknown)}: not a standard of Security Hub in {context.region}.")


@hub_operation("GetConfigurationPolicy")
def get_configuration_policy(context: Context, request: Request) -> Response:
    central, _ = _central(context)
    return _described(_policy(central, request["Identifier"]))


@hub_operation("ListConfigurationPolicies")
def list_configuration_policies(context: Context, request: Request) -> Response:
    central, _ = _central(context)
    found = [
        {
            "Arn": one.arn,
            "Id": one.id,
            "Name": one.name,
            "Description": one.description,
            "UpdatedAt": moment(one.updated),
            "ServiceEnabled": bool((one.policy.get("SecurityHub") or {}).get("ServiceEnabled")),
        }
        for one in central.policies.values()
    ]
    return page_of(request, "ConfigurationPolicySummaries", found)


@hub_operation("DeleteConfigurationPolicy")
def delete_configuration_policy(context: Context, request: Request) -> None:
    central, _ = _central(context)
    policy = _policy(central, request["Identifier"])
    if any(one.policy == policy.id for one in central.associations.values()):
        raise conflict("The configuration policy is still associated with accounts, units or the root.")
    del central.policies[policy.id]


def _described(policy: ConfigurationPolicy) -> dict[str, Any]:
    return {
        "Arn": policy.arn,
        "Id": policy.id,
        "Name": policy.name,
        "Description": policy.description,
        "CreatedAt": moment(policy.created),
        "UpdatedAt": moment(policy.updated),
        "ConfigurationPolicy": policy.policy,
    }


# ---- associations


def _target(organization: Organization, given: dict[str, str]) -> str:
    target = next(iter(given.values()), "")
    if organization.root.id != target and target not in organization.units and target not in organization.accounts:
        raise not_found(f"{target} is not the root, a unit or an account of the organization.")
    return target


@hub_operation("StartConfigurationPolicyAssociation")
def start_configuration_policy_association(context: Context, request: Request) -> Response:
    central, organization = _central(context)
    target = _target(organization, request["Target"])
    identifier = request["ConfigurationPolicyIdentifier"]
    policy = SELF_MANAGED if identifier == SELF_MANAGED else _policy(central, identifier).id
    central.associations[target] = Association(target, policy, context.now)
    let_members_join(context)
    return _association(central, organization, target)


@hub_operation("StartConfigurationPolicyDisassociation")
def start_configuration_policy_disassociation(context: Context, request: Request) -> None:
    central, organization = _central(context)
    target = _target(organization, request["Target"])
    found = central.associations.get(target)
    if found is None or found.policy != request["ConfigurationPolicyIdentifier"].split("/")[-1]:
        raise not_found(f"The policy is not associated with {target}.")
    del central.associations[target]


@hub_operation("GetConfigurationPolicyAssociation")
def get_configuration_policy_association(context: Context, request: Request) -> Response:
    central, organization = _central(context)
    return _association(central, organization, _target(organization, request["Target"]))


@hub_operation("BatchGetConfigurationPolicyAssociations")
def batch_get_configuration_policy_associations(context: Context, request: Request) -> Response:
    central, organization = _central(context)
    found, missing = [], []
    for one in request["ConfigurationPolicyAssociationIdentifiers"]:
        try:
            found.append(_association(central, organization, _target(organization, one["Target"])))
        except AwsError as error:
            missing.append(
                {
                    "ConfigurationPolicyAssociationIdentifiers": one,
                    "ErrorCode": error.code,
                    "ErrorReason": error.message,
                }
            )
    return {"ConfigurationPolicyAssociations": found, "UnprocessedConfigurationPolicyAssociations": missing}


@hub_operation("ListConfigurationPolicyAssociations")
def list_configuration_policy_associations(context: Context, request: Request) -> Response:
    central, organization = _central(context)
    filters = request.get("Filters") or {}
    found = []
    for node in organization.nodes():
        if policy_in_force(central, organization, node.id) is None:
            continue
        one = _association(central, organization, node.id)
        if all(one.get(key) == value for key, value in filters.items()):
            found.append(one)
    return page_of(request, "ConfigurationPolicyAssociationSummaries", found)


def _association(central: CentralConfiguration, organization: Organization, target: str) -> dict[str, Any]:
    in_force = policy_in_force(central, organization, target)
    if in_force is None:
        raise not_found(f"{target} has no association.")
    policy, source = in_force
    return {
        "ConfigurationPolicyId": policy,
        "TargetId": target,
        "TargetType": organization.target(target).type,
        "AssociationType": "APPLIED" if source == target else "INHERITED",
        "UpdatedAt": moment(central.associations[source].updated),
        "AssociationStatus": "SUCCESS",
    }
