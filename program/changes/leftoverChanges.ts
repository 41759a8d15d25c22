import type { ResourceChange, ReviewedChange } from "../../definition/feature";
import { countOf, visible } from "../../limits";
import { CORE } from "../state";

/**
 * What a run deletes because an earlier one has replaced it and did not get so far. The definition has nothing of it, and the stack has
 * another resource of the same name.
 */
export function leftoverChanges(changes: readonly ResourceChange[]): readonly ReviewedChange[] {
    const leftovers = changes.filter(({ leftoverId }) => leftoverId !== undefined);
    const others = leftovers.filter(({ type }) => type !== CORE.account);
    return [
        ...leftovers.filter(({ type }) => type === CORE.account).map(leftoverAccount),
        ...(others.length > 0 ? [leftoverResources(others)] : []),
    ];
}

function leftoverAccount({ urn, name, operation, leftoverId = "" }: ResourceChange): ReviewedChange {
    const id = visible(leftoverId);
    return {
        kind: "replaced-account-leaves",
        subject: "accounts",
        risk: "danger",
        isIrreversible: true,
        text: `The old account of ${visible(name)} (${id}), which an earlier run has replaced, ${operation === "forget" ? "leaves the stack, and stays in AWS" : "is removed from the organisation"}.`,
        details: ["The earlier run did not get so far."],
        resources: [urn],
        acknowledge: `remove the replaced account ${id}`,
    };
}

function leftoverResources(all: readonly ResourceChange[]): ReviewedChange {
    return {
        kind: "leftovers-deleted",
        subject: "other",
        risk: "attention",
        text: `${countOf(all.length, "resource")}, which an earlier run has replaced and did not get to delete, ${all.length === 1 ? "is" : "are"} deleted.`,
        details: all.map(
            ({ type, name, leftoverId = "" }) =>
                `${type.split(":").at(-1) ?? type} ${visible(name)} (${visible(leftoverId)}).`,
        ),
        resources: all.map(({ urn }) => urn),
    };
}
