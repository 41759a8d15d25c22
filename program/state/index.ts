import type { InvitationRecipient } from "../../aws/organization";
import { TYPES } from "../../components/typeTokens";
import { isMarkedSandbox } from "../../guardrails/sandboxMark";
import { parseUrn } from "./urn";

/** An account as the stack's state has it. */
export interface ExistingAccount {
    readonly id: string;
    readonly name?: string;
    readonly email: string;
    /** Absent for an account that was taken over: AWS does not tell it. */
    readonly roleName?: string;
    /** The key of its unit; absent where its unit is not of this stack. */
    readonly unit?: string;
    /** The id of the unit or the root that it is in. */
    readonly parentId?: string;
    readonly closing: boolean;
    /** It may leave the organisation, open. */
    readonly leaving?: boolean;
}

/** A unit as the stack's state has it. */
export interface ExistingUnit {
    readonly id: string;
    /** The parent's key; absent under the root. */
    readonly parent?: string;
    readonly name?: string;
    /** It has the mark of a sandbox, by the last `up` or refresh. */
    readonly sandbox?: true;
}

/** An invitation as the stack's state has it. What has become of it since, AWS knows. */
export interface ExistingInvitation {
    readonly target: InvitationRecipient;
    readonly handshakeId: string;
    readonly notes?: string;
    /** The invitation in whose place it was sent. */
    readonly previous?: string;
}

/** What the stack's state holds before this run, by keys. */
export interface ExistingResources {
    readonly organizationId?: string;
    readonly featureSet?: string;
    /** The change to all features, where the stack has made or asked for it. */
    readonly allFeatures?: {
        readonly handshakeId: string;
        readonly finalise: boolean;
        /** The request in whose place it was made. */
        readonly previous?: string;
    };
    /** The types of policy that are enabled. */
    readonly policyTypes?: readonly string[];
    /** The services that have access to the organisation, whoever gave it: what AWS said last. */
    readonly serviceAccess?: readonly string[];
    readonly accounts: ReadonlyMap<string, ExistingAccount>;
    readonly units: ReadonlyMap<string, ExistingUnit>;
    readonly policies: ReadonlyMap<
        string,
        { readonly id: string; readonly type?: string; readonly content?: string; readonly name?: string }
    >;
    /** The keys of the policies attached to the root, to each unit and to each account, by key. */
    readonly attachments: {
        readonly root: readonly string[];
        readonly units: ReadonlyMap<string, readonly string[]>;
        readonly accounts: ReadonlyMap<string, readonly string[]>;
    };
    /** By the account's key the invitation that was sent to it; absent: none. */
    readonly invitations?: ReadonlyMap<string, ExistingInvitation>;
    /** Where AWS's FullAWSAccess is detached; absent: nowhere. */
    readonly fullAccessDetached?: {
        readonly root: boolean;
        readonly units: ReadonlySet<string>;
        readonly accounts: ReadonlySet<string>;
    };
    /** By the account's key the opt-in regions that are switched on in it; absent: none anywhere. */
    readonly regions?: ReadonlyMap<string, readonly string[]>;
    /** Things of AWS that several resources of the state mean; absent: none. */
    readonly doubles?: readonly Double[];
}

/** One thing of AWS that several resources of a state mean. */
export interface Double {
    readonly kind: "policy" | "unit" | "account" | "attachment";
    readonly id: string;
    readonly resources: readonly { readonly key: string; readonly urn: string }[];
}

/**
 * Reads what the stack holds before this run. It is what Pulumi will compare with, after a refresh or a run that broke off
 * too, which the stack's outputs are not.
 */
export async function readState(): Promise<ExistingResources> {
    // `org` imports this file too, and the SDK takes longer to load than most of its commands take.
    const pulumi = await import("@pulumi/pulumi");
    const result = (await pulumi.runtime.invoke("pulumi:pulumi:readStackResourceOutputs", {
        stackName: pulumi.getStack(),
    })) as { outputs?: Record<string, StateResource> };
    return fromState(result.outputs ?? {});
}

interface StateResource {
    readonly type: string;
    readonly outputs: Readonly<Record<string, unknown>>;
}

