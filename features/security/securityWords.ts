/** The words of the definition. They are also those of components/security, which program.ts passes them to. */
export const DATA_EVENTS = ["s3", "lambda", "dynamodb"] as const;
export type DataEventWord = (typeof DATA_EVENTS)[number];

export const PROTECTIONS = ["s3", "eks", "malware", "rds", "lambda"] as const;
export type ProtectionWord = (typeof PROTECTIONS)[number];

export const STANDARDS = ["foundational", "cis", "nist", "pci", "tagging"] as const;
export type StandardWord = (typeof STANDARDS)[number];

export const SCANS = ["ec2", "ecr", "lambda", "lambda-code"] as const;
export type ScanWord = (typeof SCANS)[number];

export const SEVERITIES = ["LOW", "MEDIUM", "HIGH", "CRITICAL"] as const;
export type FindingSeverityWord = (typeof SEVERITIES)[number];
