"""AWS's limits for IAM Identity Center. limits/identityCenterLimits.ts has the same figures with their sources.

Source: "IAM Identity Center quotas" in its user guide, read on 2026-11-27.
"""

PERMISSION_SETS = 3_500
PROVISIONED_IN_AN_ACCOUNT = 500
# AWS-managed and customer-managed policies of a permission set together.
POLICIES = 25
# Of IAM: how many managed policies a role may have, unless the account's quota was raised.
POLICIES_OF_A_ROLE = 10
INLINE_POLICY_WITHOUT_SPACES = 10_240
TAGS = 50
SESSION_MINUTES = (60, 720)
# Assignments that are being created or deleted at the same time. Enforced with `--rates aws`.
OUTSTANDING_ASSIGNMENTS = 15
# Of all operations together, per second. Enforced with `--rates aws`.
CALLS_PER_SECOND = 20
PAGE_SIZE = 100
LIMITS_PAGE = "https://docs.aws.amazon.com/singlesignon/latest/userguide/limits.html"
