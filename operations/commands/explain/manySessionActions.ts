import { list } from "../../../limits/messageText";
import { visible } from "../../../limits";
import type { SessionEvaluation } from "../../../evaluator/identity";
import { combinedDecision, type AskedIdentity, type ExplainedSession, type SessionDecision } from "./explainedSessions";
import type { ExplainRequest } from "./explainRequest";
import { grantText, whereOf } from "./sessionText";

/** The most actions that are named in a group with the same answer. */
const MAX_NAMES = 6;

/** The answers for all actions that match a pattern: permission set by permission set, grouped by answer and by the part that denies. */
export function manyActionsText(
    request: ExplainRequest,
    { holder }: AskedIdentity,
    sessions: readonly ExplainedSession[],
): string {
    const all = counted(request.actions.map((action) => combinedDecision(sessions, action)));
    return [
        `${request.asked} by ${visible(holder.key)} ${whereOf(request)}: of ${request.actions.length} actions ${all}.`,
        ...sessions.flatMap(({ session, grants, answers }) => {
            const groups = new Map<string, string[]>();
            for (const { action, evaluation } of answers) {
                const key = reason(evaluation);
                groups.set(key, [...(groups.get(key) ?? []), action]);
            }
            return [
                "",
                `Permission set ${visible(session.permissionSet)} (${session.place})`,
                ...grants.map((one) => `    ${grantText(one)}`),
                ...[...groups].flatMap(([key, actions]) => [
                    `    ${actions.length} ${key}`,
                    `        ${list(actions, MAX_NAMES)}`,
                ]),
            ];
        }),
        "",
        ...request.notes.map((note) => `Note: ${note}.`),
        "Note: policies of resources are not read. Ask for a single action to see the full reason.",
    ].join("\n");
}

function reason({ decision, deniedBy, dependsOnRole }: SessionEvaluation): string {
    if (decision === "denied") return `denied by ${list(deniedBy)}`;
    return decision === "allowed" ? "allowed" : `depends${dependsOnRole ? " on the name of its role" : ""}`;
}

function counted(decisions: readonly SessionDecision[]): string {
    const words = { allowed: "allowed", undetermined: "depending", denied: "denied", "no access": "without access" };
    return Object.entries(words)
        .map(([decision, word]) => [decisions.filter((one) => one === decision).length, word] as const)
        .filter(([count]) => count > 0)
        .map(([count, word]) => `${count} ${word}`)
        .join(", ");
}
