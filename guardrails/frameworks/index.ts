import { cisAwsFoundations } from "./cis";
import type { Framework } from "./framework";
import { awsFoundationalSecurity } from "./fsbp";
import { gdprDataResidency } from "./gdpr";
import { iso27001 } from "./iso";
import { nist80053 } from "./nist";
import { pciDss } from "./pci";
import { startupBaseline } from "./startup";

export { coverage, type ControlMeans, type FrameworkControl, type Coverage, type Framework } from "./framework";

/** The names of the bundles, as `compliance` in a definition takes them. */
export const FRAMEWORK_NAMES = [
    "aws-foundational-security",
    "cis-aws-foundations",
    "gdpr-data-residency",
    "iso-27001",
    "nist-800-53",
    "pci-dss",
    "startup-baseline",
] as const;
export type FrameworkName = (typeof FRAMEWORK_NAMES)[number];

/** The bundles of guardrails for frameworks, by name. */
export const FRAMEWORKS: Readonly<Record<FrameworkName, Framework>> = {
    "aws-foundational-security": awsFoundationalSecurity,
    "cis-aws-foundations": cisAwsFoundations,
    "gdpr-data-residency": gdprDataResidency,
    "iso-27001": iso27001,
    "nist-800-53": nist80053,
    "pci-dss": pciDss,
    "startup-baseline": startupBaseline,
};
