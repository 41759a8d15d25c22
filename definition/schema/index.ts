import { z } from "zod";
import { FRAMEWORK_NAMES, type FrameworkName } from "../../guardrails/frameworks";
import { POLICY_TYPES, type PolicyType } from "../../limits";
import type { Feature } from "../feature";
import { featureKeys, withFeatureKeys, type FeatureKeys } from "../feature/featureKeys";

/**
 * The form of a definition. It says which keys there are and of what kind their values are; AWS's rules about the values
 * (names, e-mails, sizes, numbers) are checked in rules/, on what results from inheritance.
 *
 * The descriptions are what an editor shows: the JSON Schema is made from this file (`npm run schema`).
 */

/** A key with nothing behind it stands for an empty map: `Suspended:`. */
export const orEmpty = <T extends z.ZodType>(schema: T) => z.preprocess((value) => value ?? {}, schema);

const tags = orEmpty(z.record(z.string(), z.string()));

const guardrails = z
    .array(z.string())
    .describe("Names of policies: of this definition's `policies`, or of the library of guardrails.");

const fullAccess = z
    .boolean()
    .optional()
    .describe(
        "false: AWS's FullAWSAccess is detached here, once an allow list is attached: what no policy attached here allows is denied. Default: true",
    );

const regions = z
    .union(
        [
            // An empty one is told at its place, in regions.ts.
            z.array(z.string()).meta({ minItems: 1 }),
            z.strictObject({
                only: z.array(z.string()).meta({ minItems: 1 }).describe("The only regions in which work is allowed."),
                alsoAllowed: z
                    .array(z.string())
                    .optional()
                    .describe("Actions that stay allowed everywhere, beside those of global services: [translate:*]."),
            }),
        ],
        "must be a list of regions such as [eu-central-1], or { only: [eu-central-1], alsoAllowed: [translate:*] }",
    )
    .optional()
    .describe(
        "The only regions in which work is allowed, here and below: [eu-central-1]. Global services stay usable; the break-glass role is spared. It can narrow what is above, never widen it. As a map, { only: [eu-central-1], alsoAllowed: [translate:*] }, it names more that stays usable everywhere.",
    );
export type RegionsInput = NonNullable<z.infer<typeof regions>>;

const inherited = {
    email: z
        .string()
        .optional()
        .describe(
            "Pattern of the accounts' e-mails; {account} stands for the account's key: aws+{account}@example.com",
        ),
    roleName: z
        .string()
        .optional()
        .describe(
            "The role that AWS makes in a new account for the management account. Default: OrganizationAccountAccessRole",
        ),
    tags: tags
        .optional()
        .describe("Tags, inherited by everything below; a child may add, and override what is not locked."),
    lockedTags: z.array(z.string()).optional().describe("Keys of tags that nothing below may override."),
};

const ids = {
    unit: z
        .string()
        .optional()
        .describe("Id (ou-...) of a unit that exists already: it is taken over instead of being created."),
    account: z
        .string()
        .optional()
        .describe(
            "Id of an account of the organisation that exists already: it is taken over instead of being created.",
        ),
    policy: z
        .string()
        .optional()
        .describe("Id (p-...) of a policy that exists already: it is taken over instead of being created."),
};

/** What a unit is for; it brings guardrails of its own (guardrails/kinds.ts). */
export const KINDS = ["plain", "sandbox", "workloads", "security"] as const;
export type Kind = (typeof KINDS)[number];

/** What an account's life is at (docs/account-life.md has the picture). */
export const STATES = ["active", "quarantined", "closing", "leaving"] as const;
export type AccountState = (typeof STATES)[number];

const without = z
    .array(z.string())
    .optional()
    .describe("Guardrails that the kind or the frameworks bring and that are switched off here.");

const compliance = z
    .array(z.enum(FRAMEWORK_NAMES))
    .optional()
    .describe(
        "Frameworks whose bundles of guardrails are attached here: a beginning, and no certificate (docs/compliance.md says what each reaches).",
    );

const accountHead = {
    name: z.string().optional().describe("The account's name in AWS. Default: its key. May be changed at any time."),
    email: z
        .string()
        .optional()
        .describe("E-mail of the root user, unique over all of AWS. Default: the inherited pattern."),
    roleName: z.string().optional().describe("The access role. It is fixed when the account is created."),
    tags: tags.optional().describe("Tags beside the inherited ones."),
    guardrails: guardrails.optional(),
    regions,
    fullAccess,
};

