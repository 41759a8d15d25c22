import * as pulumi from "@pulumi/pulumi";
import { TYPES } from "../components/types";

/** An account as the stack's state has it. */
export interface ExistingAccount {
    readonly id: string;
    readonly name?: string;
    readonly email: string;
    /** Absent for an account that was taken over: AWS does not tell it. */
    readonly roleName?: string;
    /** The key of its unit; absent where its unit is not of this stack. */
    readonly unit?: string;
    readonly closing: boolean;
}

/** What the stack's state holds before this run, by keys. */
export interface ExistingResources {
    readonly organizationId?: string;
    readonly featureSet?: string;
    readonly accounts: ReadonlyMap<string, ExistingAccount>;
    /** The parent's key of each unit; absent under the root. */
    readonly units: ReadonlyMap<string, { readonly id: string; readonly parent?: string }>;
    readonly policies: ReadonlyMap<string, { readonly id: string }>;
    /** The keys of the policies attached to the root, to each unit and to each account, by key. */
    readonly attachments: {
        readonly root: readonly string[];
        readonly units: ReadonlyMap<string, readonly string[]>;
        readonly accounts: ReadonlyMap<string, readonly string[]>;
    };
}

/**
 * Reads what the stack holds before this run. It is what Pulumi will compare with, after a refresh or a run that broke off
 * too, which the stack's outputs are not.
 */
export async function readState(): Promise<ExistingResources> {
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
    // urn:pulumi:STACK::PROJECT::PARENT$TYPE::NAME, and a name may hold anything, `::` and `$` too.
    const parsed = Object.entries(resources).map(([urn, { outputs }]) => {
        const [, , types = "", ...name] = urn.split("::");
        const chain = types.split("$");
        return { type: chain.at(-1), parent: chain.at(-2), name: name.join("::"), outputs };
    });
    const ofType = (type: string): [string, Record<string, unknown>][] =>
        parsed.filter((resource) => resource.type === type).map(({ name, outputs }) => [name, outputs]);
    const text = (value: unknown): string => (typeof value === "string" ? value : "");

    const units = ofType("aws:organizations/organizationalUnit:OrganizationalUnit");
    const unitKeys = new Map(units.map(([key, { id }]) => [text(id), key]));
    const parentOf = (id: unknown): string | undefined => unitKeys.get(text(id));
    const [organization] = ofType("aws:organizations/organization:Organization");

    // A unit and an account may have the same key: the parent tells which of them a policy is attached to.
    const attachedTo = (parent: string): Map<string, string[]> => {
        const attachments = new Map<string, string[]>();
        for (const { type, parent: of, name } of parsed) {
            if (type !== "aws:organizations/policyAttachment:PolicyAttachment" || of !== parent) continue;
            const separator = name.indexOf("@");
            const target = name.slice(separator + 1);
            attachments.set(target, [...(attachments.get(target) ?? []), name.slice(0, separator)]);
        }
        return attachments;
    };
    return {
        ...(organization && {
            organizationId: text(organization[1].id),
            featureSet: text(organization[1].featureSet),
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
                        closing: closeOnDeletion === true,
                    },
                ],
            ),
        ),
        units: new Map(
            units.map(([key, { id, parentId }]) => {
                const parent = parentOf(parentId);
                return [key, { id: text(id), ...(parent !== undefined && { parent }) }];
            }),
        ),
        policies: new Map(ofType("aws:organizations/policy:Policy").map(([key, { id }]) => [key, { id: text(id) }])),
        attachments: {
            root: [...attachedTo(TYPES.organization).values()].flat(),
            units: attachedTo(TYPES.unit),
            accounts: attachedTo(TYPES.account),
        },
    };
}
