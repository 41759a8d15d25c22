import { z } from "zod";
import type { FrameworkName } from "../../guardrails/frameworks";
import { withFeatureKeys, type FeatureKeys } from "./featureKeys";
import { accountSchema, sandboxEnd, type AccountInput, type SandboxEnd } from "./accountSchema";
import { compliance, fullAccess, guardrails, orEmpty, regions, tags, without, type RegionsInput } from "./sharedSchema";

/** What a unit is for. Each kind brings guardrails of its own (guardrails/unitKindGuardrails.ts). */
export const KINDS = ["plain", "sandbox", "workloads", "security"] as const;
export type Kind = (typeof KINDS)[number];

/** The keys whose values a unit passes down. `defaults` has them too. */
export const inherited = {
    email: z
        .string()
        .optional()
        .describe(
            "Pattern of the accounts' e-mails, such as aws+{account}@example.com. {account} is the account's key.",
        ),
    roleName: z
        .string()
        .optional()
        .describe(
            "The role that AWS creates in a new account for the management account. Default: OrganizationAccountAccessRole",
        ),
    tags: tags
        .optional()
        .describe(
            "Tags that everything below inherits. A unit or account below may add tags, and override those that are not locked.",
        ),
    lockedTags: z.array(z.string()).optional().describe("Keys of tags that nothing below may override."),
};

export interface UnitInput {
    name?: string | undefined;
    kind?: Kind | undefined;
    email?: string | undefined;
    roleName?: string | undefined;
    tags?: Record<string, string> | undefined;
    lockedTags?: string[] | undefined;
    end?: SandboxEnd | undefined;
    ownTags?: Record<string, string> | undefined;
    guardrails?: string[] | undefined;
    regions?: RegionsInput | undefined;
    fullAccess?: boolean | undefined;
    without?: string[] | undefined;
    compliance?: FrameworkName[] | undefined;
    units?: Record<string, UnitInput> | undefined;
    accounts?: Record<string, AccountInput> | undefined;
    id?: string | undefined;
}
const unitHead = {
    name: z.string().optional().describe("The unit's name in AWS. Default: its key. May be changed at any time."),
    kind: z
        .enum(KINDS)
        .optional()
        .describe(
            "What the unit is for. The kinds sandbox, workloads and security bring guardrails of their own. Default: the kind of the unit above",
        ),
    ...inherited,
    end: sandboxEnd,
};

const unitTail = {
    ownTags: tags.optional().describe("Tags of the unit itself, in addition to `tags`. Nothing below inherits them."),
    guardrails: guardrails.optional(),
    regions,
    fullAccess,
    without,
    compliance,
};

export function unitSchema(features: FeatureKeys): z.ZodType<UnitInput> {
    const account = accountSchema(features);
    const unit: z.ZodType<UnitInput> = z
        .lazy(() =>
            orEmpty(
                z.strictObject(
                    withFeatureKeys(unitHead, features.unit, {
                        ...unitTail,
                        units: orEmpty(z.record(z.string(), unit)).optional().describe("The units below it, by key."),
                        accounts: orEmpty(z.record(z.string(), account))
                            .optional()
                            .describe("The accounts in it, by key."),
                        id: z
                            .string()
                            .optional()
                            .describe("Id (ou-...) of an existing unit. It is taken over instead of being created."),
                    }),
                ),
            ),
        )
        .meta({ id: "unit" });
    return unit;
}
