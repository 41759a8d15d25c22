import {
    denialOver,
    formatPlace,
    type AccountModel,
    type OrganizationModel,
    type Place,
    type PolicyModel,
} from "../../../definition";
import { Origins } from "../../../definition/valueOrigins";
import { treeOf, type ModelNode } from "../../../definition/modelTree";
import { levels } from "../../../definition/policyWarnings";
import { policyInWords } from "../../../evaluator/policyPurpose";
import { effectivePolicy, isManagementPolicy, type EffectivePolicy } from "../../../evaluator/management";
import { accountNode, describeNode } from "../../../tree";
import { policyTypeLimits, type PolicyType } from "../../../limits";

/** A value, and where in the definition it is written. */
export interface Fact {
    readonly name: string;
    readonly value: string;
    readonly from?: string;
}

/** A policy that binds the account. */
export interface Bound {
    readonly level: string;
    readonly policy: string;
    readonly type: PolicyType;
    readonly description: string;
    /** What its statements do, in plain words; empty for settings, which are told by what they amount to. */
    readonly says: readonly string[];
    readonly characters: number;
    /** What attaches it there. */
    readonly from?: string;
    /** Where it is defined. */
    readonly defined: string;
}

/**
 * How many policies of a type the definition attaches at a level, AWS's FullAWSAccess included, and how many may be; JSON has no
 * infinity, and null stands for no limit. What others attach there is not known here: preview asks AWS before it attaches more.
 */
export interface Budget {
    readonly type: PolicyType;
    readonly level: string;
    readonly attached: number;
    readonly max: number | null;
}

/** All that applies to an account. */
export interface AccountFacts {
    readonly account: string;
    readonly unit: string;
    readonly state: string;
    /** The policy that leaves nothing to do there, such as the quarantine. */
    readonly denial?: string;
    readonly settings: readonly Fact[];
    readonly tags: readonly Fact[];
    readonly contacts: readonly Fact[];
    readonly regions: readonly Fact[];
    readonly policies: readonly Bound[];
    /** Where AWS's FullAWSAccess is detached: an allow list stands in its place. */
    readonly allowLists: readonly string[];
    readonly settled: readonly ({ readonly type: PolicyType } & EffectivePolicy)[];
    readonly staged: readonly { readonly policy: string; readonly unit: string; readonly of?: string }[];
    readonly budgets: readonly Budget[];
}

export function accountFacts(account: AccountModel, model: OrganizationModel, location: string): AccountFacts {
    const origins = new Origins(location, model);
    const tree = treeOf(model);
    const node = accountNode(account.key);
    const path = tree.nodesDownTo(node);
    const policies = new Map(model.policies.map((policy) => [policy.key, policy]));
    const of = (one: ModelNode): PolicyModel[] => one.guardrails.flatMap((key) => policies.get(key) ?? []);
    const types = [...new Set(path.flatMap(of).map(({ type }) => type))].sort();
    const denial = denialOver(account, model);
    const placed = (name: string, value: string, place: Place | undefined): Fact => ({
        name,
        value,
        ...(place && { from: formatPlace(place) }),
    });
    return {
        account: account.key,
        unit: account.unit,
        state: account.state,
        ...(denial && { denial: denial.key }),
        settings: [
            ...(account.name === account.key ? [] : [placed("name", account.name, origins.value(account, "name"))]),
            placed("e-mail", account.email, origins.value(account, "email")),
            placed("access role", account.roleName, origins.value(account, "roleName")),
            ...(account.id === undefined ? [] : [placed("id", account.id, origins.value(account, "id"))]),
            ...(account.owner === undefined ? [] : [placed("owner", account.owner, origins.value(account, "owner"))]),
            ...(account.expires === undefined
                ? []
                : [placed("expires", account.expires, origins.value(account, "expires"))]),
        ],
        tags: Object.entries(account.tags).map(([tag, value]) => placed(tag, value, origins.tag(account, tag))),
        contacts: Object.entries(account.contacts).map(([kind, { name, email }]) =>
            placed(kind, `${name} <${email}>`, origins.value(account, "contacts", kind)),
        ),
        regions: account.enabledRegions.map((region) => placed(region, "on", origins.region(account, region))),
        policies: path.flatMap((level) =>
            of(level).map((policy): Bound => {
                const from = origins.guardrail(level, policy.part?.of ?? policy.key);
                return {
                    level: level.name,
                    policy: policy.key,
                    type: policy.type,
                    description: policy.description,
                    says: isManagementPolicy(policy.type) ? [] : policyInWords(policy.content),
                    characters: policy.content.length,
                    ...(from && { from: formatPlace(from) }),
                    defined: formatPlace(policy.place),
                };
            }),
        ),
        allowLists: path.filter(({ fullAccess }) => !fullAccess).map(({ name }) => name),
        settled: types
            .filter(isManagementPolicy)
            .map((type) => ({ type, ...effectivePolicy(levels(node, tree, policies, type)) })),
        staged: model.policies.flatMap(({ key, staged }) => {
            if (!staged) return [];
            const { unit, targets, of: inForce } = staged;
            const wanted = targets.map(describeNode);
            const concerned = path.some(
                (level) => wanted.includes(level.name) || (inForce !== undefined && level.guardrails.includes(inForce)),
            );
            return concerned ? [{ policy: key, unit, ...(inForce !== undefined && { of: inForce }) }] : [];
        }),
        budgets: types.flatMap((type) =>
            path.map((level): Budget => {
                const { attachedByAws, maxAttached } = policyTypeLimits(type);
                const own = of(level).filter((policy) => policy.type === type).length;
                return {
                    type,
                    level: level.name,
                    attached: own + attachedByAws,
                    max: Number.isFinite(maxAttached) ? maxAttached : null,
                };
            }),
        ),
    };
}
