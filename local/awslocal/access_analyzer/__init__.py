"""IAM Access Analyzer: analyzers of accounts and of the organization, and their archive rules. It finds nothing."""
