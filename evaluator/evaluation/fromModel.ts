import type { OrganizationModel, UnitModel } from "../../definition/model";
import { fullAccess, type AttachedPolicy, type Hierarchy, type Level, type OrganizationIds } from "./hierarchy";
import { isControlPolicy, parse, PolicyError } from "./policy";

export interface FromModelOptions {
    /** The account's id, where it is known; by default that of the definition, which has it for adopted accounts. */
    readonly account?: string;
    readonly organization?: OrganizationIds;
    /** Whether FullAWSAccess is attached there; by default as the definition says. */
    readonly hasFullAccess?: (level: Pick<Level, "kind" | "name">) => boolean;
}

/** Documents are prepared once for all accounts of a model. */
const prepared = new WeakMap<OrganizationModel, ReadonlyMap<string, AttachedPolicy>>();

/**
 * What binds an account of a definition: the service and resource control policies of the root, its units and itself, with
 * RCPFullAWSAccess, which AWS attaches everywhere, and FullAWSAccess where it is not detached.
 *
 * @param accountKey the account's key in the definition
 * @throws RangeError when there is no such account; PolicyError when a document cannot be read, with the policy's key in each message
 */
export function fromModel(model: OrganizationModel, accountKey: string, options: FromModelOptions = {}): Hierarchy {
    const account = model.accounts.find(({ key }) => key === accountKey);
    if (!account) throw new RangeError(`there is no account ${JSON.stringify(accountKey)} in the definition`);
    const policies = policiesOf(model);
    const level = (kind: Level["kind"], name: string, target: Pick<UnitModel, "guardrails" | "fullAccess">): Level => ({
        kind,
        name,
        policies: [
            ...((options.hasFullAccess?.({ kind, name }) ?? target.fullAccess)
                ? [fullAccess("SERVICE_CONTROL_POLICY")]
                : []),
            fullAccess("RESOURCE_CONTROL_POLICY"),
            ...target.guardrails.flatMap((key) => policies.get(key) ?? []),
        ],
    });
    const id = options.account ?? account.id;
    return {
        ...(id !== undefined && { account: id }),
        ...(options.organization && { organization: options.organization }),
        levels: [
            level("root", "root", model),
            ...unitsAbove(model, account.unit).map((unit) => level("unit", unit.key, unit)),
            level("account", account.key, account),
        ],
    };
}

/** The units from the root down to the one with the key. */
function unitsAbove(model: OrganizationModel, key: string | undefined): UnitModel[] {
    const unit = model.units.find((one) => one.key === key);
    return unit ? [...unitsAbove(model, unit.parent), unit] : [];
}

function policiesOf(model: OrganizationModel): ReadonlyMap<string, AttachedPolicy> {
    const known = prepared.get(model);
    if (known) return known;
    const policies = new Map<string, AttachedPolicy>();
    const mistakes: PolicyError["mistakes"][number][] = [];
    for (const { key, type, content } of model.policies) {
        if (!isControlPolicy(type)) continue;
        try {
            policies.set(key, { name: key, policy: parse(content, type) });
        } catch (error) {
            if (!(error instanceof PolicyError)) throw error;
            mistakes.push(...error.mistakes.map((one) => ({ ...one, message: `policy ${key}: ${one.message}` })));
        }
    }
    if (mistakes.length > 0) throw new PolicyError(mistakes);
    prepared.set(model, policies);
    return policies;
}
