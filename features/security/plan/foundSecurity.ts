/** What AWS has already of what the definition turns on and the state lacks. */
export interface FoundSecurity {
    /** Other trails of the organisation. */
    readonly trails: readonly FoundTrail[];
    /** AWS did not say which trails there are. */
    readonly areTrailsUnread?: true;
    /** The trail would have this name, and one of the management account alone has it. */
    readonly takenTrailName?: string;
    /** What an earlier trail has left in the log archive. */
    readonly leftTrail?: LeftTrail;
    /** The trail's bucket, or that of its access logs, would have this name, and somebody else has it. */
    readonly takenBucket?: string;
    /** Ids of detectors, by `audit eu-central-1` or `management eu-central-1`. */
    readonly detectors: ReadonlyMap<string, string>;
    /** Who administers a service in a region by AWS. */
    readonly administrators: readonly FoundServiceAdministrator[];
    /** Security Hub is on in the audit account. Its id. */
    readonly hubAccount?: string;
    readonly hubAggregator?: string;
    /** The regions in which Macie is on in the audit account. */
    readonly macieRegions: readonly string[];
    /** ARNs of the audit account's indexes of Resource Explorer, by region. */
    readonly indexes: ReadonlyMap<string, string>;
    /** The ids of the two accounts, as far as they exist. */
    readonly ids: { readonly logArchive?: string; readonly audit?: string };
    /** What could not be looked at, and why. */
    readonly unread: readonly string[];
}

/** What a trail has left that was turned off. */
export interface LeftTrail {
    readonly bucket: string;
    readonly accessLogs?: string;
    readonly keyId?: string;
    /** For how many days the bucket keeps logs. Absent: for ever. */
    readonly retentionDays?: number;
}

export interface FoundTrail {
    readonly name: string;
    readonly arn: string;
    readonly bucket: string;
}

export type AdministeredService = "guardDuty" | "securityHub" | "inspector" | "macie";

export interface FoundServiceAdministrator {
    readonly service: AdministeredService;
    readonly region: string;
    readonly accountId: string;
}

export const NOTHING_FOUND: FoundSecurity = {
    trails: [],
    detectors: new Map(),
    administrators: [],
    macieRegions: [],
    indexes: new Map(),
    ids: {},
    unread: [],
};

/** By region, the audit account's id where it administers a service already. */
export function appointedIn(
    { administrators, ids }: FoundSecurity,
    service: AdministeredService,
): ReadonlyMap<string, string> {
    return new Map(
        administrators
            .filter((one) => one.service === service && one.accountId === ids.audit)
            .map(({ region, accountId }) => [region, accountId]),
    );
}
