import { regionDeny } from "../../guardrails/library/regionDeny";
import { list, POLICY_DESCRIPTION, regionError, unknownRegion } from "../../limits";
import { nodePolicyKey } from "./nodePolicyKey";
import type { PolicyContext } from "./policyContext";
import type { OrganizationNode } from "../../tree";
import type { PolicyModel } from "../model";
import type { Path, Report } from "../problemReport";
import type { RegionsInput } from "../schema";

/** Whether a policy was made from `regions` of the root, a unit or an account. */
export function isRegionsPolicy({ path }: Pick<PolicyModel, "path">): boolean {
    return path.at(-1) === "regions" && path[0] !== "policies";
}

/**
 * The region-deny policy that `regions` of the root, a unit or an account becomes. It is attached to that node. Its key does not depend on
 * the list, so a changed list updates the document in place, and the node is never without the guardrail.
 *
 * It spares the organisation's break-glass role, as a quarantine does: somebody must be able to clean up in other regions.
 *
 * @returns undefined if the list has mistakes, which are reported.
 */
export function regionsPolicy(
    node: OrganizationNode,
    input: RegionsInput,
    path: Path,
    { report, tags, breakGlassRole }: PolicyContext,
): PolicyModel | undefined {
    const isList = Array.isArray(input);
    const { only: regions, alsoAllowed = [] } = isList ? { only: input } : input;
    const areNamesRight = checkNames(regions, isList ? path : [...path, "only"], report);
    if (!checkActions(alsoAllowed, [...path, "alsoAllowed"], report) || !areNamesRight) return undefined;
    const parameters = { regions, alsoAllowed, exemptRoles: [`arn:*:iam::*:role/${breakGlassRole}`] };
    const parsed = regionDeny.parameters.safeParse(parameters);
    // The role's name is wrong. That is reported where it is written.
    if (!parsed.success) return undefined;
    const description = `Work happens in ${list([...regions].sort())} only; global services stay usable.`;
    return {
        ...nodePolicyKey("regions", node),
        type: regionDeny.type,
        description: description.length > POLICY_DESCRIPTION.max ? regionDeny.description : description,
        content: JSON.stringify(regionDeny.document(parsed.data)),
        tags,
        place: report.placeOf(path),
        path,
    };
}

function checkActions(actions: readonly string[], path: Path, report: Report): boolean {
    const found = regionDeny.parameters.safeParse({ regions: ["eu-central-1"], alsoAllowed: actions });
    for (const { path: at, message } of found.error?.issues ?? []) {
        const index = Number(at.at(-1));
        report.add([...path, index], `${JSON.stringify(actions[index])} is not an action: ${message}`);
    }
    return found.success;
}

/**
 * Checks that each region exists in AWS and is named once. A code that this program does not know is refused, because a typing mistake
 * would deny everything in the intended region. A policy made from the guardrail region-deny accepts any code
 * that has the form of one.
 */
function checkNames(regions: readonly string[], path: Path, report: Report): boolean {
    let isRight = true;
    const seen = new Set<string>();
    for (const [index, region] of regions.entries()) {
        const wrong = unknownCode(region) ?? (seen.has(region) ? `names ${region} a second time: keep one` : undefined);
        seen.add(region);
        if (wrong === undefined) continue;
        report.add([...path, index], wrong);
        isRight = false;
    }
    if (regions.length === 0) report.add(path, "is an empty list: give at least 1 entry");
    return isRight && regions.length > 0;
}

function unknownCode(region: string): string | undefined {
    const unknown = unknownRegion(region);
    if (unknown === undefined || regionError(region) !== undefined) return unknown;
    return `${unknown} If AWS has added it since, make a policy of your own from the guardrail region-deny, which takes codes that are new`;
}
