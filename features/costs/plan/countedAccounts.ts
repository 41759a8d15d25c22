import { ROOT_UNIT } from "../../../definition";

/** An account with its unit. */
export interface CountableAccount {
    readonly key: string;
    /** Absent, or ROOT_UNIT, in the root. */
    readonly unit?: string | undefined;
}

/** The keys of the accounts in a unit and in the units below it. */
export function accountsOfUnit(unit: string, accounts: Iterable<CountableAccount>): string[] {
    return [...accounts].filter((account) => isInUnit(account.unit, unit)).map(({ key }) => key);
}

/** Whether a unit is another one, or below it. The key of a unit begins with those of the units above. */
export function isInUnit(unit: string | undefined, above: string): boolean {
    return unit !== undefined && unit !== ROOT_UNIT && (unit === above || unit.startsWith(`${above}/`));
}
