import type { OrganizationModel } from "../../../definition";
import { situationOf } from "../../../definition/modelSituation";
import { policiesThatBind } from "../../../evaluator/situation";
import { accountNode } from "../../../tree";

/**
 * The regions in which something can be in an account: those that its service control policies leave open, for as long as
 * they have been attached; undefined where none closes any.
 *
 * A region is closed by a Deny for whatever has another `aws:RequestedRegion` (StringNotEquals), as the library's region-deny has it.
 */
export function allowedRegions(model: OrganizationModel, account: string): readonly string[] | undefined {
    const lists = documentsFor(model, account).flatMap(regionsOf);
    const [first, ...others] = lists;
    return first?.filter((region) => others.every((list) => list.includes(region))).sort();
}

/** The service control policies that bind the account. */
function documentsFor(model: OrganizationModel, account: string): unknown[] {
    const attached = policiesThatBind(situationOf(model), accountNode(account));
    return model.policies
        .filter(({ key, type }) => type === "SERVICE_CONTROL_POLICY" && attached.includes(key))
        .map(({ content }) => JSON.parse(content) as unknown);
}

interface Statement {
    readonly Effect?: string;
    readonly NotAction?: unknown;
    readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

function regionsOf(document: unknown): string[][] {
    const { Statement: statements } = document as { Statement?: Statement | readonly Statement[] };
    return [statements].flat().flatMap((statement) => {
        const denied = statement?.Condition?.StringNotEquals?.["aws:RequestedRegion"];
        // A Deny of a few actions says nothing about all the others.
        if (statement?.Effect !== "Deny" || statement.NotAction === undefined || denied === undefined) return [];
        return [[denied].flat()];
    });
}
