import type { SSOAdminClient } from "@aws-sdk/client-sso-admin";
import { unlessNamed } from "./organization";
import { pagesOf } from "./pagesOf";

/** A policy that every account has under the same name and path. */
export interface CustomerManagedPolicy {
    readonly name: string;
    readonly path: string;
}

export type PermissionSetBoundary =
    | { readonly kind: "aws"; readonly policy: string }
    | { readonly kind: "customer"; readonly policy: CustomerManagedPolicy };

/** What AWS says of a permission set. */
export interface PermissionSetInAws {
    readonly name: string;
    /** Empty: none. */
    readonly description: string;
    /** In ISO 8601, such as `PT8H`. */
    readonly sessionDuration: string;
    /** Empty: none. */
    readonly relayState: string;
    /** Names of AWS-managed policies with their path, sorted. */
    readonly managedPolicies: readonly string[];
    /** Sorted by path and name. */
    readonly customerManagedPolicies: readonly CustomerManagedPolicy[];
    /** As AWS has it; empty: none. */
    readonly inlinePolicy: string;
    readonly boundary?: PermissionSetBoundary;
    /** Without AWS's own tags, sorted by key. */
    readonly tags: Readonly<Record<string, string>>;
}

/** How the caller makes a call: at its own pace. @param operation such as `sso.DescribePermissionSet`. */
export type IdentityCenterQuestion = <T>(operation: string, send: (client: SSOAdminClient) => Promise<T>) => Promise<T>;

interface OfPermissionSet {
    readonly InstanceArn: string;
    readonly PermissionSetArn: string;
}

/** The most that AWS answers at once. API reference of the lists, read on 2026-11-27. */
const MaxResults = 100;

/**
 * Reads a permission set with its policies and tags: six calls, or more where a list is long.
 *
 * @throws AWS's ResourceNotFoundException if there is none.
 */
export async function describePermissionSet(
    of: OfPermissionSet,
    ask: IdentityCenterQuestion,
): Promise<PermissionSetInAws> {
    const {
        DescribePermissionSetCommand,
        GetInlinePolicyForPermissionSetCommand,
        ListCustomerManagedPolicyReferencesInPermissionSetCommand,
        ListManagedPoliciesInPermissionSetCommand,
    } = await import("@aws-sdk/client-sso-admin");
    const { PermissionSet: { Name = "", Description = "", SessionDuration = "PT1H", RelayState = "" } = {} } =
        await ask("sso.DescribePermissionSet", (client) => client.send(new DescribePermissionSetCommand(of)));
    const [managed, customer, { InlinePolicy = "" }, boundary, tags] = await Promise.all([
        allPages(
            ask,
            "ListManagedPoliciesInPermissionSet",
            (client, NextToken) =>
                client.send(new ListManagedPoliciesInPermissionSetCommand({ ...of, NextToken, MaxResults })),
            ({ AttachedManagedPolicies = [] }) => AttachedManagedPolicies.map(({ Arn = "" }) => managedPolicyName(Arn)),
        ),
        allPages(
            ask,
            "ListCustomerManagedPolicyReferencesInPermissionSet",
            (client, NextToken) =>
                client.send(
                    new ListCustomerManagedPolicyReferencesInPermissionSetCommand({ ...of, NextToken, MaxResults }),
                ),
            ({ CustomerManagedPolicyReferences = [] }) =>
                CustomerManagedPolicyReferences.map(({ Name: name = "", Path: path = "/" }) => ({ name, path })),
        ),
        ask("sso.GetInlinePolicyForPermissionSet", (client) =>
            client.send(new GetInlinePolicyForPermissionSetCommand(of)),
        ),
        describeBoundary(of, ask),
        describeTags(of, ask),
    ]);
    return {
        name: Name,
        description: Description.trim(),
        sessionDuration: SessionDuration,
        relayState: RelayState,
        managedPolicies: managed.sort(),
        customerManagedPolicies: customer.sort(byPath),
        inlinePolicy: InlinePolicy,
        ...(boundary && { boundary }),
        tags,
    };
}

export function byPath(one: CustomerManagedPolicy, two: CustomerManagedPolicy): number {
    return one.path + one.name < two.path + two.name ? -1 : 1;
}

/** The items of all pages of a list. */
async function allPages<P extends { readonly NextToken?: string | undefined }, T>(
    ask: IdentityCenterQuestion,
    operation: string,
    send: (client: SSOAdminClient, NextToken: string | undefined) => Promise<P>,
    items: (page: P) => readonly T[],
): Promise<T[]> {
    const all: T[] = [];
    const pages = pagesOf((token) => ask(`sso.${operation}`, (client) => send(client, token)));
    for await (const page of pages) all.push(...items(page));
    return all;
}

async function describeTags(
    { InstanceArn, PermissionSetArn }: OfPermissionSet,
    ask: IdentityCenterQuestion,
): Promise<PermissionSetInAws["tags"]> {
    const { ListTagsForResourceCommand } = await import("@aws-sdk/client-sso-admin");
    const tags = await allPages(
        ask,
        "ListTagsForResource",
        (client, NextToken) =>
            client.send(new ListTagsForResourceCommand({ InstanceArn, ResourceArn: PermissionSetArn, NextToken })),
        ({ Tags = [] }) => Tags.map(({ Key = "", Value = "" }) => [Key, Value] as const),
    );
    return Object.fromEntries(tags.filter(([key]) => !key.startsWith("aws:")).sort());
}

async function describeBoundary(
    of: OfPermissionSet,
    ask: IdentityCenterQuestion,
): Promise<PermissionSetBoundary | undefined> {
    const { GetPermissionsBoundaryForPermissionSetCommand } = await import("@aws-sdk/client-sso-admin");
    // AWS answers with an exception where there is none.
    const found = await unlessNamed("ResourceNotFoundException", () =>
        ask("sso.GetPermissionsBoundaryForPermissionSet", (client) =>
            client.send(new GetPermissionsBoundaryForPermissionSetCommand(of)),
        ),
    );
    const { ManagedPolicyArn, CustomerManagedPolicyReference: reference } = found?.PermissionsBoundary ?? {};
    if (ManagedPolicyArn !== undefined) return { kind: "aws", policy: managedPolicyName(ManagedPolicyArn) };
    return reference && { kind: "customer", policy: { name: reference.Name ?? "", path: reference.Path ?? "/" } };
}

/** `arn:aws:iam::aws:policy/job-function/Billing` is `job-function/Billing`. */
function managedPolicyName(arn: string): string {
    return arn.slice(arn.indexOf(":policy/") + ":policy/".length);
}

/** The minutes of a duration in ISO 8601 such as `PT1H30M`; undefined if it is none. */
export function minutesOf(duration: string): number | undefined {
    const [, days = 0, hours = 0, minutes = 0, seconds = 0] =
        /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(duration) ?? [];
    if (!/\d/.test(duration)) return undefined;
    return Number(days) * 1440 + Number(hours) * 60 + Number(minutes) + Number(seconds) / 60;
}
