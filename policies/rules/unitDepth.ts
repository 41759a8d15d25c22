import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";
import { UNIT_DEPTH } from "../../limits";
import { configOf } from "../check/policyConfig";
import { nameOf, subject, UNIT } from "../check/checkedResources";
import { parents, type Parent } from "../check/resourceParents";

const NAME = "unit-depth";

interface Config {
    levels: number;
}

const config = configOf<Config>(NAME, {
    levels: {
        type: "integer",
        minimum: 1,
        maximum: UNIT_DEPTH.max,
        default: UNIT_DEPTH.max,
        description: "The most levels of units, not counting the root",
    },
});

/**
 * Units are not nested deeper than AWS allows, or than this stack allows.
 *
 * It follows `parentId` from unit to unit, and so works in the preview that creates them. A parent outside this stack counts as one level,
 * because there is at least one; an unknown parent counts as none.
 */
export const unitDepth: StackValidationPolicy = {
    name: NAME,
    displayName: "Depth of units",
    description: "Organisational units are not nested too deep.",
    enforcementLevel: "mandatory",
    severity: "medium",
    tags: ["units"],
    remediationSteps: "Give the unit a parent further up. That makes it a new unit, so move its accounts into it.",
    url: UNIT_DEPTH.source.from,
    configSchema: config.schema,
    validateStack(args, report) {
        const { levels } = config.read(args);
        const parentOf = parents(args.resources);
        for (const unit of args.resources.filter(({ type }) => type === UNIT)) {
            const path = shortestPath(unit, parentOf);
            if (path.length <= levels) continue;
            report(
                `${subject(unit)} is on level ${path.length}: ${path.join(" > ")}. At most ${levels} are allowed.\n` +
                    "Give it a parent further up.",
                unit.urn,
            );
        }
    },
};

/** The units from the root down to this one, as far as they are known. */
function shortestPath(
    unit: PolicyResource,
    parentOf: (unit: PolicyResource) => Parent,
    below: readonly PolicyResource[] = [],
): string[] {
    const parent = parentOf(unit);
    const above =
        parent.kind === "units"
            ? parent.units
                  .filter((candidate) => candidate !== unit && !below.includes(candidate))
                  .map((candidate) => shortestPath(candidate, parentOf, [...below, unit]))
                  .reduce<string[] | undefined>(
                      (best, path) => (best && best.length <= path.length ? best : path),
                      undefined,
                  )
            : parent.kind === "outside"
              ? ["(a unit outside this stack)"]
              : [];
    return [...(above ?? []), nameOf(unit)];
}
