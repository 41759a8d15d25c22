"""IAM Identity Center (`sso-admin`): permission sets, who has them in which account, and the roles that AWS makes of them."""
