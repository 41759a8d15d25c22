import type { ResourceInputs } from "../../definition/feature";

const BLOCK_STACK_SET = "pulumi-nodejs:dynamic/baseline:BlockStackSet";

/** How a block reaches the accounts. Its provider does not compare it (providers/stackSets/blockStackSetInputs.ts). */
const OF_THE_ROLLOUT: ReadonlySet<string> = new Set(["operation", "rings", "units"]);

/** The inputs of a resource that its provider compares. The AWS provider compares all; of our own providers, only this one leaves some out. */
export function comparedInputs(type: string, inputs: ResourceInputs): ResourceInputs {
    if (type !== BLOCK_STACK_SET) return inputs;
    const compared = Object.entries(inputs).filter(([name]) => !OF_THE_ROLLOUT.has(name));
    return Object.fromEntries(
        compared.map(([name, value]) => [name, name === "accounts" ? accountsWithoutRings(value) : value]),
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
