"""The role with which service-managed StackSets work in an account. AWS makes it with the first stack, and leaves it there.

Source of its description, trust, policy and path: two dumps of real accounts in public repositories, which agree (read 2026-11-27).
"""

from __future__ import annotations

import hashlib
import json

from moto.iam.models import iam_backends
from moto.moto_api._internal import mock_random

ADMINISTRATOR_ACCESS = "arn:aws:iam::aws:policy/AdministratorAccess"
ORG_ADMIN = "aws-service-role/stacksets.cloudformation.amazonaws.com/AWSServiceRoleForCloudFormationStackSetsOrgAdmin"


def execution_role_name(owner: str) -> str:
    """The same in all accounts of an organisation here. What AWS makes the 32 digits of is not documented."""
    return f"stacksets-exec-{hashlib.md5(owner.encode()).hexdigest()}"


def make_execution_role(owner: str, account: str) -> None:
    """@param owner the management account."""
    iam, name = iam_backends[account]["aws"], execution_role_name(owner)
    if any(role.name == name for role in iam.get_roles()):
        return
    statement = {
        "Sid": "1",
        "Effect": "Allow",
        "Principal": {"AWS": f"arn:aws:iam::{owner}:role/{ORG_ADMIN}"},
        "Action": "sts:AssumeRole",
    }
    trust = {"Version": "2012-10-17", "Id": f"{name}-assume-role-policy", "Statement": [statement]}
    # Journals of earlier versions must give the same ids to everything else.
    state = mock_random.getstate()
    mock_random.seed(f"{name}/{account}")
    iam.create_role(name, json.dumps(trust), "/", None, "Role created by AWSCloudFormation StackSets", [], "3600")
    iam.attach_role_policy(ADMINISTRATOR_ACCESS, name)
    mock_random.setstate(state)
