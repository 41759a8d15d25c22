import type { OrganizationModel, Problem } from "../../definition";
import { list } from "../../limits/messageText";
import type { ExistingResources } from "../state";
import { parentOf } from "./unitKeyParts";
import { unitEntry } from "./unitText";

/** What a definition can take over by an `id`. */
type Kind = "policy" | "unit" | "account";

interface Entry {
    readonly key: string;
    readonly id?: string;
    /** The id of the account that it replaces. */
    readonly replaces?: string;
    readonly place: Problem["place"];
    readonly path: Problem["path"];
}

/**
 * Refuses an `id` that another key of the stack owns, and an `id` that differs from what the stack has under the same key. If a key is
 * changed, Pulumi imports the new key and deletes the old one at the end of the run. In AWS both are the same thing, which would be
 * deleted.
 *
 * @param location the definition's place.
 */
export function idProblems(model: OrganizationModel, existing: ExistingResources, location: string): Problem[] {
    return [
        ...organizationOf(model, existing, location),
        ...owned("policy", model.policies, existing.policies),
        ...otherTypes(model, existing),
        ...owned("unit", withoutFollowers(model.units, existing), existing.units, new Set(keysOf(model.units))),
        ...owned(
            "account",
            model.accounts.map((account) => ({
                ...account,
                ...(account.acknowledge.replacement !== undefined && { replaces: account.acknowledge.replacement }),
            })),
            existing.accounts,
        ),
    ];
}

/**
 * Refuses two entries with the same id after AWS was asked: one has the id in the definition, the other was found by its name or e-mail.
 */
export function sharedIds({ policies, units, accounts }: OrganizationModel): Problem[] {
    const shared = (kind: Kind, entries: readonly Entry[]): Problem[] => {
        const keys = new Map<string, string>();
        return entries.flatMap(({ key, id, place, path }): Problem[] => {
            if (id === undefined) return [];
            const other = keys.get(id);
            keys.set(id, key);
            if (other === undefined) return [];
            return [
                { place, path, message: `${kind} ${key} is ${id} in AWS, and so is ${kind} ${other}: take one out` },
            ];
        });
    };
    return [...shared("policy", policies), ...shared("unit", units), ...shared("account", accounts)];
}

function organizationOf({ id }: OrganizationModel, { organizationId }: ExistingResources, location: string): Problem[] {
    if (id === undefined || organizationId === undefined || id === organizationId) return [];
    return [
        {
            place: { file: location },
            path: ["organization", "id"],
            message: `the definition is for the organisation ${id}, and this stack has ${organizationId}: check the stack and the definition`,
        },
    ];
}

/** Refuses to change the type of a policy with an id: a policy of another type is another policy, with another id. */
function otherTypes({ policies }: OrganizationModel, existing: ExistingResources): Problem[] {
    return policies.flatMap(({ key, id, type, place, path }): Problem[] => {
        const before = existing.policies.get(key);
        if (id === undefined || before?.id !== id || before.type === undefined || before.type === type) return [];
        return [
            {
                place,
                path: [...path, "id"],
                message:
                    `policy ${key} (${id}) is a ${before.type}, but the definition makes it a ${type}, which is another policy to AWS. ` +
                    "Leave the id out: then the new policy is attached and the old one deleted",
            },
        ];
    });
}

function owned(
    kind: Kind,
    entries: readonly Entry[],
    known: ReadonlyMap<string, { readonly id: string }>,
    inDefinition = new Set(keysOf(entries)),
): Problem[] {
    const owners = new Map([...known].map(([key, { id }]) => [id, key]));
    return entries.flatMap((entry): Problem[] => {
        const { key, id, replaces, place, path } = entry;
        if (id === undefined) return [];
        const own = known.get(key)?.id;
        const owner = own === id ? undefined : owners.get(id);
        const problem = (message: string): Problem => ({ place, path: [...path, "id"], message });
        const circle = owner === undefined ? [] : circleOf(key, entries, owners);
        // Swapped keys are one mistake, which is reported where the first of them is.
        if (circle.length > 0) return circle[0] === entry ? [problem(swappedKeys(kind, circle, known))] : [];
        if (owner !== undefined) {
            const has = `${kind} ${key} has the id ${id}, which is ${kind} ${owner} of this stack. `;
            return [problem(has + (inDefinition.has(owner) ? twoEntries(kind, owner) : newKey(kind, key, owner)))];
        }
        // The acknowledgement says that the account with this id was replaced by the one that the stack has now.
        if (own === undefined || own === id || replaces === id) return [];
        return [
            problem(
                `${kind} ${key} is ${own} in this stack, but the definition says ${id}. An id only says what is taken over at first; it cannot replace one thing by another. ` +
                    `Write id: ${quoted(kind, own)} or leave it out. To take over ${id} as well, give it an entry with a key of its own`,
            ),
        ];
    });
}

