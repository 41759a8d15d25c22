"""AWS's limits for the directory of IAM Identity Center.

Source: "IAM Identity Center quotas" in its user guide, and the service model of the identity store, read on 2026-11-27.
"""

USERS = 100_000
GROUPS = 100_000
PAGE_SIZE = 100
# The documentation of CreateUser and CreateGroup: names that AWS keeps for itself.
RESERVED_NAMES = {"administrator", "awsadministrators"}