const accountTail = {
    owner: z.string().optional().describe("Who answers for the account; becomes its tag Owner."),
    expires: z
        .string()
        .optional()
        .describe(
            "The last day the account is wanted, as 2027-01-31; becomes its tag Expires. `org expiring` reminds of it; nothing happens by itself.",
        ),
    invite: z
        .union(
            [
                z.literal(true),
                z.strictObject({
                    notes: z.string().optional().describe("A text that the invited account's owner reads."),
                    again: z
                        .string()
                        .optional()
                        .describe(
                            "Id (h-...) of the invitation in whose place another is sent: one that was declined or cancelled, which is never sent again by itself, or one that is open, which is cancelled first.",
                        ),
                }),
            ],
            "must be true, or a map with notes or again. Leave it out for an account that is not invited",
        )
        .optional()
        .describe(
            "The account exists outside the organisation: it is invited, by its `id` where that is given, else by its e-mail.",
        ),
    state: z
        .enum(STATES)
        .optional()
        .describe(
            "`quarantined`: nothing can be done in it but by the break-glass role. " +
                "`closing`: once this is applied, taking the account out of the definition closes it. " +
                "`leaving`: once this is applied, taking it out lets it leave the organisation, open. Default: active",
        ),
    acknowledge: z
        .strictObject({
            replacement: z
                .string()
                .optional()
                .describe("Id of the account that may be let go and replaced by a new one, for a new e-mail or role."),
            closing: z
                .string()
                .optional()
                .describe("Id of the account that may be closed although its unit is not a sandbox."),
            leaving: z
                .string()
                .optional()
                .describe("Id of the account that may leave the organisation and live on by itself."),
            loses: z
                .array(z.string())
                .optional()
                .describe("Guardrails that the account may lose by moving to its unit."),
        })
        .optional()
        .describe("What would be refused otherwise, for exactly the account of that id."),
    id: ids.account,
};

const accountSchema = ({ account }: FeatureKeys) =>
    orEmpty(z.strictObject(withFeatureKeys(accountHead, account, accountTail)));

export interface UnitInput {
    name?: string | undefined;
    kind?: Kind | undefined;
    email?: string | undefined;
    roleName?: string | undefined;
    tags?: Record<string, string> | undefined;
    lockedTags?: string[] | undefined;
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
export type AccountInput = z.infer<ReturnType<typeof accountSchema>>;

const unitHead = {
    name: z.string().optional().describe("The unit's name in AWS. Default: its key. May be changed at any time."),
    kind: z
        .enum(KINDS)
        .optional()
        .describe(
            "What the unit is for: sandbox, workloads or security bring guardrails of their own. Default: its parent's",
        ),
    ...inherited,
};

const unitTail = {
    ownTags: tags.optional().describe("Tags of the unit alone, beside `tags`: nothing below inherits them."),
    guardrails: guardrails.optional(),
    regions,
    fullAccess,
    without,
    compliance,
};

function unitSchema(features: FeatureKeys): z.ZodType<UnitInput> {
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
                        id: ids.unit,
                    }),
                ),
            ),
        )
        .meta({ id: "unit" });
    return unit;
}

const policy = z.strictObject({
    type: z
        .enum(Object.keys(POLICY_TYPES) as [PolicyType, ...PolicyType[]])
        .optional()
        .describe("AWS's type of the policy; with `guardrail` it is the guardrail's."),
    name: z.string().optional().describe("The policy's name in AWS. Default: its key."),
    description: z.string().optional(),
    guardrail: z.string().optional().describe("A guardrail of the library that this policy is made from."),
    parameters: z.record(z.string(), z.unknown()).optional().describe("The guardrail's parameters."),
    document: z.record(z.string(), z.unknown()).optional().describe("The policy's document."),
    merge: z
        .array(z.string())
        .min(2)
        .optional()
        .describe(
            "Guardrails of the library, and policies of this definition, that become this one: where a unit or account would have more than AWS attaches.",
        ),
    file: z.string().optional().describe("A JSON file with the document, relative to the definition's folder."),
    tags: tags.optional(),
    staged: z
        .union(
            [
                z.boolean(),
                z.strictObject({
                    parameters: z.record(z.string(), z.unknown()).optional(),
                    document: z.record(z.string(), z.unknown()).optional(),
                    file: z.string().optional(),
                }),
            ],
            "must be true, or the parameters, document or file of the version that is tried out",
        )
        .optional()
        .describe(
            "true: it is attached to the staging unit alone, until this line is taken out. A map: this version of it is, beside the one in force.",
        ),
    acknowledge: z
        .strictObject({
            lockOut: z
                .array(z.string())
                .optional()
                .describe(
                    "Whom the policy may lock out, by name: the access role, the break-glass role, a service of serviceAccess.",
                ),
            rcpServices: z
                .array(z.string())
                .optional()
                .describe(
                    "Prefixes of services that AWS's resource control policies reach, and that this program does not know to be reached yet: [lambda].",
                ),
        })
        .optional()
        .describe("What would be refused otherwise."),
    id: ids.policy,
});
export type PolicyInput = z.infer<typeof policy>;

