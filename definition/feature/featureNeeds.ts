import type { Path } from "../problemReport";

/** What features say that other features depend on. No feature knows which one says it. */
export interface FeatureAnswers {
    /** Keys of the accounts that administer a service for the organisation. */
    administratorsOf(service: string): readonly string[];
    /** The delegated administrators that features need. */
    neededAdministrators(): readonly NeededAdministrator[];
    /** Keys of the accounts in which features make an index of Resource Explorer. */
    indexedAccounts(): readonly string[];
    /** What features make the index that collects those of an account's other regions. An account has one. */
    indexCollectors(): readonly IndexCollector[];
}

/** The region of an account in which an index of Resource Explorer collects those of its other regions. */
export interface IndexCollector {
    /** The account's key. */
    readonly account: string;
    readonly region: string;
    /** The path of the value that says so. */
    readonly path: Path;
}

/** A service that needs access to the organisation. */
export interface NeededService {
    /** Its principal, such as `cloudtrail.amazonaws.com`. */
    readonly principal: string;
    /** The path of the value that needs it. */
    readonly usedAt: Path;
}

/** An account that has to administer a service for the organisation. */
export interface NeededAdministrator {
    /** The service's principal. */
    readonly service: string;
    /** The account's key. */
    readonly account: string;
    /** The path of the value that needs it. */
    readonly usedAt: Path;
}

/** A guardrail of the library that is created, and attached to nothing. */
export interface PreparedPolicy {
    /** Its name, which is also the key of the policy. */
    readonly guardrail: string;
    /** The path of the value that needs it. Mistakes of the policy are reported there. */
    readonly usedAt: Path;
}
