import { exceptionName } from "../../aws/organization";
import type { CustomerManagedPolicy, PermissionSetBoundary } from "../../aws/permissionSetInAws";
import type { SSOAdminClient } from "@aws-sdk/client-sso-admin";
import { isDeepStrictEqual } from "node:util";
import { type IdentityCenterCalls } from "./identityCenterCalls";
import type { PermissionSetContent, PermissionSetPlace } from "./permissionSetReading";

/** One call that changes a permission set. */
type Change = (client: SSOAdminClient) => Promise<unknown>;

/** Exceptions that mean that nothing is left to do: it is attached already, or gone already. */
const DONE = ["ConflictException", "ResourceNotFoundException"];

/**
 * Changes what differs between two contents, and nothing else: what somebody has added in the console stays.
 *
 * @returns whether the accounts must be told: AWS does not do that by itself.
 */
export async function changePermissionSet(
    at: PermissionSetPlace,
    before: PermissionSetContent,
    after: PermissionSetContent,
    calls: IdentityCenterCalls,
): Promise<boolean> {
    const policies = await policyChanges(at, before, after);
    const settings = await settingChanges(at, before, after);
    const tags = await tagChanges(at, before, after);
    for (const change of [...policies, ...settings, ...tags]) {
        try {
            await calls.call(at.region, change, DONE);
        } catch (error) {
            if (!DONE.includes(exceptionName(error) ?? "")) throw error;
        }
    }
    return policies.length + settings.length > 0;
}

interface OfSet {
    readonly InstanceArn: string;
    readonly PermissionSetArn: string;
}

function ofSet({ instanceArn, arn }: PermissionSetPlace): OfSet {
    return { InstanceArn: instanceArn, PermissionSetArn: arn };
}

/** What narrows comes first: an interruption leaves less allowed, and not more. */
async function policyChanges(
    at: PermissionSetPlace,
    before: PermissionSetContent,
    after: PermissionSetContent,
): Promise<Change[]> {
    const boundary = isDeepStrictEqual(before.boundary, after.boundary)
        ? []
        : [await boundaryChange(at, after.boundary)];
    const inline =
        before.inlinePolicy === after.inlinePolicy ? [] : [await inlineChange(ofSet(at), after.inlinePolicy)];
    const managed = await managedChanges(at, before.managedPolicies, after.managedPolicies);
    const customer = await customerManagedChanges(
        ofSet(at),
        before.customerManagedPolicies,
        after.customerManagedPolicies,
    );
    const detached = [...managed.detach, ...customer.detach];
    const attached = [...managed.attach, ...customer.attach];
    // A boundary that is added narrows, one that is taken away widens.
    return after.boundary
        ? [...detached, ...boundary, ...inline, ...attached]
        : [...detached, ...inline, ...attached, ...boundary];
}

async function inlineChange(of: OfSet, InlinePolicy: string): Promise<Change> {
    const { DeleteInlinePolicyFromPermissionSetCommand, PutInlinePolicyToPermissionSetCommand } =
        await import("@aws-sdk/client-sso-admin");
    return InlinePolicy === ""
        ? (client) => client.send(new DeleteInlinePolicyFromPermissionSetCommand(of))
        : (client) => client.send(new PutInlinePolicyToPermissionSetCommand({ ...of, InlinePolicy }));
}

interface AttachmentChanges {
    readonly detach: readonly Change[];
    readonly attach: readonly Change[];
}

async function managedChanges(
    at: PermissionSetPlace,
    before: readonly string[],
    after: readonly string[],
): Promise<AttachmentChanges> {
    const { AttachManagedPolicyToPermissionSetCommand, DetachManagedPolicyFromPermissionSetCommand } =
        await import("@aws-sdk/client-sso-admin");
    const of = (policy: string): OfSet & { ManagedPolicyArn: string } => ({
        ...ofSet(at),
        ManagedPolicyArn: policyArn(at, policy),
    });
    return {
        detach: missingIn(after, before).map(
            (policy) => (client) => client.send(new DetachManagedPolicyFromPermissionSetCommand(of(policy))),
        ),
        attach: missingIn(before, after).map(
            (policy) => (client) => client.send(new AttachManagedPolicyToPermissionSetCommand(of(policy))),
        ),
    };
}

