import { countOf, firstOf, formatCount, visible } from "../../../../limits";
import { incidentAlarms, ownChangeNotes } from "../judge/incidentAlarms";
import { trailGaps } from "./activitySections";
import { accountName, isRevoked, keysToSwitchOff, switchOffCommand } from "./incidentChecklist";
import type { IncidentReport } from "./incidentReport";
import { outside, type SectionText } from "./incidentSection";
import { plain, textLines } from "./incidentText";

const MOST_ALARMS = 12;
const MOST_KEYS = 3;

/** What stands out in an account. */
export interface IncidentSummary {
    readonly alarms: readonly (readonly SectionText[])[];
    /** What is no alarm, and should be asked. */
    readonly notes: readonly (readonly SectionText[])[];
    /** What was not read, so that nothing is known of it. */
    readonly gaps: readonly (readonly SectionText[])[];
}

export function incidentSummary(report: IncidentReport): IncidentSummary {
    const { identities, trail, spending, closed } = report;
    const unread: readonly (readonly [string, typeof identities | typeof trail | typeof spending])[] = [
        ["users, roles and keys", identities],
        ["who used it and what changed", trail],
        ["what it costs", spending],
    ];
    const missing = unread.flatMap(([what, answer]) => ("value" in answer ? [] : [what]));
    return {
        alarms: incidentAlarms(report).map((alarm) => [outside(alarm)]),
        notes: ownChangeNotes(report).map((note) => [outside(note)]),
        gaps: [
            ...(closed === undefined && missing.length > 0
                ? [[`NOT READ: ${missing.join("; ")}. The reasons are below`]]
                : []),
            ...("value" in trail && trailGaps(trail.value).length > 0
                ? [["NOT READ: some of what happened. WHO USED IT says where, and why"]]
                : []),
        ],
    };
}

/**
 * What is alarming and what to do first, in a few lines.
 *
 * @param file where the checklist is written in this run. Absent: nowhere.
 */
export function summaryText(
    report: IncidentReport,
    summary: IncidentSummary,
    width: number,
    file: string | undefined,
): string {
    const { alarms, notes, gaps } = summary;
    const bullet = (parts: readonly SectionText[], mark = "!"): string[] => {
        const [first = "", ...rest] = textLines(parts.map((part) => plain(part, 400)).join(""), width - 2);
        return [`${mark} ${first}`, ...rest.map((line) => `  ${line}`)];
    };
    const { shown, more } = firstOf(alarms, MOST_ALARMS);
    return [
        "WHAT IS ALARMING",
        ...(alarms.length === 0 ? quietLines(report, width) : shown.flatMap((alarm) => bullet(alarm))),
        ...(more > 0 ? [`... and ${formatCount(more)} more, see below`] : []),
        ...gaps.flatMap((gap) => bullet(gap)),
        ...notes.flatMap((note) => bullet(note, "?")),
        "",
        `WHAT TO DO FIRST${alarms.length === 0 ? " IF SOMEBODY HAS BROKEN IN" : ""}`,
        ...firstSteps(report, file).flatMap(([what, how], index) => [
            ...textLines(what, width - 3).map((line, at) => `${at === 0 ? `${index + 1}.` : "  "} ${line}`),
            ...(how === "" ? [] : [`   ${how}`]),
        ]),
    ].join("\n");
}

function quietLines({ identities, trail }: IncidentReport, width: number): readonly string[] {
    return "value" in identities && "value" in trail
        ? textLines(
              "Nothing stands out in what was read. That proves nothing: go through WHO USED IT and ask whether it is somebody of yours.",
              width,
          )
        : ["Too little was read to say it. The reasons are with NOT INSIDE and NOT READ."];
}

/** Steps with their command lines, which stay whole so that they can be copied. */
function firstSteps(report: IncidentReport, file: string | undefined): readonly (readonly [string, string])[] {
    const { isQuarantined, stack, target, managementAccountId, closed, role } = report;
    const account = accountName(target);
    const isManagement = target.id === managementAccountId;
    const { shown, more } = firstOf(keysToSwitchOff(report), MOST_KEYS);
    return [
        ...(isQuarantined || isManagement
            ? []
            : [["Deny everything in the account:", `./org quarantine ${account} --stack ${stack}`] as const]),
        ...(isManagement || closed !== undefined || isRevoked(report) ? [] : [revokingStep(report)]),
        ...shown.map(({ user, key }) => {
            const command = switchOffCommand(user, key.id);
            const as = role === undefined ? "" : `, as the role ${visible(role)} of the account`;
            const what = `Switch off the access key ${visible(key.id)} of user ${visible(user)}${as}`;
            return [command === undefined ? `${what} in the console.` : `${what}:`, command ?? ""] as const;
        }),
        ...(more > 0
            ? [[`Switch off the other ${countOf(more, "active key")}: the checklist names them.`, ""] as const]
            : []),
        file === undefined
            ? [
                  "Write the checklist with everything found, for the issue of the incident:",
                  `./org incident ${account} --file incident.md --stack ${stack}`,
              ]
            : [`Go through the checklist in ${visible(file)}.`, ""],
    ];
}

/** What this run has revoked already is left out. */
function revokingStep({ target, stack, revocation }: IncidentReport): readonly [string, string] {
    const others = revocation === undefined ? "" : " that still have them";
    const command = `./org incident ${accountName(target)} --revoke-sessions --stack ${stack}`;
    return [`End the sessions of its roles${others}:`, command];
}
