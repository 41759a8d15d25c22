import * as organizations from "@pulumi/aws/organizations";
import * as pulumi from "@pulumi/pulumi";
import type { OrganizationModel } from "../definition";
import type { ExistingResources } from "./state";

/** By the key of a policy, the id by which its attachment to one target is taken over. */
export type Attached = ReadonlyMap<string, string>;

/** The attachments that AWS has and the stack has not. */
export interface FoundAttachments {
    readonly root: Attached;
    readonly units: ReadonlyMap<string, Attached>;
    readonly accounts: ReadonlyMap<string, Attached>;
}

/**
 * Asks AWS which of the attachments that the definition wants, and the stack does not know, are there already: AWS refuses
 * to attach a policy twice. They come with an organisation that is taken over, from a run that broke off, and from the
 * console. Where policy or target is new there is nothing to ask, so that a run without changes asks nothing.
 */
export async function findAttachments(
    model: OrganizationModel,
    existing: ExistingResources,
): Promise<FoundAttachments> {
    const policies = new Map(
        model.policies.flatMap(({ key, type, id }) => {
            const known = existing.policies.get(key)?.id ?? id;
            return known === undefined ? [] : [[key, { type, id: known }] as const];
        }),
    );
    const find = async (
        keys: readonly string[],
        before: readonly string[] | undefined,
        target: () => string | undefined | Promise<string | undefined>,
    ): Promise<Attached> => {
        const asked = keys.flatMap((key) => {
            const policy = before?.includes(key) ? undefined : policies.get(key);
            return policy ? [{ key, ...policy }] : [];
        });
        const targetId = asked.length > 0 ? await target() : undefined;
        if (targetId === undefined) return new Map();
        const types = [...new Set(asked.map(({ type }) => type))];
        const attached = new Set((await Promise.all(types.map((type) => attachedTo(targetId, type)))).flat());
        return new Map(
            asked.filter(({ id }) => attached.has(id)).map(({ key, id }) => [key, `${targetId}:${id}`] as const),
        );
    };
    const findAll = async (
        targets: readonly { readonly key: string; readonly id?: string; readonly guardrails: readonly string[] }[],
        known: ReadonlyMap<string, { readonly id: string }>,
        before: ReadonlyMap<string, readonly string[]>,
    ): Promise<Map<string, Attached>> =>
        new Map(
            await Promise.all(
                targets.map(
                    async ({ key, id, guardrails }) =>
                        [key, await find(guardrails, before.get(key), () => known.get(key)?.id ?? id)] as const,
                ),
            ),
        );

    const exists = existing.organizationId !== undefined || model.id !== undefined;
    const [root, units, accounts] = await Promise.all([
        find(model.guardrails, existing.attachments.root, () => (exists ? rootId() : undefined)),
        findAll(model.units, existing.units, existing.attachments.units),
        findAll(model.accounts, existing.accounts, existing.attachments.accounts),
    ]);
    return { root, units, accounts };
}

async function rootId(): Promise<string | undefined> {
    return (await organizations.getOrganization()).roots[0]?.id;
}

async function attachedTo(targetId: string, filter: string): Promise<string[]> {
    try {
        return (await organizations.getPoliciesForTarget({ targetId, filter })).ids;
    } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        // A unit or account that is gone from AWS is told where it is registered.
        if (message.includes("TargetNotFoundException")) return [];
        throw new pulumi.RunError(`AWS does not say which policies are attached to ${targetId}.\n${message}`);
    }
}
