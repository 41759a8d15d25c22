import type { SSOAdminClient } from "@aws-sdk/client-sso-admin";
import { pagesOf } from "../../aws/pagesOf";
import { exceptionOf, type IdentityCenterCalls } from "./identityCenterCalls";

/** A policy that every account has under the same name and path. */
export interface CustomerManagedPolicy {
    readonly name: string;
    readonly path: string;
}

export type PermissionSetBoundary =
    | { readonly kind: "aws"; readonly policy: string }
    | { readonly kind: "customer"; readonly policy: CustomerManagedPolicy };

/** What a permission set is, as the program and the state say it. */
export interface PermissionSetContent {
    readonly name: string;
    /** Empty: none. */
    readonly description: string;
    readonly sessionMinutes: number;
    /** Empty: none. */
    readonly relayState: string;
    /** Names of AWS-managed policies with their path, sorted. */
    readonly managedPolicies: readonly string[];
    /** Sorted by path and name. */
    readonly customerManagedPolicies: readonly CustomerManagedPolicy[];
    /** Empty: none. */
    readonly inlinePolicy: string;
    readonly boundary?: PermissionSetBoundary;
    readonly tags: Readonly<Record<string, string>>;
}

/** Where a permission set is. */
export interface PermissionSetPlace {
    readonly instanceArn: string;
    readonly region: string;
    readonly arn: string;
}

/** @returns undefined if AWS has no such permission set. */
export async function readPermissionSet(
    at: PermissionSetPlace,
    calls: IdentityCenterCalls,
): Promise<PermissionSetContent | undefined> {
    const {
        DescribePermissionSetCommand,
        GetInlinePolicyForPermissionSetCommand,
        ListCustomerManagedPolicyReferencesInPermissionSetCommand,
        ListManagedPoliciesInPermissionSetCommand,
        ListTagsForResourceCommand,
    } = await import("@aws-sdk/client-sso-admin");
    const of = { InstanceArn: at.instanceArn, PermissionSetArn: at.arn };
    const send = <T>(call: (client: SSOAdminClient) => Promise<T>): Promise<T> => calls.call(at.region, call);
    const pages = async <P extends { readonly NextToken?: string | undefined }, T>(
        ask: (client: SSOAdminClient, NextToken: string | undefined) => Promise<P>,
        items: (page: P) => readonly T[],
    ): Promise<T[]> => {
        const all: T[] = [];
        for await (const page of pagesOf((token) => send((client) => ask(client, token)))) all.push(...items(page));
        return all;
    };
    const described = await unlessMissing(() => send((client) => client.send(new DescribePermissionSetCommand(of))));
    if (!described) return undefined;
    const { PermissionSet: { Name = "", Description = "", SessionDuration = "PT1H", RelayState = "" } = {} } =
        described;
    const [managed, customer, { InlinePolicy = "" }, boundary, tags] = await Promise.all([
        pages(
            (client, NextToken) => client.send(new ListManagedPoliciesInPermissionSetCommand({ ...of, NextToken })),
            ({ AttachedManagedPolicies = [] }) => AttachedManagedPolicies.map(({ Arn = "" }) => policyName(Arn)),
        ),
        pages(
            (client, NextToken) =>
                client.send(new ListCustomerManagedPolicyReferencesInPermissionSetCommand({ ...of, NextToken })),
            ({ CustomerManagedPolicyReferences = [] }) =>
                CustomerManagedPolicyReferences.map(({ Name: name = "", Path: path = "/" }) => ({ name, path })),
        ),
        send((client) => client.send(new GetInlinePolicyForPermissionSetCommand(of))),
        readBoundary(of, send),
        pages(
            (client, NextToken) =>
                client.send(
                    new ListTagsForResourceCommand({ InstanceArn: at.instanceArn, ResourceArn: at.arn, NextToken }),
                ),
            ({ Tags = [] }) => Tags.map(({ Key = "", Value = "" }) => [Key, Value] as const),
        ),
    ]);
    return {
        name: Name,
        description: Description.trim(),
        sessionMinutes: minutesOf(SessionDuration),
        relayState: RelayState,
        managedPolicies: managed.sort(),
        customerManagedPolicies: customer.sort(byPath),
        inlinePolicy: InlinePolicy,
        ...(boundary && { boundary }),
        tags: Object.fromEntries(tags.filter(([key]) => !key.startsWith("aws:")).sort()),
    };
}

export function byPath(one: CustomerManagedPolicy, two: CustomerManagedPolicy): number {
    return one.path + one.name < two.path + two.name ? -1 : 1;
}

async function readBoundary(
    of: { readonly InstanceArn: string; readonly PermissionSetArn: string },
    send: <T>(call: (client: SSOAdminClient) => Promise<T>) => Promise<T>,
): Promise<PermissionSetBoundary | undefined> {
    const { GetPermissionsBoundaryForPermissionSetCommand } = await import("@aws-sdk/client-sso-admin");
    // AWS answers with an exception where there is none.
    const found = await unlessMissing(() =>
        send((client) => client.send(new GetPermissionsBoundaryForPermissionSetCommand(of))),
    );
    const { ManagedPolicyArn, CustomerManagedPolicyReference: reference } = found?.PermissionsBoundary ?? {};
    if (ManagedPolicyArn !== undefined) return { kind: "aws", policy: policyName(ManagedPolicyArn) };
    return reference && { kind: "customer", policy: { name: reference.Name ?? "", path: reference.Path ?? "/" } };
}

export async function unlessMissing<T>(call: () => Promise<T>): Promise<T | undefined> {
    try {
        return await call();
    } catch (error) {
        if (exceptionOf(error) === "ResourceNotFoundException") return undefined;
        throw error;
    }
}

/** `arn:aws:iam::aws:policy/job-function/Billing` is `job-function/Billing`. */
function policyName(arn: string): string {
    return arn.slice(arn.indexOf(":policy/") + ":policy/".length);
}

/** AWS writes eight hours as `PT8H`, and takes other forms of ISO 8601, which it keeps. */
function minutesOf(duration: string): number {
    const [, days = 0, hours = 0, minutes = 0, seconds = 0] =
        /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(duration) ?? [];
    return Number(days) * 1440 + Number(hours) * 60 + Number(minutes) + Number(seconds) / 60;
}
