"""The local AWS: moto in one process, with AWS's own rules for AWS Organizations. See README.md."""
