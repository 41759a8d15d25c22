import { nameHolder } from "./nameHolder";
import type { FoundPolicy } from "../../aws/organization";
import type { OrganizationModel, PolicyModel, Problem } from "../../definition";
import { QUARANTINE } from "../../guardrails";
import type { PolicyType } from "../../limits";
import type { ExistingResources } from "../state";
import { minified } from "./policyContent";

/** What AWS is asked. Tests replace it. */
export interface PolicyReader {
    list(type: PolicyType): Promise<readonly FoundPolicy[]>;
    content(id: string): Promise<string>;
}

/** A policy that gets a name. Its `id` is absent if it is created. */
interface Naming {
    readonly policy: PolicyModel;
    readonly ownId?: string;
}

/**
 * The policies that get a name in this run: those that are created, renamed, taken over by an id, or replaced by one of another type. If
 * there are none, AWS is not asked.
 */
export function policiesToName({ policies }: OrganizationModel, existing: ExistingResources): Naming[] {
    return policies.flatMap((policy): Naming[] => {
        const before = existing.policies.get(policy.key);
        if (before === undefined) return [{ policy, ...(policy.id !== undefined && { ownId: policy.id }) }];
        if (before.type !== undefined && before.type !== policy.type) return [{ policy }];
        return before.name === undefined || before.name === policy.name ? [] : [{ policy, ownId: before.id }];
    });
}

/**
 * Finds the policies that would be created and that AWS has already, and refuses names that are taken. Names are unique within a type, and
 * a run creates and renames policies before it deletes others.
 *
 * - `quarantine` is always taken over: `org quarantine` creates it in an emergency, before the stack does. What differs is updated.
 * - A policy with the same document is taken over too: it comes from an interrupted run, or from one that closed the account it was
 *   attached to.
 * - Any other belongs to somebody else until the definition names its id.
 *
 * @returns by key the ids of the policies that are taken over.
 */
export async function findPolicies(
    model: OrganizationModel,
    existing: ExistingResources,
    aws: PolicyReader,
): Promise<{ readonly ids: ReadonlyMap<string, string>; readonly problems: readonly Problem[] }> {
    const naming = policiesToName(model, existing);
    const types = [...new Set(naming.map(({ policy: { type } }) => type))];
    const lists = new Map(await Promise.all(types.map(async (type) => [type, await aws.list(type)] as const)));
    const owners = ownersOf(model, existing);
    const kept = new Set(model.policies.map(({ key }) => key));
    const ids = new Map<string, string>();
    const problems: Problem[] = [];
    for (const { policy, ownId } of naming) {
        const { key, name, type, path, place } = policy;
        const problem = (message: string, at: Problem["path"] = path): void =>
            void problems.push({ place, path: at, message });
        const list = lists.get(type) ?? [];
        const own = list.find(({ id }) => id === ownId);
        if (ownId !== undefined && !existing.policies.has(key) && own?.awsManaged !== false) {
            problem(own ? awsOwnMessage(policy, own) : unknownMessage(policy), [...path, "id"]);
            continue;
        }
        // The policy has the name already, but the state does not show that yet.
        if (own?.name === name) continue;
        const twin = model.policies.find((other) => other !== policy && other.type === type && isSpelling(other, name));
        if (twin) {
            problem(twinMessage(policy, twin));
            continue;
        }
        const holder = holderOf(name, list, ownId);
        if (!holder) continue;
        const owner = owners.get(holder.id);
        const isNew = ownId === undefined && !existing.policies.has(key);
        if (owner !== undefined) problem(ownedMessage(policy, holder, owner, kept.has(owner), isNew));
        else if (isNew && holder.name === name && (key === QUARANTINE || (await isSame(policy, holder, aws)))) {
            ids.set(key, holder.id);
        } else problem(isNew ? takenMessage(policy, holder) : foreignMessage(policy, holder));
    }
    return { ids, problems };
}

