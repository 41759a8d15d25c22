"""The tags of budgets and budget actions."""

from __future__ import annotations

import re

from ..errors import AwsError
from ..registry import Context, Request
from ..resource_tags import ResourceTags
from . import limits
from .caller import budgets_of, budgets_operation, invalid

ARN = re.compile(r"arn:aws[a-z-]*:budgets::(\d{12}):budget/([^:\\]+?)(?:/action/([0-9a-fA-F-]{36}))?")


TAGS = ResourceTags(limits.TAGS, "ServiceQuotaExceededException", invalid)


def _tags(context: Context, request: Request) -> dict[str, str]:
    match = ARN.fullmatch(request["ResourceARN"])
    if match is None:
        raise invalid(f"{request['ResourceARN']} is not the ARN of a budget.")
    if match[1] != context.account:
        raise AwsError("AccessDeniedException", f"Account {context.account} does not have access to the resource.")
    budget = budgets_of(context).budget(match[2])
    return budget.action(match[3]).tags if match[3] else budget.tags


TAGS.register(budgets_operation, _tags)
