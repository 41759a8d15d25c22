import { listPolicies, policyContent, targetsOfPolicy } from "../../../../aws/organization";
import type { Reading } from "./readInventory";

export interface ListedPolicy {
    readonly id: string;
    readonly type: string;
    readonly name: string;
    readonly description: string;
}

/** The organisation's own policies of a type: AWS's are left out. */
export async function policiesOf(type: string, { calls, journal }: Reading): Promise<ListedPolicy[]> {
    return journal.answer(`policies ${type}`, async () =>
        (await listPolicies(calls, type))
            .filter(({ awsManaged }) => !awsManaged)
            .map(({ id, name, description }) => ({ id, type, name, description }))
            .sort((one, two) => (one.id < two.id ? -1 : 1)),
    );
}

/** The document of a policy, as AWS has it. */
export async function describe({ id }: ListedPolicy, { calls, journal }: Reading): Promise<string> {
    return journal.answer(`policy ${id}`, () => policyContent(calls, id));
}

/** The ids of what a policy is attached to: far fewer calls than to ask each target. */
export async function targetsOf(id: string, reading: Reading): Promise<string[]> {
    return reading.journal.answer(`targets ${id}`, () => listTargets(id, reading));
}

/** The same, as it is now. */
export async function listTargets(policyId: string, { calls }: Pick<Reading, "calls">): Promise<string[]> {
    return ((await targetsOfPolicy(calls, policyId)) ?? []).map(({ id }) => id);
}
