import { Hierarchies, type AccountSituation, type Situation } from "../evaluator/situation";
import { OrganizationTree } from "../tree";
import { ROOT_UNIT, type OrganizationModel } from "./model";

/** The ids that AWS has given, as far as they are known. There are none before the first `up`. */
export interface KnownIds {
    readonly organization?: string | undefined;
    /** By account key. */
    readonly accounts: ReadonlyMap<string, string>;
}

export const NO_IDS: KnownIds = { accounts: new Map() };

/** The id of an account for a message that says what to write. */
export function idOrPlaceholder(account: string, { accounts }: KnownIds): string {
    return accounts.get(account) ?? "<its account id>";
}

/** The policies of a definition and the nodes that they are attached to. Ids that are not given are taken from the definition. */
export function situationOf(model: OrganizationModel, ids: KnownIds = NO_IDS): Situation {
    const organizationId = ids.organization ?? model.id;
    const accounts = model.accounts.map(({ key, unit, guardrails, fullAccess, id }): AccountSituation => ({
        key,
        unit: unit === ROOT_UNIT ? undefined : unit,
        guardrails,
        fullAccess,
        id: ids.accounts.get(key) ?? id,
    }));
    return {
        ...(organizationId !== undefined && { organizationId }),
        policies: new Map(model.policies.map((policy) => [policy.key, policy])),
        root: model,
        tree: new OrganizationTree(model.units, accounts),
    };
}

const hierarchies = new WeakMap<OrganizationModel, Hierarchies>();

/** The hierarchies that bind the accounts of a definition. They are made once for a model, because reading the documents takes time. */
export function hierarchiesOf(model: OrganizationModel): Hierarchies {
    const made = hierarchies.get(model) ?? new Hierarchies(situationOf(model));
    hierarchies.set(model, made);
    return made;
}
