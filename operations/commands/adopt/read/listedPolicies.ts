import { listPolicies, policyContent, targetsOfPolicy } from "../../../../aws/organization";
import type { InventoryReading } from "./inventoryReading";

export interface ListedPolicy {
    readonly id: string;
    readonly type: string;
    readonly name: string;
    readonly description: string;
}

/** The organisation's own policies of a type: AWS's are left out. */
export async function policiesOf(type: string, { calls, journal }: InventoryReading): Promise<ListedPolicy[]> {
    return journal.answer(`policies ${type}`, async () =>
        (await listPolicies(calls, type))
            .filter(({ awsManaged }) => !awsManaged)
            .map(({ id, name, description }) => ({ id, type, name, description }))
            .sort((one, two) => (one.id < two.id ? -1 : 1)),
    );
}

/** The document of a policy, as AWS has it. */
export async function documentOf({ id }: ListedPolicy, { calls, journal }: InventoryReading): Promise<string> {
    return journal.answer(`policy ${id}`, () => policyContent(calls, id));
}

/** The ids of what a policy is attached to: far fewer calls than to ask each target. */
export async function targetsOf(id: string, reading: InventoryReading): Promise<string[]> {
    return reading.journal.answer(`targets ${id}`, () => listTargets(id, reading));
}

/** The same, as it is now. */
export async function listTargets(policyId: string, { calls }: Pick<InventoryReading, "calls">): Promise<string[]> {
    return ((await targetsOfPolicy(calls, policyId)) ?? []).map(({ id }) => id);
}
