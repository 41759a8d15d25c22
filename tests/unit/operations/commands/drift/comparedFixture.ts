import type { FoundAccount, NestedUnit } from "../../../../../aws/organization";
import type { DefinitionModel } from "../../../../../definition";
import { Comparison, organizationDrift } from "../../../../../operations/commands/drift/compare";
import type { FoundDifference } from "../../../../../operations/commands/drift/driftItem";
import type { AppliedState } from "../../../../../operations/commands/drift/read/appliedState";
import type {
    AwsPolicy,
    ComparedOrganization,
} from "../../../../../operations/commands/drift/read/comparedOrganization";
import { load } from "../../../definition/definitionFixtures";

export const [ROOT, MANAGEMENT] = ["r-ab12", "123456789012"];
export const [SHOP, OLD] = ["111111111111", "222222222222"];
export const [WORKLOADS, PRODUCTION, LABS] = ["ou-ab12-workload", "ou-ab12-producti", "ou-ab12-labslabs"];
export const [NO_GLUE, STORAGE] = ["p-noglue00", "p-storage0"];
const SSO = "sso.amazonaws.com";
const TAGS = { Owner: "platform" };
const DENY = JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Deny", Action: "glue:*", Resource: "*" }],
});
const ALLOW = JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] });

/** The definition of the organisation that the tests change. */
export const DEFINITION = {
    organization: { serviceAccess: [SSO] },
    defaults: { email: "aws+{account}@example.com", tags: TAGS },
    delegatedAdministrators: { [SSO]: "shop" },
    policies: {
        "no-glue": { type: "SERVICE_CONTROL_POLICY", description: "No Glue", document: JSON.parse(DENY) as object },
        storage: { type: "SERVICE_CONTROL_POLICY", document: JSON.parse(ALLOW) as object },
    },
    units: {
        Workloads: { guardrails: ["no-glue"], units: { Production: { accounts: { shop: {} } } } },
        Labs: { accounts: { old: { fullAccess: false, guardrails: ["storage"] } } },
    },
};

/** The state after an `up` of DEFINITION. */
export function applied(more: Partial<AppliedState> = {}): AppliedState {
    const of = (key: string, id: string) => ({ key, urn: `urn:${key}`, id, arn: `arn:${id}` });
    const node = (key: string, id: string, parentId: string, name: string) => ({
        ...of(key, id),
        name,
        parentId,
        tags: { all: TAGS, own: TAGS },
    });
    const account = (key: string, id: string, parentId: string) => ({
        ...node(key, id, parentId, key),
        email: `aws+${key}@example.com`,
        state: "ACTIVE",
    });
    const policy = (key: string, id: string, content: string, description: string) => ({
        ...node(key, id, "", key),
        type: "SERVICE_CONTROL_POLICY",
        description,
        content,
    });
    return {
        organization: {
            ...of("organization", "o-abcdefghij"),
            rootId: ROOT,
            policyTypes: ["SERVICE_CONTROL_POLICY"],
            services: [SSO],
        },
        units: new Map([
            [WORKLOADS, node("Workloads", WORKLOADS, ROOT, "Workloads")],
            [PRODUCTION, node("Workloads/Production", PRODUCTION, WORKLOADS, "Production")],
            [LABS, node("Labs", LABS, ROOT, "Labs")],
        ]),
        accounts: new Map([
            [SHOP, account("shop", SHOP, PRODUCTION)],
            [OLD, account("old", OLD, LABS)],
        ]),
        policies: new Map([
            [NO_GLUE, policy("no-glue", NO_GLUE, DENY, "No Glue")],
            [STORAGE, policy("storage", STORAGE, ALLOW, "")],
        ]),
        attachments: [
            { urn: "urn:no-glue@Workloads", policyId: NO_GLUE, targetId: WORKLOADS },
            { urn: "urn:storage@old", policyId: STORAGE, targetId: OLD },
        ],
        fullAccessDetached: new Map([[OLD, "urn:FullAWSAccess@old"]]),
        administrators: [{ urn: "urn:sso@shop", accountId: SHOP, service: SSO }],
        invited: new Set(),
        ...more,
    };
}

export const ACCOUNTS: readonly FoundAccount[] = [
    found(MANAGEMENT, "management", ROOT),
    found(SHOP, "shop", PRODUCTION),
    found(OLD, "old", LABS),
];

export function found(id: string, name: string, parentId: string, more: Partial<FoundAccount> = {}): FoundAccount {
    const email = `aws+${name}@example.com`;
    return { id, arn: `arn:${id}`, name, email, state: "ACTIVE", joinedMethod: "CREATED", parentId, ...more };
}

export const UNITS: readonly NestedUnit[] = [
    { id: WORKLOADS, name: "Workloads", parentId: ROOT },
    { id: PRODUCTION, name: "Production", parentId: WORKLOADS },
    { id: LABS, name: "Labs", parentId: ROOT },
];

export const POLICIES: readonly AwsPolicy[] = [
    policyInAws(NO_GLUE, "no-glue", { description: "No Glue" }),
    policyInAws(STORAGE, "storage", { content: ALLOW }),
];

export function policyInAws(id: string, name: string, more: Partial<AwsPolicy> = {}): AwsPolicy {
    const type = "SERVICE_CONTROL_POLICY";
    return { id, name, type, description: "", awsManaged: false, content: DENY, ...more };
}

/** What AWS has if nobody has changed anything by hand. */
export function inAws(more: Partial<ComparedOrganization> = {}): ComparedOrganization {
    return {
        id: "o-abcdefghij",
        managementAccountId: MANAGEMENT,
        rootId: ROOT,
        policyTypes: ["SERVICE_CONTROL_POLICY"],
        units: UNITS,
        accounts: ACCOUNTS,
        policies: POLICIES,
        readTypes: ["SERVICE_CONTROL_POLICY"],
        targets: new Map([
            [NO_GLUE, [WORKLOADS]],
            [STORAGE, [OLD]],
        ]),
        fullAccess: new Map([
            [WORKLOADS, true],
            [OLD, false],
        ]),
        services: [SSO],
        administrators: [{ accountId: SHOP, name: "shop", service: SSO }],
        tags: new Map([WORKLOADS, PRODUCTION, LABS, SHOP, OLD, NO_GLUE, STORAGE].map((id) => [id, TAGS])),
        unread: [],
        ...more,
    };
}

let model: DefinitionModel | undefined;

/** The model of DEFINITION. */
export function definitionModel(): DefinitionModel {
    model ??= load(DEFINITION);
    return model;
}

/** What was changed by hand between a state and AWS. */
export function driftBetween(
    aws: Partial<ComparedOrganization>,
    state: Partial<AppliedState> = {},
    of = definitionModel(),
): FoundDifference[] {
    return organizationDrift(new Comparison(applied(state), inAws(aws), of, "organizations/test"), {
        keys: ["Ignored"],
        prefixes: ["auto:"],
    });
}
