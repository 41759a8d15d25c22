import type { PolicyResource } from "@pulumi/policy";
import { ORGANIZATION, UNIT } from "./checkedResources";
import { known, knownText, UNKNOWN } from "./unknownValues";

/** Where a unit or account is: under the root, in one of these units, in a unit that is not of this stack, or not known yet. */
export type Parent =
    | { readonly kind: "root" | "outside" | "unknown" }
    | { readonly kind: "units"; readonly units: readonly PolicyResource[] };

/** Whether an id of AWS is that of the root, as in `r-ab12`. A unit's is `ou-ab12-11111111`. */
export function isRootId(id: string): boolean {
    return id.startsWith("r-");
}

/**
 * Finds the parents of units and accounts in a stack.
 *
 * By ids where they are known; in the preview that creates the units they are not, and then by what Pulumi knows of the
 * property: which resources `parentId` was computed from. If that is several units (through `pulumi.all`, say), all are
 * returned and one of them is the parent.
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
