"""Amazon Macie: sessions, the organization's administrator, configuration and members. It finds nothing."""
