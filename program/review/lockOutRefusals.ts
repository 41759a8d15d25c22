import type { OrganizationModel, PolicyModel, Problem } from "../../definition";
import { isRegionsPolicy } from "../../definition/policies/regionsPolicy";
import { LIBRARY } from "../../guardrails";
import { list } from "../../limits/messageText";
import { lockOuts, type LockOut } from "../../evaluator/lockOut";
import { attachmentsOnPathTo, type Situation } from "../../evaluator/situation";
import { describeNode, type OrganizationNode } from "../../tree";
import { situationAfter } from "../effect/runSituations";
import type { ExistingResources } from "../state";

const MOST_NAMES = 4;
const DEFAULT_REGION = "us-east-1";

/**
 * Refuses guardrails that lock out the roles that are needed to correct them. Each guardrail may look right on its own, so nobody sees the
 * lock-out before it is in force. A lock-out that is acknowledged beside the policy is allowed.
 *
 * @param region the stack's region.
 */
export function lockOutRefusals(
    model: OrganizationModel,
    existing: ExistingResources,
    region = DEFAULT_REGION,
): Problem[] {
    return unacknowledged(model, existing, region).map(({ problem }) => problem);
}

/**
 * The acknowledgements for an organisation that is taken over with its lock-outs: the names of the roles, by the key of the policy.
 *
 * @param model with the ids that AWS has.
 */
export function acknowledgementsFor(
    model: OrganizationModel,
    region = DEFAULT_REGION,
): ReadonlyMap<string, readonly string[]> {
    const nothing: ExistingResources = {
        accounts: new Map(),
        units: new Map(),
        policies: new Map(),
        attachments: { root: [], units: new Map(), accounts: new Map() },
    };
    const found = new Map<string, Set<string>>();
    for (const { needed, at } of unacknowledged(model, nothing, region)) {
        const [policy] = at;
        if (policy) found.set(policy.key, (found.get(policy.key) ?? new Set()).add(needed));
    }
    return new Map([...found].map(([key, names]) => [key, [...names].sort()]));
}

interface Unacknowledged {
    readonly problem: Problem;
    /** The role or service that is locked out. */
    readonly needed: string;
    /** The policies beside which the lock-out can be acknowledged. */
    readonly at: readonly PolicyModel[];
}

function unacknowledged(model: OrganizationModel, existing: ExistingResources, region: string): Unacknowledged[] {
    const situation = situationAfter(model, existing);
    const { breakGlassRole, serviceAccess } = model;
    const accessRoles = new Map(model.accounts.map(({ key, roleName }) => [key, roleName]));
    const policies = new Map(model.policies.map((policy) => [policy.key, policy]));
    const found = lockOuts(situation, { accessRoles, breakGlassRole, serviceAccess, region });
    return found.flatMap((lockOut): Unacknowledged[] => {
        const { policy, node: level, needed } = lockOut;
        const unless = (at: readonly PolicyModel[], problem: Problem): Unacknowledged[] =>
            at.some((one) => acknowledges(one, lockOut)) ? [] : [{ problem, needed: needed.name, at }];
        if (policy !== undefined) {
            const one = policies.get(policy);
            if (!one) return [];
            return unless([one], { place: one.place, path: one.path, message: ofPolicy(one, lockOut, situation) });
        }
        const target = level && targetOf(level, model);
        if (!level || !target) return [];
        const attached = target.guardrails.flatMap((key) => policies.get(key) ?? []);
        return unless(attached, { ...target.at, message: ofAllowList(describeNode(level), lockOut) });
    });
}

function acknowledges({ acknowledge }: PolicyModel, { needed }: LockOut): boolean {
    return acknowledge?.lockOut.includes(needed.name) ?? false;
}

function ofPolicy(policy: PolicyModel, lockOut: LockOut, situation: Situation): string {
    const { needed, nodes } = lockOut;
    const { key } = policy;
    const attached = nodes
        .flatMap((node) => attachmentsOnPathTo(situation, node))
        .filter(({ guardrails }) => guardrails.includes(key));
    const where = [...new Set(attached.map(describeNode))];
    return (
        `policy ${key}, attached to ${list(where, MOST_NAMES)}, denies ${denied(lockOut)}. ${needed.consequence}.\n` +
        `To avoid this, ${needed.remedy}.\n` +
        `If this is intended, ${whereAcknowledged(policy, acknowledgement(lockOut))}`
    );
}

/** Where the acknowledgement of a lock-out is written. What `regions` and `compliance` become has no entry in which it could be. */
function whereAcknowledged({ key, path }: PolicyModel, acknowledged: string): string {
    if (path[0] === "policies") return `write beside the policy\n${acknowledged}`;
    if (LIBRARY.has(key)) return `write\npolicies: { ${key}: { ${acknowledged} } }`;
    return (
        (isRegionsPolicy({ path })
            ? "write a policy of your own with `guardrail: region-deny` in place of `regions`"
            : "switch off by `without` the guardrail that denies it, attach that guardrail by its name, and give it an entry under `policies`") +
        `, and in it\n${acknowledged}`
    );
}

function ofAllowList(level: string, lockOut: LockOut): string {
    return (
        `FullAWSAccess is detached from ${level}, and no policy attached there allows ${denied(lockOut)}. ${lockOut.needed.consequence}.\n` +
        "Allow that, or leave fullAccess out.\n" +
        `If this is intended, write beside one of the policies attached there\n${acknowledgement(lockOut)}`
    );
}

/** `OrganizationAccountAccessRole (the access role) iam:CreateRole and iam:GetRole in accounts a and b`. */
function denied({ needed, actions, nodes }: LockOut): string {
    const named = (kind: OrganizationNode["kind"], what: string): string[] => {
        const names = nodes.filter((node) => node.kind === kind).map(({ key }) => key);
        return names.length === 0 ? [] : [`${what}${names.length === 1 ? "" : "s"} ${list(names, MOST_NAMES)}`];
    };
    const where = list([...named("account", "account"), ...named("unit", "the empty unit")]);
    return `${needed.name} (${needed.what}) ${list(actions, MOST_NAMES)} in ${where}`;
}

function acknowledgement({ needed }: LockOut): string {
    return `acknowledge: { lockOut: [${needed.name}] }`;
}

function targetOf(
    { kind, key: name }: OrganizationNode,
    model: OrganizationModel,
): { readonly guardrails: readonly string[]; readonly at: Pick<Problem, "place" | "path"> } | undefined {
    const found =
        kind === "unit" ? model.units.find(({ key }) => key === name) : model.accounts.find(({ key }) => key === name);
    if (found) return { guardrails: found.guardrails, at: { place: found.place, path: [...found.path, "fullAccess"] } };
    const place = model.policies.find(({ key }) => model.guardrails.includes(key))?.place;
    return place && { guardrails: model.guardrails, at: { place: { file: place.file }, path: ["fullAccess"] } };
}
