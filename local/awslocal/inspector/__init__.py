"""Amazon Inspector: which scans are on in which account, the organization's administrator, configuration and members."""
