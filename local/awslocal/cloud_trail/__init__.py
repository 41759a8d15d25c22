"""AWS CloudTrail: trails of accounts and of the organization, and the event history, which is fed by every call to the local AWS."""