/** The keys that own the policies of AWS: those of the state, and those that the definition takes over. */
function ownersOf({ policies }: OrganizationModel, existing: ExistingResources): ReadonlyMap<string, string> {
    return new Map([
        ...policies.flatMap(({ key, id }) => (id === undefined ? [] : [[id, key] as const])),
        ...[...existing.policies].map(([key, { id }]) => [id, key] as const),
    ]);
}

/** The policy that has the name. It is not known whether AWS compares names case-sensitively, so a name in another case counts. */
function holderOf(name: string, list: readonly FoundPolicy[], ownId: string | undefined): FoundPolicy | undefined {
    return nameHolder(
        name,
        list.filter(({ id }) => id !== ownId),
    );
}

function isSpelling({ name }: { readonly name: string }, other: string): boolean {
    return name.toLowerCase() === other.toLowerCase();
}

async function isSame(policy: PolicyModel, { id, description }: FoundPolicy, aws: PolicyReader): Promise<boolean> {
    return description === policy.description && minified(await aws.content(id)) === policy.content;
}

function twinMessage({ key, name }: PolicyModel, twin: PolicyModel): string {
    return `policy ${key} has the name ${JSON.stringify(name)}, and policy ${twin.key} has the name ${JSON.stringify(twin.name)}: AWS may treat names that differ only in case as the same. Choose another`;
}

function unknownMessage({ id = "", type }: PolicyModel): string {
    return `the organisation has no ${type} with the id ${id}: check the id and the type, or leave the id out to create a new policy`;
}

function awsOwnMessage({ key }: PolicyModel, { id, name }: FoundPolicy): string {
    return `policy ${key} has the id ${id}, which is AWS's own policy ${name}: nobody can change it, so it cannot be taken over. Leave it out`;
}

/** Whether the policy has an entry in the definition that can take an `id` or a `name`. Those of `regions`, `compliance` and the library have none. */
function isNamed({ path }: PolicyModel): boolean {
    return path[0] === "policies";
}

function ownedMessage(
    policy: PolicyModel,
    { id, name: its }: FoundPolicy,
    owner: string,
    isKept: boolean,
    isNew: boolean,
): string {
    const { key, name } = policy;
    const spelling = its === name ? "" : `, written ${JSON.stringify(its)}`;
    const other = isNamed(policy)
        ? "or give this one another `name`"
        : `or do it in two steps: give ${owner} another \`name\` and apply that, and then leave it out for ${key}`;
    const has = `policy ${key} has the name ${JSON.stringify(name)}, and in AWS policy ${owner} (${id}) of this stack has it${spelling}. Names are unique within a type. `;
    if (isKept) {
        return (
            `${has}Policy ${owner} gets another name, but perhaps too late: do it in two steps. First rename ${owner} and apply that, then give its name to ${key}. ` +
            "If two policies exchange their names, give one of them a third name first"
        );
    }
    return isNew
        ? `${has}A policy's key is its identity: keep the key ${owner}, ${other}`
        : `${has}Policy ${owner} is deleted at the end of a run: leave it out first, apply that, and then rename ${key}`;
}

function takenMessage(policy: PolicyModel, { id, name: its }: FoundPolicy): string {
    const { key, name, type } = policy;
    const taken = `the organisation has a ${type} of the name ${JSON.stringify(its)} already, ${id}, with another document, and it is not in this stack. `;
    return !isNamed(policy)
        ? `${taken}Rename that policy; its attachments stay as they are:\n` +
              `aws organizations update-policy --policy-id ${id} --name "${name} (before)"`
        : `${taken}To take it over, and give it this document, write\n` +
              `policies: { ${key}: { id: ${id} } }\n` +
              "or give this one another `name`";
}

function foreignMessage({ key, name, type }: PolicyModel, { id, name: its }: FoundPolicy): string {
    return (
        `policy ${key} would have the name ${JSON.stringify(name)}, and the organisation has another ${type} of the name ${JSON.stringify(its)}, ${id}, which is not in this stack. ` +
        "Names are unique within a type: give this one another `name`"
    );
}
