import type { OrganizationModel, Problem } from "../../definition";
import type { ExistingResources } from "../state";
import { parentOf } from "./unitKeyParts";

/** What a definition can take over by an `id`. */
type Kind = "policy" | "unit" | "account";

interface Entry {
    readonly key: string;
    readonly id?: string;
    /** The id of the account in whose place it is created. */
    readonly replaces?: string;
    readonly place: Problem["place"];
    readonly path: Problem["path"];
}

/**
 * Refuses an `id` that another key of the stack owns, and an `id` that differs from what the stack has under the same key. If a key is
 * changed, Pulumi imports the new key and deletes the old one at the end of the run, and in AWS both are the same thing.
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
 * Refuses two entries that have one id once AWS has been looked at: one has it in the definition, the other was found by its name or
 * e-mail.
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

/** Refuses an id beside another type: a policy of another type is another policy, with another id. */
function otherTypes({ policies }: OrganizationModel, existing: ExistingResources): Problem[] {
    return policies.flatMap(({ key, id, type, place, path }): Problem[] => {
        const before = existing.policies.get(key);
        if (id === undefined || before?.id !== id || before.type === undefined || before.type === type) return [];
        return [
            {
                place,
                path: [...path, "id"],
                message:
                    `policy ${key} (${id}) is a ${before.type}, and the definition makes a ${type} of it, which is another policy to AWS. ` +
                    "Leave the id out: the new one is attached, and the old one deleted then",
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
        if (owner !== undefined) {
            const has = `${kind} ${key} has the id ${id}, which is ${kind} ${owner} of this stack. `;
            return [problem(has + (inDefinition.has(owner) ? twoEntries(kind, owner) : newKey(kind, key, owner)))];
        }
        // The acknowledgement says that this very account was let go for the one that the stack has now.
        if (own === undefined || own === id || replaces === id) return [];
        return [
            problem(
                `${kind} ${key} is ${own} in this stack, and the definition says ${id}. An id says what is taken over, once, and exchanges nothing for something else. ` +
                    `Write id: ${quoted(kind, own)} or leave it out. To take over ${id} as well, give it an entry with a key of its own`,
            ),
        ];
    });
}

/** YAML reads twelve digits as a number. */
function quoted(kind: Kind, id: string): string {
    return kind === "account" ? `"${id}"` : id;
}

function twoEntries(kind: Kind, owner: string): string {
    return (
        `What AWS has once has one entry in the definition: when one of two is left out, it is ${kind === "account" ? "closed or let go" : "deleted"} for both. ` +
        `Take this entry out, and use ${owner} instead; or leave the id out, for a new ${kind}`
    );
}

function newKey(kind: Kind, key: string, owner: string): string {
    if (kind === "policy") {
        return (
            "A policy's key is its identity: under a new key it would be imported, and then deleted in AWS as the old key's. " +
            `Keep the key ${owner}. To rename the policy in AWS, write \`name\` beside it`
        );
    }
    if (kind === "account") {
        return `An account's key is its identity: keep the key ${owner}. To rename the account in AWS, write \`name\` beside it`;
    }
    if (parentOf(key) === parentOf(owner)) {
        return (
            "The keys that lead to a unit are its identity: under a new key it would be imported, and then deleted in AWS as the old key's. " +
            `Keep the key ${owner}. To rename the unit in AWS, write \`name\` beside it`
        );
    }
    return (
        `AWS cannot move a unit: put it back to ${owner}. To have it elsewhere, in two steps: make a new unit there, without the id, and move its accounts to it; ` +
        "apply that; and then leave the old unit out"
    );
}

/** Without the units below a unit with a new key, which have new keys too: that is reported once, for the upper unit. */
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
