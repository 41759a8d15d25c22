"""Amazon GuardDuty: detectors, the organization's administrator, its configuration and members. It finds nothing."""
