"""Which services the accounts of an organization used, and when last: the report of IAM's last accessed data."""