async function customerManagedChanges(
    set: OfSet,
    before: readonly CustomerManagedPolicy[],
    after: readonly CustomerManagedPolicy[],
): Promise<AttachmentChanges> {
    const {
        AttachCustomerManagedPolicyReferenceToPermissionSetCommand,
        DetachCustomerManagedPolicyReferenceFromPermissionSetCommand,
    } = await import("@aws-sdk/client-sso-admin");
    const of = (policy: CustomerManagedPolicy) => ({
        ...set,
        CustomerManagedPolicyReference: { Name: policy.name, Path: policy.path },
    });
    return {
        detach: missingIn(after, before).map(
            (policy) => (client) =>
                client.send(new DetachCustomerManagedPolicyReferenceFromPermissionSetCommand(of(policy))),
        ),
        attach: missingIn(before, after).map(
            (policy) => (client) =>
                client.send(new AttachCustomerManagedPolicyReferenceToPermissionSetCommand(of(policy))),
        ),
    };
}

function missingIn<T>(list: readonly T[], among: readonly T[]): T[] {
    return among.filter((one) => !list.some((other) => isDeepStrictEqual(one, other)));
}

function policyArn({ instanceArn }: PermissionSetPlace, policy: string): string {
    return `arn:${instanceArn.split(":")[1] ?? "aws"}:iam::aws:policy/${policy}`;
}

async function boundaryChange(at: PermissionSetPlace, boundary: PermissionSetBoundary | undefined): Promise<Change> {
    const { DeletePermissionsBoundaryFromPermissionSetCommand, PutPermissionsBoundaryToPermissionSetCommand } =
        await import("@aws-sdk/client-sso-admin");
    const of = ofSet(at);
    if (!boundary) return (client) => client.send(new DeletePermissionsBoundaryFromPermissionSetCommand(of));
    const PermissionsBoundary =
        boundary.kind === "aws"
            ? { ManagedPolicyArn: policyArn(at, boundary.policy) }
            : { CustomerManagedPolicyReference: { Name: boundary.policy.name, Path: boundary.policy.path } };
    return (client) => client.send(new PutPermissionsBoundaryToPermissionSetCommand({ ...of, PermissionsBoundary }));
}

async function settingChanges(
    at: PermissionSetPlace,
    before: PermissionSetContent,
    after: PermissionSetContent,
): Promise<Change[]> {
    const isSame =
        before.description === after.description &&
        before.sessionMinutes === after.sessionMinutes &&
        before.relayState === after.relayState;
    if (isSame) return [];
    const { UpdatePermissionSetCommand } = await import("@aws-sdk/client-sso-admin");
    return [
        (client) =>
            client.send(
                new UpdatePermissionSetCommand({
                    ...ofSet(at),
                    SessionDuration: isoDuration(after.sessionMinutes),
                    // AWS keeps a description that is left out, and takes no empty one.
                    Description: after.description === "" ? " " : after.description,
                    ...(after.relayState !== "" && { RelayState: after.relayState }),
                }),
            ),
    ];
}

/** Eight hours are `PT8H`, ninety minutes `PT1H30M`. */
export function isoDuration(minutes: number): string {
    const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
    return `PT${hours > 0 ? `${hours}H` : ""}${rest > 0 ? `${rest}M` : ""}`;
}

async function tagChanges(
    at: PermissionSetPlace,
    before: PermissionSetContent,
    after: PermissionSetContent,
): Promise<Change[]> {
    const { TagResourceCommand, UntagResourceCommand } = await import("@aws-sdk/client-sso-admin");
    const of = { InstanceArn: at.instanceArn, ResourceArn: at.arn };
    const gone = Object.keys(before.tags).filter((key) => !Object.hasOwn(after.tags, key));
    const set = Object.entries(after.tags).filter(([key, value]) => before.tags[key] !== value);
    return [
        ...(gone.length > 0
            ? [(client: SSOAdminClient) => client.send(new UntagResourceCommand({ ...of, TagKeys: gone }))]
            : []),
        ...(set.length > 0
            ? [
                  (client: SSOAdminClient) =>
                      client.send(new TagResourceCommand({ ...of, Tags: set.map(([Key, Value]) => ({ Key, Value })) })),
              ]
            : []),
    ];
}
