import * as pulumi from "@pulumi/pulumi";

/** An account as the stack's state has it. */
export interface ExistingAccount {
    readonly id: string;
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
    /** The keys of the policies attached to each target, by the target's key; the root's is `root`. */
    readonly attachments: ReadonlyMap<string, readonly string[]>;
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
    const ofType = (type: string): [string, Record<string, unknown>][] =>
        Object.entries(resources)
            .filter(([urn]) => urn.split("::")[2]?.split("$").at(-1) === type)
            .map(([urn, { outputs }]) => [urn.slice(urn.indexOf("::", urn.indexOf("$")) + 2), outputs]);
    const text = (value: unknown): string => (typeof value === "string" ? value : "");

    const units = ofType("aws:organizations/organizationalUnit:OrganizationalUnit");
    const unitKeys = new Map(units.map(([key, { id }]) => [text(id), key]));
    const parentOf = (id: unknown): string | undefined => unitKeys.get(text(id));
    const [organization] = ofType("aws:organizations/organization:Organization");

    const attachments = new Map<string, string[]>();
    for (const [name] of ofType("aws:organizations/policyAttachment:PolicyAttachment")) {
        const separator = name.indexOf("@");
        const target = name.slice(separator + 1);
        attachments.set(target, [...(attachments.get(target) ?? []), name.slice(0, separator)]);
    }
    return {
        ...(organization && {
            organizationId: text(organization[1].id),
            featureSet: text(organization[1].featureSet),
        }),
        accounts: new Map(
            ofType("aws:organizations/account:Account").map(
                ([key, { id, email, roleName, parentId, closeOnDeletion }]) => [
                    key,
                    {
                        id: text(id),
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
        attachments,
    };
}
