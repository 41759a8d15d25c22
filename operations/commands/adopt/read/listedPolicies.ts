import type { PolicyType } from "@aws-sdk/client-organizations";
import type { InventoryReading } from "./readInventory";

export interface ListedPolicy {
    readonly id: string;
    readonly type: string;
    readonly name: string;
    readonly description: string;
}

/** The organisation's own policies of a type: AWS's are left out. */
export async function policiesOf(
    type: string,
    { clients, caller, journal }: InventoryReading,
): Promise<ListedPolicy[]> {
    return journal.answer(`policies ${type}`, async () => {
        const { ListPoliciesCommand } = await import("@aws-sdk/client-organizations");
        const client = await clients.organizations();
        const found = await caller.pages(
            "organizations.ListPolicies",
            (NextToken) => client.send(new ListPoliciesCommand({ Filter: type as PolicyType, NextToken })),
            ({ Policies = [] }) => Policies,
        );
        return found
            .filter(({ AwsManaged }) => AwsManaged !== true)
            .map(({ Id = "", Name = "", Description = "" }) => ({ id: Id, type, name: Name, description: Description }))
            .sort((one, two) => (one.id < two.id ? -1 : 1));
    });
}

/** The document of a policy, as AWS has it. */
export async function documentOf(
    { id }: ListedPolicy,
    { clients, caller, journal }: InventoryReading,
): Promise<string> {
    return journal.answer(`policy ${id}`, async () => {
        const { DescribePolicyCommand } = await import("@aws-sdk/client-organizations");
        const client = await clients.organizations();
        const { Policy } = await caller.call("organizations.DescribePolicy", () =>
            client.send(new DescribePolicyCommand({ PolicyId: id })),
        );
        return Policy?.Content ?? "";
    });
}

/** The ids of what a policy is attached to: far fewer calls than to ask each target. */
export async function targetsOf(id: string, reading: InventoryReading): Promise<string[]> {
    return reading.journal.answer(`targets ${id}`, () => listTargets(id, reading));
}

/** The same, as it is now. */
export async function listTargets(
    id: string,
    { clients, caller }: Pick<InventoryReading, "clients" | "caller">,
): Promise<string[]> {
    const { ListTargetsForPolicyCommand } = await import("@aws-sdk/client-organizations");
    const client = await clients.organizations();
    const found = await caller.pages(
        "organizations.ListTargetsForPolicy",
        (NextToken) => client.send(new ListTargetsForPolicyCommand({ PolicyId: id, NextToken })),
        ({ Targets = [] }) => Targets,
    );
    return found.flatMap(({ TargetId }) => TargetId ?? []);
}
