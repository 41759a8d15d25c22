"""AWS Security Hub CSPM: hubs, standards, the organization's administrator, local and central configuration. It finds nothing."""
