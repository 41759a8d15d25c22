import { listPolicies, policyContent, targetsOfPolicy } from "../../../../aws/organization";
import type { InventoryReading } from "./inventoryReading";

export interface ListedPolicy {
    readonly id: string;
    readonly type: string;
    readonly name: string;
    readonly description: string;
}

/** The organisation's own policies of a type, without those of AWS. */
export async function policiesOf(type: string, { calls, journal }: InventoryReading): Promise<ListedPolicy[]> {
    return journal.answer(`policies ${type}`, async () =>
        (await listPolicies(calls, type))
            .filter(({ awsManaged }) => !awsManaged)
            .map(({ id, name, description }) => ({ id, type, name, description }))
            .sort((one, two) => (one.id < two.id ? -1 : 1)),
    );
}

/** The document of a policy, exactly as AWS returns it. */
export async function documentOf({ id }: ListedPolicy, { calls, journal }: InventoryReading): Promise<string> {
    return journal.answer(`policy ${id}`, () => policyContent(calls, id));
}

/** The ids of everything that a policy is attached to. That takes far fewer calls than asking each target. */
export async function targetsOf(id: string, reading: InventoryReading): Promise<string[]> {
    return reading.journal.answer(`targets ${id}`, () => listTargets(id, reading));
}

/** The same, always read from AWS. */
export async function listTargets(policyId: string, { calls }: Pick<InventoryReading, "calls">): Promise<string[]> {
    return ((await targetsOfPolicy(calls, policyId)) ?? []).map(({ id }) => id);
}
