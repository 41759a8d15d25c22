import type { AccessModel, PeopleModel } from "../model";

/**
 * Lines of `access` that give nothing that other lines do not give: by the number of each, the number of a line that gives the same. Of two
 * lines that give the same for the same time, the earlier one counts. A later line that means more accounts covers no earlier one.
 */
export function coveredGrants({ accounts, managementAccess }: PeopleModel): ReadonlyMap<number, number> {
    const by = new Map<number, number>();
    const needed = new Set<number>();
    for (const access of [managementAccess, ...[...accounts.values()].map((one) => one.access)]) {
        const best = bestByWhat(access);
        for (const one of access) {
            const other = best.get(whatOf(one))?.grant ?? one.grant;
            if (other === one.grant) needed.add(one.grant);
            else by.set(one.grant, other);
        }
    }
    return new Map([...by].filter(([grant]) => !needed.has(grant)).sort(([one], [two]) => one - two));
}

/** Of the lines that give somebody the same permission set, the one that gives it the longest. */
function bestByWhat(access: readonly AccessModel[]): ReadonlyMap<string, AccessModel> {
    const best = new Map<string, AccessModel>();
    for (const one of access) {
        const known = best.get(whatOf(one));
        if (!known || isLonger(one, known)) best.set(whatOf(one), one);
    }
    return best;
}

function whatOf({ who, permissionSet }: AccessModel): string {
    return `${permissionSet}\n${who.key}`;
}

function isLonger({ until }: AccessModel, { until: other }: AccessModel): boolean {
    return other !== undefined && (until === undefined || until > other);
}
