import { isDeepStrictEqual } from "node:util";
import { parsedJson } from "../../../evaluator/policyDocument";
import { ROOT_UNIT, type OrganizationModel } from "../../../definition";
import { tagsInAws } from "../../../definition/unitMarks";
import { sameJson } from "./jsonText";
import type { GovernedNode, Inventory } from "./inventory";

/**
 * Compares a loaded definition with AWS, field by field. A difference would show as a change in the first preview.
 *
 * @param inventory the part of the organisation that the definition holds.
 * @param unsaid ids of the root, units and accounts for which `fullAccess: false` was not written. They stay unchanged.
 * @returns one text for each difference; none if the definition matches AWS.
 */
export function differences(
    model: OrganizationModel,
    inventory: Inventory,
    unsaid: ReadonlySet<string> = new Set(),
): string[] {
    const found: string[] = [];
    const same = (what: string, field: string, aws: unknown, definition: unknown): void => {
        if (isDeepStrictEqual(aws, definition)) return;
        found.push(
            `${what}: ${field} is ${JSON.stringify(aws)} in AWS, and ${JSON.stringify(definition)} in the definition`,
        );
    };
    const { organization, root, units, accounts, policies } = inventory;
    same("organisation", "id", organization.id, model.id);
    same("organisation", "featureSet", organization.featureSet, model.featureSet);
    same("organisation", "serviceAccess", organization.serviceAccess, model.serviceAccess);
    same("organisation", "policyTypes", organization.policyTypes, model.policyTypes);

    const policyIds = new Map(model.policies.map(({ key, id }) => [key, id]));
    const unitIds = new Map<string | undefined, string | undefined>([
        [undefined, root.id],
        [ROOT_UNIT, root.id],
        ...model.units.map(({ key, id }) => [key, id] as const),
    ]);
    const governed = (
        what: string,
        aws: GovernedNode,
        definition: { readonly guardrails: readonly string[]; readonly fullAccess: boolean },
    ): void => {
        const attached = definition.guardrails.map((key) => policyIds.get(key) ?? key).sort();
        same(what, "policies", aws.policies, attached);
        same(what, "fullAccess", aws.fullAccess || unsaid.has(aws.id), definition.fullAccess);
    };
    governed("root", root, model);
    pairs("unit", units, model.units, found, (what, aws, unit) => {
        same(what, "name", aws.name, unit.name);
        same(what, "parent", aws.parent, unitIds.get(unit.parent));
        same(what, "tags", sorted(aws.tags), sorted(tagsInAws(unit)));
        governed(what, aws, unit);
    });
    pairs("account", accounts, model.accounts, found, (what, aws, account) => {
        same(what, "name", aws.name, account.name);
        same(what, "email", aws.email, account.email);
        same(what, "parent", aws.parent, unitIds.get(account.unit));
        same(what, "tags", sorted(aws.tags), sorted(account.tags));
        governed(what, aws, account);
    });
    pairs("policy", policies, model.policies, found, (what, aws, policy) => {
        same(what, "name", aws.name, policy.name);
        same(what, "type", aws.type, policy.type);
        same(what, "description", aws.description, policy.description);
        same(what, "tags", sorted(aws.tags), sorted(policy.tags));
        if (!sameJson(parsedJson(aws.content), parsedJson(policy.content))) found.push(`${what}: the documents differ`);
    });
    return found;
}

/** Pairs of things in AWS and in the definition with the same id. Something that one side lacks is a difference. */
function pairs<A extends { readonly id: string }, D extends { readonly id?: string; readonly key: string }>(
    kind: string,
    aws: readonly A[],
    definition: readonly D[],
    found: string[],
    compare: (what: string, one: A, other: D) => void,
): void {
    const byId = new Map(definition.map((one) => [one.id, one]));
    for (const one of aws) {
        const other = byId.get(one.id);
        if (other) compare(`${kind} ${other.key} (${one.id})`, one, other);
        else found.push(`${kind} ${one.id} is not in the definition`);
        byId.delete(one.id);
    }
    for (const { key } of byId.values()) found.push(`${kind} ${key} is in the definition, and not in AWS`);
}

/** Sorts keys, so that equal maps read the same in messages. */
function sorted(tags: Readonly<Record<string, string>>): Record<string, string> {
    return Object.fromEntries(Object.entries(tags).sort(([one], [two]) => (one < two ? -1 : 1)));
}
