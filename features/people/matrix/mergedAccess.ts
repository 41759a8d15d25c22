import type { AccessReport, ReportedAccess } from "./accessReport";

/** Access that differs only in the account, or only in the account and the person. */
export interface MergedAccess {
    /** The line of the first account and person. */
    readonly line: ReportedAccess;
    /** The keys of the people or of the group, in the order of the report. */
    readonly who: readonly string[];
    /** The keys of the accounts, in the order of the report. */
    readonly accounts: readonly string[];
}

/** One entry for each person and grant, with all its accounts. */
export function mergedAccounts({ lines }: Pick<AccessReport, "lines">): readonly MergedAccess[] {
    const found = new Map<string, MergedAccess & { readonly accounts: string[] }>();
    for (const line of lines) {
        const id = `${line.kind}\n${line.who}\n${line.through ?? ""}\n${line.permissionSet}\n${line.grant}`;
        const known = found.get(id);
        if (known) known.accounts.push(line.account);
        else found.set(id, { line, who: [line.who], accounts: [line.account] });
    }
    return [...found.values()];
}

/** The same, and people of one group who have the same are one entry. */
export function mergedPeople(report: Pick<AccessReport, "lines">): readonly MergedAccess[] {
    const found = new Map<string, MergedAccess & { readonly who: string[] }>();
    for (const one of mergedAccounts(report)) {
        const { kind, through, permissionSet, grant } = one.line;
        const id = JSON.stringify([
            kind,
            through ?? (kind === "person" ? null : one.line.who),
            permissionSet,
            grant,
            one.accounts,
        ]);
        const known = found.get(id);
        if (known) known.who.push(...one.who);
        else found.set(id, { ...one, who: [...one.who] });
    }
    return [...found.values()];
}