/** @param resources what the engine tells of the state: the outputs of each resource, by URN. */
export function fromState(resources: Readonly<Record<string, StateResource>>): ExistingResources {
    const parsed = Object.entries(resources).map(([urn, { outputs }]) => ({ urn, ...parseUrn(urn), outputs }));
    const ofType = (type: string): [string, Record<string, unknown>][] =>
        parsed.filter((resource) => resource.type === type).map(({ name, outputs }) => [name, outputs]);
    const text = (value: unknown): string => (typeof value === "string" ? value : "");
    const texts = (value: unknown): string[] => [value].flat().filter((one) => typeof one === "string");

    const units = ofType("aws:organizations/organizationalUnit:OrganizationalUnit");
    const unitKeys = new Map(units.map(([key, { id }]) => [text(id), key]));
    const parentOf = (id: unknown): string | undefined => unitKeys.get(text(id));
    const [organization] = ofType("aws:organizations/organization:Organization");

    const [allFeatures] = ofType(`pulumi-nodejs:dynamic/${TYPES.allFeatures}`);
    const leaving = new Set(ofType(TYPES.account).flatMap(([key, { state }]) => (state === "leaving" ? [key] : [])));

    // A unit and an account may have the same key: the parent tells which of them a policy is attached to.
    const byTarget = (wanted: string, parent: string): Map<string, string[]> => {
        const found = new Map<string, string[]>();
        for (const { type, parentType: of, name } of parsed) {
            if (type !== wanted || of !== parent) continue;
            const separator = name.indexOf("@");
            const target = name.slice(separator + 1);
            found.set(target, [...(found.get(target) ?? []), name.slice(0, separator)]);
        }
        return found;
    };
    const detachedFrom = (parent: string): Set<string> =>
        new Set(byTarget(`pulumi-nodejs:dynamic/${TYPES.fullAccessDetached}`, parent).keys());
    const attachedTo = (parent: string): Map<string, string[]> =>
        byTarget("aws:organizations/policyAttachment:PolicyAttachment", parent);
    return {
        ...(organization && {
            organizationId: text(organization[1].id),
            // What AWS said after the change: the organisation itself is read again only when it changes.
            featureSet: allFeatures?.[1].state === "ALL" ? "ALL" : text(organization[1].featureSet),
            policyTypes: texts(organization[1].enabledPolicyTypes),
            serviceAccess: texts(organization[1].awsServiceAccessPrincipals).sort(),
        }),
        ...(allFeatures && {
            allFeatures: {
                handshakeId: text(allFeatures[1].handshakeId),
                finalise: allFeatures[1].finalise === true,
                ...(text(allFeatures[1].previous) !== "" && { previous: text(allFeatures[1].previous) }),
            },
        }),
        accounts: new Map(
            ofType("aws:organizations/account:Account").map(
                ([key, { id, name, email, roleName, parentId, closeOnDeletion }]) => [
                    key,
                    {
                        id: text(id),
                        ...(text(name) !== "" && { name: text(name) }),
                        email: text(email),
                        ...(text(roleName) !== "" && { roleName: text(roleName) }),
                        ...(parentOf(parentId) !== undefined && { unit: parentOf(parentId) }),
                        ...(text(parentId) !== "" && { parentId: text(parentId) }),
                        closing: closeOnDeletion === true,
                        ...(leaving.has(key) && { leaving: true }),
                    },
                ],
            ),
        ),
        units: new Map(
            units.map(([key, { id, parentId, name, tags }]) => {
                const parent = parentOf(parentId);
                const sandbox = isMarkedSandbox((tags ?? {}) as Record<string, unknown>);
                return [
                    key,
                    {
                        id: text(id),
                        ...(parent !== undefined && { parent }),
                        ...(text(name) !== "" && { name: text(name) }),
                        ...(sandbox && { sandbox: true as const }),
                    },
                ];
            }),
        ),
        policies: new Map(
            ofType("aws:organizations/policy:Policy").map(([key, { id, type, content, name }]) => [
                key,
                {
                    id: text(id),
                    ...(text(name) !== "" && { name: text(name) }),
                    ...(text(type) !== "" && { type: text(type) }),
                    ...(text(content) !== "" && { content: text(content) }),
                },
            ]),
        ),
        attachments: {
            root: [...attachedTo(TYPES.organization).values()].flat(),
            units: attachedTo(TYPES.unit),
            accounts: attachedTo(TYPES.account),
        },
        invitations: new Map(
            ofType(`pulumi-nodejs:dynamic/${TYPES.invitation}`).map(
                ([key, { targetType, targetId, handshakeId, notes, previous }]) => [
                    key,
                    {
                        target: { type: targetType === "EMAIL" ? "EMAIL" : "ACCOUNT", id: text(targetId) },
                        handshakeId: text(handshakeId),
                        ...(text(notes) !== "" && { notes: text(notes) }),
                        ...(text(previous) !== "" && { previous: text(previous) }),
                    },
                ],
            ),
        ),
        fullAccessDetached: {
            root: detachedFrom(TYPES.organization).has("root"),
            units: detachedFrom(TYPES.unit),
            accounts: detachedFrom(TYPES.account),
        },
        regions: byTarget("aws:account/region:Region", TYPES.account),
        doubles: doublesIn(
            parsed.map(({ urn, type, name, outputs }) => ({ urn, type, key: name, id: text(outputs.id) })),
        ),
    };
}

const OWNED: Readonly<Record<string, Double["kind"]>> = {
    "aws:organizations/policy:Policy": "policy",
    "aws:organizations/organizationalUnit:OrganizationalUnit": "unit",
    "aws:organizations/account:Account": "account",
    "aws:organizations/policyAttachment:PolicyAttachment": "attachment",
};

function doublesIn(
    resources: readonly { readonly urn: string; readonly type?: string; readonly key: string; readonly id: string }[],
): Double[] {
    const byId = new Map<string, { kind: Double["kind"]; id: string; resources: { key: string; urn: string }[] }>();
    for (const { urn, type = "", key, id } of resources) {
        const kind = OWNED[type];
        if (kind === undefined || id === "") continue;
        const same = byId.get(`${kind} ${id}`) ?? { kind, id, resources: [] };
        same.resources.push({ key, urn });
        byId.set(`${kind} ${id}`, same);
    }
    return [...byId.values()].filter((one) => one.resources.length > 1);
}
