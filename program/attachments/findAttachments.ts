import { findRoot, policiesAttachedTo } from "../../aws/organization";
import { needed } from "../neededFromAws";
import type { AwsClients } from "../../aws/awsClients";
import { DefinitionError, type OrganizationModel, type Problem } from "../../definition";
import type { PolicyType } from "../../limits";
import { roomProblem, type AttachedPolicy } from "./attachmentRoom";
import { providerClients } from "../creation";
import type { ExistingResources } from "../state";

/** By the key of a policy, the id by which its attachment to one target is taken over. */
export type Attached = ReadonlyMap<string, string>;

/** The attachments that AWS has and the stack has not. */
export interface FoundAttachments {
    readonly root: Attached;
    readonly units: ReadonlyMap<string, Attached>;
    readonly accounts: ReadonlyMap<string, Attached>;
}

/** What is asked of AWS; a test has its own. */
export interface AttachmentsInAws {
    rootId(): Promise<string | undefined>;
    /** The policies of a type that are attached to a root, unit or account itself, whoever attached them. */
    attachedTo(targetId: string, type: PolicyType): Promise<readonly AttachedPolicy[]>;
}

interface Target extends Pick<Problem, "place" | "path"> {
    /** `unit Workloads`. */
    readonly what: string;
    readonly guardrails: readonly string[];
    /** The keys of what the stack has attached to it. */
    readonly before: readonly string[];
    readonly id: () => Promise<string | undefined> | string | undefined;
}

/**
 * Asks AWS what is attached where this run attaches something, so that a run without changes asks nothing.
 *
 * - What the stack does not know and AWS has already is taken over: AWS refuses to attach a policy twice. It comes with an
 *   organisation that is taken over, from a run that broke off, and from the console.
 * - What others have attached counts as well: there has to be room for both.
 *
 * @param location the definition's place.
 * @throws DefinitionError where AWS would refuse an attachment half way.
 */
export async function findAttachments(
    model: OrganizationModel,
    existing: ExistingResources,
    location: string,
    aws: AttachmentsInAws = attachmentsInAws(providerClients()),
): Promise<FoundAttachments> {
    const policies = new Map(
        model.policies.map(({ key, type, id }) => {
            const known = existing.policies.get(key)?.id ?? id;
            return [key, { key, type, ...(known !== undefined && { id: known }) }];
        }),
    );
    const ours = new Map([...policies.values()].flatMap(({ key, id }) => (id === undefined ? [] : [[id, key]])));
    for (const [key, { id }] of existing.policies) ours.set(id, key);
    const problems: Problem[] = [];
    const find = async (target: Target): Promise<Attached> => {
        const fresh = target.guardrails.flatMap((key) =>
            target.before.includes(key) ? [] : (policies.get(key) ?? []),
        );
        const targetId = fresh.length > 0 ? await target.id() : undefined;
        if (targetId === undefined) return new Map();
        const types = [...new Set(fresh.map(({ type }) => type))];
        const found = await Promise.all(
            types.map(async (type): Promise<[string, string][]> => {
                const attached = await aws.attachedTo(targetId, type);
                const isThere = (id: string | undefined): boolean => attached.some((one) => one.id === id);
                const wanted = fresh.filter((policy) => policy.type === type);
                const more = wanted.filter(({ id }) => !isThere(id)).map(({ key }) => key);
                const problem = roomProblem(target, type, more, attached, ours);
                if (problem) problems.push(problem);
                return wanted.flatMap(({ key, id }) =>
                    id !== undefined && isThere(id) ? [[key, `${targetId}:${id}`]] : [],
                );
            }),
        );
        return new Map(found.flat());
    };
    const findAll = async (
        kind: "unit" | "account",
        targets: readonly (Pick<Target, "guardrails" | "place" | "path"> & {
            readonly key: string;
            readonly id?: string;
        })[],
        known: ReadonlyMap<string, { readonly id: string }>,
        before: ReadonlyMap<string, readonly string[]>,
    ): Promise<Map<string, Attached>> =>
        new Map(
            await Promise.all(
                targets.map(async ({ key, id, guardrails, place, path }): Promise<[string, Attached]> => {
                    const target = { what: `${kind} ${key}`, guardrails, before: before.get(key) ?? [], place, path };
                    return [key, await find({ ...target, id: () => known.get(key)?.id ?? id })];
                }),
            ),
        );

    const exists = existing.organizationId !== undefined || model.id !== undefined;
    const [root, units, accounts] = await Promise.all([
        find({
            what: "the root",
            guardrails: model.guardrails,
            before: existing.attachments.root,
            place: { file: location },
            path: ["guardrails"],
            id: () => (exists ? aws.rootId() : undefined),
        }),
        findAll("unit", model.units, existing.units, existing.attachments.units),
        findAll("account", model.accounts, existing.accounts, existing.attachments.accounts),
    ]);
    if (problems.length > 0) throw new DefinitionError(problems);
    return { root, units, accounts };
}

function attachmentsInAws({ organizationCalls: calls }: AwsClients): AttachmentsInAws {
    const purpose = "before a policy is attached";
    return {
        rootId: async () => (await needed(purpose, () => findRoot(calls)))?.id,
        // A unit or account that is gone from AWS is reported where it is registered.
        attachedTo: async (targetId, type) =>
            (await needed(purpose, () => policiesAttachedTo(calls, targetId, type))) ?? [],
    };
}
