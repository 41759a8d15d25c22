"""AWS's limits. Sources: "Quotas and restrictions" in the Billing and Cost Management User Guides and the service model,
read in November 2026. [K]: common knowledge, not documented."""

from __future__ import annotations

# The months before the current one that Cost Explorer has, unless multi-year data is enabled.
MONTHS_OF_HISTORY = 13
GROUPS = 2
# How many groups one page of GetCostAndUsage has [K].
GROUPS_OF_A_PAGE = 5_000
COST_CATEGORIES = 50
# The parts of an expression in a rule of a cost category [K].
TAGS = 50
ACTIVE_TAGS = 500
# How long a tag takes to become known.
SECONDS_UNTIL_KNOWN = 86_400
CUSTOM_MONITORS = 500
SUBSCRIPTIONS = 100
EMAILS_OF_A_SUBSCRIPTION = 10
TOPICS_OF_A_SUBSCRIPTION = 1