const organization = orEmpty(
    z.strictObject({
        featureSet: z
            .enum(["ALL", "CONSOLIDATED_BILLING"])
            .optional()
            .describe("ALL, or CONSOLIDATED_BILLING: one bill, and nothing else. Default: ALL"),
        id: z
            .string()
            .optional()
            .describe("Id (o-...) of the organisation that exists already: it is taken over instead of being created."),
        breakGlassRole: z
            .string()
            .optional()
            .describe(
                "Name of the role that a quarantine spares, in every account. Given, the policy `quarantine` is prepared ahead. Default: defaults.roleName",
            ),
        stagingUnit: z
            .string()
            .optional()
            .describe("The unit on which guardrails are tried out. Default: the unit PolicyStaging, if there is one."),
        serviceAccess: z
            .array(z.string())
            .optional()
            .describe(
                "Services that may work with the organisation: cloudtrail.amazonaws.com, ... One that has access and is not named here keeps it.",
            ),
        withoutServiceAccess: z
            .array(z.string())
            .optional()
            .describe("Services that may not work with the organisation: the access that one has is disabled."),
        acknowledge: z
            .strictObject({
                disables: z
                    .array(z.string())
                    .optional()
                    .describe("Services whose access may be disabled although it is in use."),
            })
            .optional()
            .describe("What would be refused otherwise."),
        policyTypes: z
            .array(z.enum(Object.keys(POLICY_TYPES) as [PolicyType, ...PolicyType[]]))
            .optional()
            .describe("Policy types to enable beside those of the policies in use."),
    }),
)
    .optional()
    .describe("The organisation itself.");

function makeSchema(features: FeatureKeys) {
    const unit = unitSchema(features);
    return z.strictObject(
        withFeatureKeys(
            {
                organization,
                defaults: orEmpty(z.strictObject(withFeatureKeys(inherited, features.defaults)))
                    .optional()
                    .describe("What every unit and account inherits."),
                guardrails: guardrails.optional().describe("Policies attached to the root: they bind every account."),
                compliance,
                without,
                regions,
                fullAccess,
                policies: orEmpty(z.record(z.string(), policy))
                    .optional()
                    .describe("The organisation's own policies, by key."),
                units: orEmpty(z.record(z.string(), unit)).optional().describe("The units below the root, by key."),
                accounts: orEmpty(
                    z.record(
                        z.string(),
                        z.strictObject(
                            withFeatureKeys(accountHead, features.account, {
                                ...accountTail,
                                unit: z
                                    .string()
                                    .describe(
                                        "The unit it is in, by the keys that lead to it: Workloads/Production. `/` for an account that was taken over in the root",
                                    ),
                            }),
                        ),
                    ),
                )
                    .optional()
                    .describe(
                        "Accounts that name their unit: for one file an account. They may as well stand inside their unit.",
                    ),
            },
            features.root,
        ),
    );
}

type DefinitionSchema = ReturnType<typeof makeSchema>;
export type DefinitionInput = z.infer<DefinitionSchema>;

/** One for each list of features: making it takes some milliseconds. */
const schemas = new WeakMap<readonly Feature[], DefinitionSchema>();

/** The whole definition, with the keys that the features bring. Its type does not show those: a feature reads its own by feature/featureInput.ts. */
export function definitionSchema(features: readonly Feature[]): DefinitionSchema {
    const schema = schemas.get(features) ?? makeSchema(featureKeys(features));
    schemas.set(features, schema);
    return schema;
}
