"""Policies: created, attached and detached, and the types that the root has enabled."""

from __future__ import annotations

import json

from ..errors import AwsError, constraint_violation, invalid_input
from ..registry import Caller, Context, Request, Response, operation
from . import documents, tags
from .limits import policy_type_limits
from .model import Node, Organization, Policy, random_id
from .pagination import page

# Attached to every target from the start, if their type is enabled.
AWS_MANAGED = {
    "SERVICE_CONTROL_POLICY": Policy(
        id="p-FullAWSAccess",
        arn="arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess",
        name="FullAWSAccess",
        description="Allows access to every operation",
        type="SERVICE_CONTROL_POLICY",
        content=json.dumps(
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}
        ),
        aws_managed=True,
    ),
    "RESOURCE_CONTROL_POLICY": Policy(
        id="p-RCPFullAWSAccess",
        arn="arn:aws:organizations::aws:policy/resource_control_policy/p-RCPFullAWSAccess",
        name="RCPFullAWSAccess",
        description="Allows access to every resource",
        type="RESOURCE_CONTROL_POLICY",
        content=json.dumps(
            {
                "Version": "2012-10-17",
                "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}],
            }
        ),
        aws_managed=True,
    ),
}
# Types that can be enabled only after the service has access, which cannot be disabled while they are enabled.
SERVICE_OF_TYPE = {"SECURITYHUB_POLICY": "securityhub.amazonaws.com"}


def add_aws_managed(organization: Organization, policy_type: str) -> None:
    managed = AWS_MANAGED.get(policy_type)
    if managed and managed.id not in organization.policies:
        organization.policies[managed.id] = Policy(
            managed.id, managed.arn, managed.name, managed.description, managed.type, managed.content, aws_managed=True
        )


def attach_defaults(organization: Organization, node: Node) -> None:
    """Attaches FullAWSAccess and RCPFullAWSAccess, if their types are enabled."""
    for policy_type in organization.root.enabled_policy_types:
        if policy_type in AWS_MANAGED:
            organization.policies[AWS_MANAGED[policy_type].id].attach(node)


def _check_content(policy_type: str, content: str) -> None:
    limit = policy_type_limits(policy_type).size
    if len(content) > limit:
        raise constraint_violation(
            "POLICY_CONTENT_LIMIT_EXCEEDED", f"You have exceeded the maximum policy size: {limit} characters."
        )
    documents.check(policy_type, content)


def _check_name_is_free(organization: Organization, policy_type: str, name: str, policy: Policy | None = None) -> None:
    """Names are unique among the policies of a type [K]."""
    if any(
        other.type == policy_type and other.name == name and other is not policy
        for other in organization.policies.values()
    ):
        raise AwsError("DuplicatePolicyException", "A policy with the same name already exists.")


def _check_mutable(policy: Policy) -> None:
    if policy.aws_managed:
        raise invalid_input("IMMUTABLE_POLICY", "You specified a policy that is managed by AWS and can't be modified.")


def _check_available(organization: Organization) -> None:
    if organization.feature_set != "ALL":
        raise AwsError(
            "PolicyTypeNotAvailableForOrganizationException",
            "You can't use the specified policy type with the feature set currently enabled for this organization.",
        )


@operation("organizations", "CreatePolicy", Caller.MANAGEMENT)
def create_policy(context: Context, request: Request) -> Response:
    """The type may still be disabled: AttachPolicy checks it."""
    organization = context.world.organization(context.account)
    _check_available(organization)
    policy_type = request["Type"]
    _check_name_is_free(organization, policy_type, request["Name"])
    _check_content(policy_type, request["Content"])
    if (
        sum(1 for policy in organization.policies.values() if policy.type == policy_type)
        >= policy_type_limits(policy_type).number
    ):
        raise constraint_violation(
            "POLICY_NUMBER_LIMIT_EXCEEDED", "You have exceeded the number of policies in the organization."
        )
    identifier = random_id("p-", 10)
    policy = Policy(
        id=identifier,
        arn=organization.arn_of("policy", f"{policy_type.lower()}/{identifier}"),
        name=request["Name"],
        description=request["Description"],
        type=policy_type,
        content=request["Content"],
        tags=tags.from_request(request),
    )
    organization.policies[identifier] = policy
    return {"Policy": {"PolicySummary": policy.summary(), "Content": policy.content}}


@operation("organizations", "DescribePolicy", Caller.DELEGATED)
def describe_policy(context: Context, request: Request) -> Response:
    policy = context.world.organization(context.account).policy(request["PolicyId"])
    return {"Policy": {"PolicySummary": policy.summary(), "Content": policy.content}}


@operation("organizations", "UpdatePolicy", Caller.MANAGEMENT)
def update_policy(context: Context, request: Request) -> Response:
    organization = context.world.organization(context.account)
    policy = organization.policy(request["PolicyId"])
    _check_mutable(policy)
    if request.get("Content") is not None:
        _check_content(policy.type, request["Content"])
    if request.get("Name") is not None:
        _check_name_is_free(organization, policy.type, request["Name"], policy)
    policy.name = request.get("Name") or policy.name
    policy.content = request.get("Content") or policy.content
    policy.description = request["Description"] if request.get("Description") is not None else policy.description
    return {"Policy": {"PolicySummary": policy.summary(), "Content": policy.content}}


