import type { ResourceInputs } from "../../definition/feature";

const BLOCK_STACK_SET = "pulumi-nodejs:dynamic/baseline:BlockStackSet";
const SERVICE_MEMBERS = "pulumi-nodejs:dynamic/security:ServiceMembers";
const PERMISSION_SET = "pulumi-nodejs:dynamic/people:PermissionSet";

/** What our own providers (providers/) do not compare: how a block reaches the accounts, and what only messages say. */
const NOT_COMPARED: Readonly<Record<string, readonly string[]>> = {
    [BLOCK_STACK_SET]: ["operation", "rings", "units"],
    [PERMISSION_SET]: ["region", "takenOver"],
    "pulumi-nodejs:dynamic/organizations:Invitation": ["notes"],
    "pulumi-nodejs:dynamic/people:AccountAccess": ["permissionSet", "principal", "region"],
};

/** The inputs of a resource that its provider compares. The AWS provider compares all; some of our own leave some out. */
export function comparedInputs(type: string, inputs: ResourceInputs): ResourceInputs {
    const left = NOT_COMPARED[type] ?? [];
    if (left.length === 0 && type !== SERVICE_MEMBERS) return inputs;
    const compared = Object.entries(inputs).filter(([name]) => !left.includes(name));
    return Object.fromEntries(
        compared.map(([name, value]) => [name, name === "accounts" ? comparedAccounts(type, value) : value]),
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

function comparedAccounts(type: string, accounts: unknown): unknown {
    if (type === BLOCK_STACK_SET) return accountsWithoutRings(accounts);
    // AWS keeps the e-mail of a member as it was.
    if (type !== SERVICE_MEMBERS || !Array.isArray(accounts)) return accounts;
    return accounts.map((account: unknown) =>
        typeof account === "object" && account !== null && "id" in account ? account.id : account,
    );
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
