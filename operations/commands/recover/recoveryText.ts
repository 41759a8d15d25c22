import { firstLines, listSome } from "../../../limits/messageText";
import { resourceTitle } from "../../cli/exportedState";
import { changeOf, isKept, type Recovery } from "./recoveredResources";
import { CORE } from "../../../program/state";

/** The most lines of one kind. */
const MOST_LINES = 30;

/** What will be done with the state, one line each. */
export function recoverySteps(recoveries: readonly Recovery[]): readonly string[] {
    return [
        ...firstLines(putLines(recoveries), MOST_LINES, (more) => `The same with ${more} more.`),
        ...forgetting(recoveries),
    ];
}

function putLines(recoveries: readonly Recovery[]): readonly string[] {
    return recoveries.flatMap((one) =>
        "put" in one
            ? [
                  `Put into the state what AWS has of ${resourceTitle(one.put.urn)}, which was ${BEING[one.put.kind]}: ${one.found.said}.`,
              ]
            : [],
    );
}

const BEING = { creating: "being created", updating: "being changed", deleting: "being deleted" } as const;

function forgetting(recoveries: readonly Recovery[]): readonly string[] {
    const urns = recoveries.filter((one) => !isKept(one) && !("put" in one)).map((one) => changeOf(one).urn);
    if (urns.length === 0) return [];
    return [`Remove from the state what was being created: ${titles(urns)}.`];
}

/** What this command does not bring in order, and what to do about it. */
export function recoveryWarnings(recoveries: readonly Recovery[], stack: string): readonly string[] {
    const unasked = recoveries.flatMap((one) => ("unasked" in one ? [one.unasked] : []));
    const created = unasked
        .filter(({ kind, type }) => kind === "creating" && type !== CORE.account)
        .map(({ urn }) => urn);
    const changed = unasked.filter(({ kind }) => kind !== "creating").map(({ urn }) => urn);
    const lines = recoveries.flatMap((one) => {
        if ("leave" in one) return [`${resourceTitle(one.leave.urn)} is not put into the state: ${one.why}.`];
        if (!("keep" in one)) return [];
        return [
            `AWS may have made a change of ${resourceTitle(one.keep.urn)} that the state lacks, and the state keeps the pending operation: ${one.why}. Then run this command again.`,
        ];
    });
    return [
        ...firstLines(lines, MOST_LINES, (more) => `The same holds for ${more} more: --json lists them.`),
        ...(created.length === 0
            ? []
            : [
                  `AWS may have made ${titles(created)}, which this command does not look for. What is in the definition, the next \`up\` finds; remove the rest in the console of AWS.`,
              ]),
        ...(changed.length === 0
            ? []
            : [
                  `AWS may have changed ${titles(changed)}: run \`pulumi refresh --stack ${stack}\` before you take back what the killed run was to change.`,
              ]),
    ];
}

/** It is found by its e-mail, in recoverCommand.ts. */

/** What has been done. */
export function recoveredText(recoveries: readonly Recovery[]): readonly string[] {
    const put = recoveries.flatMap((one) => ("put" in one ? [one.put.urn] : []));
    const nothing = recoveries.flatMap((one) => ("forget" in one ? [one.forget.urn] : []));
    const gone = recoveries.flatMap((one) => (isKept(one) ? [] : [changeOf(one).urn]));
    return [
        ...(put.length === 0
            ? []
            : [
                  `The state has what AWS has of ${titles(put)}. The next \`up\` completes what the definition says, and takes away the rest.`,
              ]),
        ...(nothing.length === 0 ? [] : [`AWS has nothing of ${titles(nothing)} that the state lacks.`]),
        ...(gone.length === 0 ? [] : [`Removed from the pending operations: ${titles(gone)}.`]),
    ];
}

export function recoveriesJson(recoveries: readonly Recovery[]): readonly unknown[] {
    return recoveries.map((one) => {
        const { urn, kind } = changeOf(one);
        if ("put" in one)
            return { urn, was: kind, becomes: "in the state", id: one.found.id, outputs: one.found.outputs };
        if ("leave" in one) return { urn, was: kind, becomes: "left in AWS", why: one.why };
        if ("keep" in one) return { urn, was: kind, becomes: "still pending", why: one.why };
        return { urn, was: kind, becomes: "forgotten", looked: "forget" in one };
    });
}

function titles(urns: readonly string[]): string {
    return listSome(urns.map(resourceTitle), MOST_LINES);
}
