import type { PolicyResource } from "@pulumi/policy";
import { ORGANIZATION, UNIT } from "./checkedResources";
import { known, knownText, UNKNOWN } from "./unknownValues";

/**
 * The parent of a unit or account: the root, one of these units, a unit outside this stack, or unknown.
 *
 * This is not the OrganizationTree of tree/: that has one parent for each node, and in a preview a parent may be unknown or one of several.
 */
export type Parent =
    | { readonly kind: "root" | "outside" | "unknown" }
    | { readonly kind: "units"; readonly units: readonly PolicyResource[] };

/** Whether an id is that of a root (`r-ab12`) and not of a unit (`ou-ab12-11111111`). */
export function isRootId(id: string): boolean {
    return id.startsWith("r-");
}

/**
 * Finds the parents of units and accounts in a stack.
 *
 * It goes by ids where they are known. In the preview that creates the units they are not: then it goes by the resources from which Pulumi
 * computed `parentId`. Where those are several units (as with `pulumi.all`), all are returned, and one of them is the parent.
 */
export function parents(resources: readonly PolicyResource[]): (child: PolicyResource) => Parent {
    const unitsById = new Map<string, PolicyResource>();
    for (const unit of resources.filter(({ type }) => type === UNIT)) {
        const id = knownText(() => unit.props.id as unknown);
        if (id !== undefined) unitsById.set(id, unit);
    }
    return (child) => {
        const parentId = known(() => child.props.parentId as unknown);
        if (typeof parentId === "string") {
            if (isRootId(parentId)) return { kind: "root" };
            const unit = unitsById.get(parentId);
            return unit === undefined ? { kind: "outside" } : { kind: "units", units: [unit] };
        }
        if (parentId !== UNKNOWN) return { kind: "root" };

        const origins = child.propertyDependencies.parentId ?? [];
        const units = origins.filter(({ type }) => type === UNIT);
        if (units.length > 0) return { kind: "units", units };
        const isRoot = origins.length > 0 && origins.every(({ type }) => type === ORGANIZATION);
        return { kind: isRoot ? "root" : "unknown" };
    };
}
