import type { FeatureModel } from "../../definition/feature";
import type { DataEventWord, FindingSeverityWord, ProtectionWord, ScanWord, StandardWord } from "./securityWords";

/** What watches the organisation. A switch that is off is absent. */
export interface SecurityModel extends FeatureModel {
    /** The key of the account that holds the logs. Present if a switch needs it. */
    readonly logArchive?: string;
    /** The key of the account that administers detection. Present if a switch needs it. */
    readonly audit?: string;
    /** The regions that are watched. The first is the home region. Empty only if nothing is on. */
    readonly regions: readonly string[];
    /** Other regions, in which a policy denies to the access role what ends detection there. */
    readonly deniedRegions?: readonly string[];
    readonly auditTrail?: AuditTrailModel;
    readonly configuration?: true;
    readonly guardDuty?: { readonly protections: readonly ProtectionWord[] };
    readonly securityHub?: {
        readonly standards: readonly StandardWord[];
        readonly disabledControls: readonly string[];
    };
    readonly accessAnalyzer?: { readonly unusedAccessDays?: number };
    readonly inspector?: { readonly scans: readonly ScanWord[] };
    readonly macie?: true;
    readonly search?: true;
    readonly findings?: { readonly emails: readonly string[]; readonly severity: FindingSeverityWord };
}

export interface AuditTrailModel {
    readonly name: string;
    /** Absent: made from the id of the log archive. */
    readonly bucket?: string;
    readonly retentionDays: number;
    /** The number of days for which the definition says that older logs may be deleted. */
    readonly acknowledgedDays?: number;
    readonly coldAfterDays?: number;
    readonly objectLock?: { readonly mode: "governance" | "compliance"; readonly days: number };
    readonly dataEvents: readonly DataEventWord[];
    /** Names of other trails of the organisation that stay beside this one. */
    readonly besides: readonly string[];
}

/** The switches of the definition, in its order. */
export const SWITCHES = [
    "auditTrail",
    "configuration",
    "guardDuty",
    "securityHub",
    "accessAnalyzer",
    "inspector",
    "macie",
    "search",
    "findings",
] as const;
export type Switch = (typeof SWITCHES)[number];

export const NO_SECURITY: SecurityModel = { regions: [] };

/** The switches that are on. */
export function switchesOn(model: SecurityModel): readonly Switch[] {
    return SWITCHES.filter((one) => model[one] !== undefined);
}
