import { listSome } from "../../../limits";

/** What people should know of the step of an account. */
interface WarnedAccount {
    readonly account: string;
    readonly warnings: readonly string[];
}

/** The warnings of several accounts, each with the accounts that it is about. What is the same for several of them is one line. */
export function accountWarnings(all: readonly WarnedAccount[]): readonly string[] {
    const accounts = new Map<string, string[]>();
    for (const { account, warnings } of all) {
        for (const warning of warnings) accounts.set(warning, [...(accounts.get(warning) ?? []), account]);
    }
    return [...accounts].map(([warning, keys]) => `${listSome(keys)}: ${warning}`);
}
