"""AWS's limits for StackSets.

Source: "Understand CloudFormation quotas" in the user guide (a stored copy), and the service model of CloudFormation in botocore 1.44.5,
read on 2026-11-27.
"""

# In bytes, given in the request. 1 MB if it is read from S3.
TEMPLATE_BODY = 51_200
TEMPLATE_FROM_S3 = 1_000_000
RESOURCES_OF_A_TEMPLATE = 500
PARAMETERS_OF_A_TEMPLATE = 200
LENGTH_OF_A_NAME = 128
# Of an administrator account, in a region.
STACK_SETS = 1_000
INSTANCES_OF_A_STACK_SET = 100_000
TAGS = 50
PAGE_SIZE = 100
# How long an operation is in the list, and a deleted StackSet: from memory, not confirmed.
DAYS_OF_AN_OPERATION = 90