@operation("organizations", "DeletePolicy", Caller.MANAGEMENT)
def delete_policy(context: Context, request: Request) -> None:
    organization = context.world.organization(context.account)
    policy = organization.policy(request["PolicyId"])
    _check_mutable(policy)
    if policy.targets:
        raise AwsError(
            "PolicyInUseException",
            "The policy is attached to one or more entities. You must detach it from all roots, OUs, and accounts.",
        )
    del organization.policies[policy.id]


@operation("organizations", "ListPolicies", Caller.DELEGATED)
def list_policies(context: Context, request: Request) -> Response:
    organization = context.world.organization(context.account)
    found = [policy for policy in organization.policies.values() if policy.type == request["Filter"]]
    return page(request, "Policies", found, Policy.summary)


@operation("organizations", "ListPoliciesForTarget", Caller.DELEGATED)
def list_policies_for_target(context: Context, request: Request) -> Response:
    node = context.world.organization(context.account).target(request["TargetId"])
    return page(request, "Policies", node.attached(request["Filter"]), Policy.summary)


@operation("organizations", "ListTargetsForPolicy", Caller.DELEGATED)
def list_targets_for_policy(context: Context, request: Request) -> Response:
    policy = context.world.organization(context.account).policy(request["PolicyId"])
    return page(
        request,
        "Targets",
        list(policy.targets.values()),
        lambda node: {"TargetId": node.id, "Arn": node.arn, "Name": node.name, "Type": node.type},
    )


@operation("organizations", "AttachPolicy", Caller.MANAGEMENT)
def attach_policy(context: Context, request: Request) -> None:
    organization = context.world.organization(context.account)
    policy = organization.policy(request["PolicyId"])
    node = organization.target(request["TargetId"])
    if policy.type not in organization.root.enabled_policy_types:
        raise AwsError(
            "PolicyTypeNotEnabledException", "The specified policy type isn't currently enabled in this root."
        )
    if node.id in policy.targets:
        raise AwsError(
            "DuplicatePolicyAttachmentException", "The selected policy is already attached to the specified target."
        )
    if len(node.attached(policy.type)) >= policy_type_limits(policy.type).attached:
        raise constraint_violation(
            "MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED",
            "You have exceeded the number of policies of this type that can be attached to an entity.",
        )
    policy.attach(node)


@operation("organizations", "DetachPolicy", Caller.MANAGEMENT)
def detach_policy(context: Context, request: Request) -> None:
    organization = context.world.organization(context.account)
    policy = organization.policy(request["PolicyId"])
    node = organization.target(request["TargetId"])
    if policy.id == AWS_MANAGED["RESOURCE_CONTROL_POLICY"].id:
        raise invalid_input("NON_DETACHABLE_POLICY", "You can't detach this AWS managed policy.")
    if node.id not in policy.targets:
        raise AwsError(
            "PolicyNotAttachedException", "The policy isn't attached to the specified target in the specified root."
        )
    if len(node.attached(policy.type)) <= policy_type_limits(policy.type).minimum_attached:
        raise constraint_violation(
            "MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED",
            "You cannot remove the last policy of this type: every root, OU and account must have at least one.",
        )
    policy.detach(node)


def _check_root(organization: Organization, root_id: str) -> None:
    if root_id != organization.root.id:
        raise AwsError("RootNotFoundException", "You specified a root that doesn't exist.")


@operation("organizations", "EnablePolicyType", Caller.MANAGEMENT)
def enable_policy_type(context: Context, request: Request) -> Response:
    organization = context.world.organization(context.account)
    _check_root(organization, request["RootId"])
    _check_available(organization)
    policy_type = request["PolicyType"]
    enabled = organization.root.enabled_policy_types
    if policy_type in enabled:
        raise AwsError(
            "PolicyTypeAlreadyEnabledException", "The specified policy type is already enabled in the specified root."
        )
    service = SERVICE_OF_TYPE.get(policy_type)
    if service and service not in organization.service_access:
        raise constraint_violation("SERVICE_ACCESS_NOT_ENABLED", f"You must enable service access for {service} first.")
    enabled.append(policy_type)
    add_aws_managed(organization, policy_type)
    if policy_type in AWS_MANAGED:
        for node in organization.nodes():
            organization.policies[AWS_MANAGED[policy_type].id].attach(node)
    return {"Root": organization.root.describe()}


@operation("organizations", "DisablePolicyType", Caller.MANAGEMENT)
def disable_policy_type(context: Context, request: Request) -> Response:
    """Detaches the policies of the type everywhere. Enabling the type again does not attach them again."""
    organization = context.world.organization(context.account)
    _check_root(organization, request["RootId"])
    policy_type = request["PolicyType"]
    if policy_type not in organization.root.enabled_policy_types:
        raise AwsError(
            "PolicyTypeNotEnabledException", "The specified policy type isn't currently enabled in this root."
        )
    organization.root.enabled_policy_types.remove(policy_type)
    for policy in organization.policies.values():
        if policy.type == policy_type:
            for node in list(policy.targets.values()):
                policy.detach(node)
    return {"Root": organization.root.describe()}
