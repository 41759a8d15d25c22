import type { OrganizationModel, Problem } from "../../definition";
import type { DuplicateResource, ExistingResources } from "../state";

/** The order in which resources are taken out of the state: attachments before what they hang on. */
const ORDER: readonly DuplicateResource["kind"][] = ["attachment", "policy", "account", "unit"];

/**
 * Refuses a state in which several resources mean one thing of AWS: a run that leaves one of them out would delete the thing for all of
 * them. Such a state is left behind by a run that broke off after a key had been changed.
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
                `the state of this stack has ${described.join("; ")}, which is one thing in AWS each: to leave one of the keys out would delete it there for all of them. ` +
                "An earlier run has left that behind which broke off after a key had been changed. Take out of the state what the definition does not name; nothing in AWS changes by it:\n" +
                spare.map((urn) => `pulumi state delete '${urn}' --yes`).join("\n"),
        },
    ];
}

/** The resources to take out of the state: all but the one that the definition names, or else all but the first. */
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
