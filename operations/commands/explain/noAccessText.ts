import { MANAGEMENT_ACCOUNT_KEY } from "../../../definition/access";
import { inYaml, visible } from "../../../limits";
import type { AskedIdentity, ExplainedSession } from "./explainedSessions";
import type { ExplainRequest } from "./explainRequest";
import { grantJson } from "./sessionJson";
import { grantText, whereOf } from "./sessionText";

/** The most permission sets that are named. */
const MAX_SETS = 5;

/** For somebody without access: who has it, and the line that would give it. Permission sets that allow most of what is asked come first. */
export function noAccessText(
    request: ExplainRequest,
    { holder }: AskedIdentity,
    others: readonly ExplainedSession[],
): string {
    const who = visible(holder.key);
    const where = whereOf(request);
    const lines = others.slice(0, MAX_SETS).flatMap(({ session, grants, answers }) => {
        const allowed = answers.filter(({ evaluation }) => evaluation.decision === "allowed").length;
        const says =
            allowed === answers.length
                ? "allows it"
                : allowed > 0
                  ? `allows ${allowed} of ${answers.length}`
                  : "does not allow it, or not surely";
        return [
            `    ${visible(session.permissionSet)}, which ${says}:`,
            ...grants.map((one) => `        ${grantText(one)}`),
        ];
    });
    const [best] = others;
    return [
        `NO ACCESS: ${holder.kind === "group" ? "group " : ""}${who} has no permission set ${where}.`,
        "",
        ...(lines.length > 0 ? ["Who has access there:", ...lines] : ["Nobody has access there."]),
        "",
        "A line of `access` that gives it:",
        `    - { who: ${inYaml(holder.key)}, permissionSet: ${inYaml(best?.session.permissionSet ?? "read-only")}, where: ${whereInYaml(request)}, because: ... }`,
    ].join("\n");
}

/** The same permission sets for a JSON value. */
export function holdersJson(others: readonly ExplainedSession[]): object[] {
    return others.map(({ session, grants }) => ({
        permissionSet: session.permissionSet,
        access: grants.map(grantJson),
    }));
}

function whereInYaml({ account: { key } }: ExplainRequest): string {
    return key === MANAGEMENT_ACCOUNT_KEY ? "{ managementAccount: true }" : `[${inYaml(key)}]`;
}
