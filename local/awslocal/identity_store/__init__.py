"""The directory of IAM Identity Center (`identitystore`): users, groups and who is in which group."""
