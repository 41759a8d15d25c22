/** What is attached where in an organisation, at one moment: before a change, or after it. */
export interface Situation {
    /** `o-...`; absent where it is not known yet. */
    readonly organizationId?: string;
    /** Every policy by its key, of whatever type. */
    readonly policies: ReadonlyMap<string, { readonly type: string; readonly content: string }>;
    readonly root: Attached;
    readonly units: ReadonlyMap<string, Attached & { readonly parent?: string }>;
    readonly accounts: ReadonlyMap<string, AccountSituation>;
}

export interface Attached {
    /** The keys of the policies attached to it. */
    readonly guardrails: readonly string[];
    /** AWS's FullAWSAccess is attached to it. */
    readonly fullAccess: boolean;
}

export interface AccountSituation extends Attached {
    /** The key of its unit; absent where that is not known. */
    readonly unit?: string;
    /** Twelve digits; absent for an account that is not there yet. */
    readonly id?: string;
}

/** The root, a unit or an account. */
export interface Place {
    readonly kind: "root" | "unit" | "account";
    /** A unit's or account's key; `root`. */
    readonly name: string;
}

/** What leads from the root down to an account, a unit or the root itself. */
export function pathOf(situation: Situation, { kind, name }: Place): (Place & Attached)[] {
    const { root, units, accounts } = situation;
    const at = ({ guardrails, fullAccess }: Attached): (Place & Attached)[] => [{ kind, name, guardrails, fullAccess }];
    if (kind === "root") return at(root);
    const found = kind === "unit" ? units.get(name) : accounts.get(name);
    if (!found) return pathOf(situation, ROOT);
    const above = "parent" in found ? found.parent : "unit" in found ? found.unit : undefined;
    return [...pathOf(situation, above === undefined ? ROOT : { kind: "unit", name: above }), ...at(found)];
}

const ROOT: Place = { kind: "root", name: "root" };
