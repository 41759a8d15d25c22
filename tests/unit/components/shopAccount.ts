import {
    Account,
    GuardrailPolicy,
    Organization,
    OrganizationalUnit,
    type AccountArgs,
    type AccountHistory,
    type OrganizationParent,
} from "../../../components";
import { AWS, one, provision, type RegisteredResource } from "./mockedPulumi";

export const URN = "urn:pulumi:test::aws-organization::";

export const ORGANIZATION = { featureSet: "ALL", policyTypes: [], serviceAccess: [] } as const;

/** A policy with a name, a description and a tag. */
export function policy(key: string, organization: Organization, id?: string): GuardrailPolicy {
    return new GuardrailPolicy(
        key,
        {
            organization,
            name: `Name of ${key}`,
            type: "SERVICE_CONTROL_POLICY",
            description: "d",
            content: "{}",
            tags: { A: "b" },
        },
        { ...(id !== undefined && { import: id }) },
    );
}

/** root (guard: at-root) / A (guard: at-a) / A/B (guard: at-b) with account shop (guard: own) in A/B. */
export async function account(
    args: Partial<Omit<AccountArgs, "parent" | "guardrails">> = {},
    history: AccountHistory = {},
): Promise<{ registered: readonly RegisteredResource[]; result: Account; resource: RegisteredResource }> {
    const { registered, result } = await provision(() => {
        const organization = new Organization("organization", {
            ...ORGANIZATION,
            guardrails: (root) => [policy("at-root", root)],
        });
        const unit = (key: string, parent: OrganizationParent, guard: string): OrganizationalUnit =>
            new OrganizationalUnit(key, { name: key, parent, guardrails: [policy(guard, organization)] });
        const below = unit("A/B", unit("A", organization, "at-a"), "at-b");
        return new Account(
            "shop",
            {
                name: "Shop",
                email: "shop@example.com",
                roleName: "Admin",
                tags: { Team: "shop" },
                ...args,
                parent: below,
                guardrails: [policy("own", organization)],
            },
            {},
            history,
        );
    });
    return { registered, result, resource: one(registered, AWS.account, "shop") };
}
