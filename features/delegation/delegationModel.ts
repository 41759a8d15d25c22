import type { FeatureModel } from "../../definition/feature";
import type { Path } from "../../definition/problemReport";

/** What the organisation lets its accounts administer, and central root access. */
export interface DelegationModel extends FeatureModel {
    /** By account key, the principals of the services that it administers, sorted. Only accounts that administer something. */
    readonly accounts: ReadonlyMap<string, DelegatedAccount>;
    /** Where the definition turns on what needs an administrator that no line of `delegatedAdministrators` names, by service. Absent: nothing does. */
    readonly neededAt?: ReadonlyMap<string, Path>;
    /** AWS's names of the features, sorted. Empty: central root access is not managed. */
    readonly rootFeatures: readonly RootFeature[];
    /** The organisation's resource policy as JSON. */
    readonly resourcePolicy?: string;
    /** The services whose access to the organisation this definition disables. */
    readonly withoutServiceAccess: readonly string[];
}

export interface DelegatedAccount {
    readonly administers: readonly string[];
}

/** AWS's names of the two features of central root access, by the words of the definition. */
export const ROOT_FEATURES = {
    "root-credentials": "RootCredentialsManagement",
    "root-sessions": "RootSessions",
} as const;

export type RootFeature = (typeof ROOT_FEATURES)[keyof typeof ROOT_FEATURES];

/** The types of the resources in the state. */
export const DELEGATION_TYPES = {
    administrator: "aws:organizations/delegatedAdministrator:DelegatedAdministrator",
    rootAccess: "aws:iam/organizationsFeatures:OrganizationsFeatures",
    resourcePolicy: "aws:organizations/resourcePolicy:ResourcePolicy",
} as const;

/** The name of a delegated administrator's resource: `sso.amazonaws.com@audit`. */
export function administratorName(service: string, account: string): string {
    return `${service}@${account}`;
}
