"""The standards, and their subscriptions.

Source: "Standards reference for Security Hub CSPM"; DescribeStandards in the API reference. Enabled by default: AWS Foundational
Security Best Practices and CIS AWS Foundations Benchmark 1.2.0.
"""

from __future__ import annotations

# By the part of the ARN after `standards/` or `ruleset/`: the title.
STANDARDS = {
    "aws-foundational-security-best-practices/v/1.0.0": "AWS Foundational Security Best Practices v1.0.0",
    "cis-aws-foundations-benchmark/v/1.2.0": "CIS AWS Foundations Benchmark v1.2.0",
    "cis-aws-foundations-benchmark/v/1.4.0": "CIS AWS Foundations Benchmark v1.4.0",
    "cis-aws-foundations-benchmark/v/3.0.0": "CIS AWS Foundations Benchmark v3.0.0",
    "cis-aws-foundations-benchmark/v/5.0.0": "CIS AWS Foundations Benchmark v5.0.0",
    "nist-800-53/v/5.0.0": "NIST Special Publication 800-53 Revision 5",
    "nist-800-171/v/2.0.0": "NIST Special Publication 800-171 Revision 2",
    "pci-dss/v/3.2.1": "PCI DSS v3.2.1",
    "pci-dss/v/4.0.1": "PCI DSS v4.0.1",
    "aws-resource-tagging-standard/v/1.0.0": "AWS Resource Tagging Standard v1.0.0",
}
DEFAULT_STANDARDS = (
    "aws-foundational-security-best-practices/v/1.0.0",
    "cis-aws-foundations-benchmark/v/1.2.0",
)
RULESET = "cis-aws-foundations-benchmark/v/1.2.0"


def standard_arn(name: str, region: str) -> str:
    """CIS 1.2.0 is the only one whose ARN has no region."""
    if name == RULESET:
        return f"arn:aws:securityhub:::ruleset/{name}"
    return f"arn:aws:securityhub:{region}::standards/{name}"


def subscription_arn(account: str, region: str, arn: str) -> str:
    return f"arn:aws:securityhub:{region}:{account}:subscription/{arn.split('/', 1)[1]}"


def standards_of(region: str) -> dict[str, str]:
    """The titles by ARN."""
    return {standard_arn(name, region): title for name, title in STANDARDS.items()}