/** The entries that have one another's ids, in their order: each id belongs to the key of another one. None if the ids lead elsewhere. */
function circleOf(start: string, entries: readonly Entry[], owners: ReadonlyMap<string, string>): Entry[] {
    const byKey = new Map(entries.map((entry) => [entry.key, entry]));
    const circle = new Set<Entry>();
    for (let at = byKey.get(start); at && !circle.has(at); at = byKey.get(owners.get(at.id ?? "") ?? "")) {
        circle.add(at);
        if (circle.size > 1 && owners.get(at.id ?? "") === start) return entries.filter((entry) => circle.has(entry));
    }
    return [];
}

function swappedKeys(
    kind: Kind,
    circle: readonly Entry[],
    known: ReadonlyMap<string, { readonly id: string }>,
): string {
    const has = circle.map(({ key, id = "" }) => {
        const owner = [...known].find(([, one]) => one.id === id)?.[0];
        return `${kind} ${key} has the id ${id}, which is ${kind} ${owner} of this stack`;
    });
    const right = circle.map(({ key }) => `${key} is ${known.get(key)?.id}`);
    return (
        `${has.join(", and ")}: this looks like swapped keys. A key is the identity of what it stands for, so put each key back to its own id: ${list(right)}. ` +
        (kind === "account"
            ? "To rename the accounts in AWS, write `name` in their entries"
            : `To rename the ${kind === "unit" ? "units" : "policies"} in AWS, write \`name\` in their entries; if two swap their names, give one of them a third name first, and apply that`)
    );
}

/** YAML reads twelve digits as a number. */
function quoted(kind: Kind, id: string): string {
    return kind === "account" ? `"${id}"` : id;
}

function twoEntries(kind: Kind, owner: string): string {
    return (
        `One thing in AWS must have one entry in the definition: if one of two entries is left out, it is ${kind === "account" ? "closed or removed" : "deleted"} for both. ` +
        `Remove this entry and use ${owner} instead, or leave the id out for a new ${kind}`
    );
}

function newKey(kind: Kind, key: string, owner: string): string {
    if (kind === "policy") {
        return (
            "A policy's key is its identity: under a new key it would be imported, and then deleted in AWS with the old key. " +
            `Keep the key ${owner}. To rename the policy in AWS, write \`name\` in its entry`
        );
    }
    if (kind === "account") {
        return `An account's key is its identity: keep the key ${owner}. To rename the account in AWS, write \`name\` in its entry`;
    }
    if (parentOf(key) === parentOf(owner)) {
        return (
            "The keys that lead to a unit are its identity: under a new key it would be imported, and then deleted in AWS with the old key. " +
            `Keep the key ${owner}. To rename the unit in AWS, write \`name\` in ${unitEntry(owner)}`
        );
    }
    return (
        `AWS cannot move a unit: put it back to ${owner}. To have it elsewhere, in two steps: make a new unit there, without the id, and move its accounts to it; ` +
        "apply that; and then leave the old unit out"
    );
}

/** Leaves out the units below a unit with a new key. Their keys are new too, but that is reported once, for the upper unit. */
function withoutFollowers<T extends Entry>(units: readonly T[], existing: ExistingResources): T[] {
    const owners = new Map([...existing.units].map(([key, { id }]) => [id, key]));
    const ids = new Map(units.map(({ key, id }) => [key, id]));
    return units.filter(({ key, id }) => {
        const owner = owners.get(id ?? "");
        const above = parentOf(key);
        if (owner === undefined || owner === key || above === undefined) return true;
        const aboveOwner = owners.get(ids.get(above) ?? "");
        return aboveOwner === undefined || aboveOwner === above || owner !== aboveOwner + key.slice(above.length);
    });
}

function keysOf(entries: readonly { readonly key: string }[]): string[] {
    return entries.map(({ key }) => key);
}
