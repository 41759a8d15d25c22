"""The root users of member accounts: their credentials, and sessions of AssumeRoot.

Source: "Centrally manage root access for member accounts" and "Perform a privileged task" in the IAM User Guide, the
service models of IAM and STS, and the documents of the managed policies in root-task/. AWS does not document the words
of its refusals.
"""
