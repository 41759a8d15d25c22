import type { OrganizationModel, Problem } from "../../definition";
import type { DuplicateResource, ExistingResources } from "../state";

/** The order in which resources are taken out of the state: attachments before the policy and the node that they need. */
const ORDER: readonly DuplicateResource["kind"][] = ["attachment", "policy", "account", "unit"];

/**
 * Refuses a state in which several resources stand for one thing in AWS: a run that leaves one of them out would delete it for all of them.
 * A run that was interrupted after a key had been changed leaves such a state behind.
 *
 * @param location the definition's place.
 */
export function duplicateResources(model: OrganizationModel, existing: ExistingResources, location: string): Problem[] {
    const { duplicates: found = [] } = existing;
    if (found.length === 0) return [];
    const things = found.filter(({ kind }) => kind !== "attachment");
    const described = (things.length > 0 ? things : found).map(
        ({ kind, id, resources }) => `${kind} ${id} as ${resources.map(({ key }) => key).join(" and as ")}`,
    );
    const spare = ORDER.flatMap((wanted) =>
        found.filter(({ kind }) => kind === wanted).flatMap((duplicate) => spareOf(duplicate, model)),
    );
    return [
        {
            place: { file: location },
            path: [],
            message:
                `the state of this stack has ${described.join("; ")}, each of which is one thing in AWS: leaving out one of its keys would delete it there for all of them. ` +
                "A run that was interrupted after a key had been changed has left that behind. Remove from the state what the definition does not name; that changes nothing in AWS:\n" +
                spare.map((urn) => `pulumi state delete '${urn}' --yes`).join("\n"),
        },
    ];
}

/** The resources to take out of the state: all but the one that the definition names, or all but the first if it names none. */
function spareOf({ kind, resources }: DuplicateResource, model: OrganizationModel): string[] {
    const names = {
        policy: new Set(model.policies.map(({ key }) => key)),
        unit: new Set(model.units.map(({ key }) => key)),
        account: new Set(model.accounts.map(({ key }) => key)),
    };
    const targets = new Set(["root", ...names.unit, ...names.account]);
    const isNamed = (key: string): boolean => {
        if (kind !== "attachment") return names[kind].has(key);
        const separator = key.indexOf("@");
        return names.policy.has(key.slice(0, separator)) && targets.has(key.slice(separator + 1));
    };
    const kept = resources.find(({ key }) => isNamed(key)) ?? resources[0];
    return resources.filter((resource) => resource !== kept).map(({ urn }) => urn);
}
