import type { ResourceInputs } from "../../definition/feature";

const BLOCK_STACK_SET = "pulumi-nodejs:dynamic/baseline:BlockStackSet";
const SERVICE_MEMBERS = "pulumi-nodejs:dynamic/security:ServiceMembers";
const PERMISSION_SET = "pulumi-nodejs:dynamic/people:PermissionSet";
const ACCOUNT_ACCESS = "pulumi-nodejs:dynamic/people:AccountAccess";

/** What has lists of accounts: AWS may have others than the last run wanted, and the provider compares with those that it has. */
const COMPARED_WITH_OUTPUTS: ReadonlySet<string> = new Set([BLOCK_STACK_SET, SERVICE_MEMBERS, ACCOUNT_ACCESS]);

/** How a block reaches the accounts. Its provider does not compare it (providers/stackSets/blockStackSetInputs.ts). */
const OF_THE_ROLLOUT: readonly string[] = ["operation", "rings", "units"];

/** What our own providers (providers/) do not compare. It is changed together with what they compare. */
const NOT_COMPARED: Readonly<Record<string, readonly string[]>> = {
    [PERMISSION_SET]: ["region", "takenOver"],
    "pulumi-nodejs:dynamic/organizations:Invitation": ["notes"],
    [ACCOUNT_ACCESS]: ["permissionSet", "principal"],
};

/**
 * What the provider of a resource compares with the inputs of a run: Pulumi hands our own providers the state's outputs. They differ from its inputs
 * where a run could not do everything, such as the end of a block in a closed account, and where a refresh has found something else.
 */
export function standingInputs(type: string, inputs: ResourceInputs, outputs: ResourceInputs): ResourceInputs {
    if (!COMPARED_WITH_OUTPUTS.has(type)) return inputs;
    return Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, outputs[name] ?? value]));
}

/** The inputs of a resource whose differences make a change. The AWS provider compares all; some of our own leave some out. */
export function comparedInputs(type: string, inputs: ResourceInputs): ResourceInputs {
    const { accounts, ...others } = changedInputs(type, inputs);
    const left = NOT_COMPARED[type] ?? [];
    // AWS keeps the e-mail of a member as it was.
    const kept = type === SERVICE_MEMBERS && Array.isArray(accounts) ? accounts.map(idOf) : accounts;
    return Object.fromEntries(
        Object.entries({ ...others, accounts: kept }).filter(
            ([name, value]) => !left.includes(name) && value !== undefined,
        ),
    );
}

/** The inputs that a change of a resource consists of. */
export function changedInputs(type: string, inputs: ResourceInputs): ResourceInputs {
    if (type !== BLOCK_STACK_SET) return inputs;
    const changed = Object.entries(inputs).filter(([name]) => !OF_THE_ROLLOUT.includes(name));
    return Object.fromEntries(
        changed.map(([name, value]) => [name, name === "accounts" ? accountsWithoutRings(value) : value]),
    );
}

/** What the state keeps of an earlier run that AWS has refused in part, or of a refresh that has found such a part. */
const UNFINISHED: Readonly<Record<string, string>> = { [BLOCK_STACK_SET]: "pending", [PERMISSION_SET]: "outdated" };

/** What makes Pulumi change a resource whose inputs are the same: an earlier run has not finished it. */
export function unfinishedParts(
    type: string,
    outputs: ResourceInputs,
    initErrors: readonly unknown[] = [],
): readonly string[] {
    const part = UNFINISHED[type];
    return [
        ...(initErrors.length > 0 ? ["initErrors"] : []),
        ...(part !== undefined && outputs[part] !== undefined ? [part] : []),
    ];
}

function idOf(account: unknown): unknown {
    return typeof account === "object" && account !== null && "id" in account ? account.id : account;
}

/** An account is one line, and its ring the fourth part of it (cloudformation/packedBlock.ts). */
function accountsWithoutRings(accounts: unknown): unknown {
    if (typeof accounts !== "object" || accounts === null) return accounts;
    return Object.fromEntries(
        Object.entries(accounts).map(([name, line]: [string, unknown]) => [
            name,
            typeof line === "string" ? line.split(" ").toSpliced(3, 1, "").join(" ") : line,
        ]),
    );
}
