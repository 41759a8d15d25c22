import { countOf, firstOf, formatCount, visible } from "../../../../limits";
import { incidentAlarms, ownChangeNotes } from "../judge/incidentAlarms";
import { trailGaps } from "./activitySections";
import { accountName, isRevoked } from "./incidentChecklist";
import type { IncidentReport } from "./incidentReport";
import { outside, type SectionText } from "./incidentSection";
import { plain, textLines } from "./incidentText";
import {
    keysToSwitchOff,
    passwordCommand,
    passwordsToTake,
    rolesToCorrect,
    strangerNames,
    switchOffCommand,
    trustCommand,
} from "./intruderWays";

const MOST_ALARMS = 12;
/** Keys, and users with a password, and roles, that the first steps name. */
const MOST_NAMED = 3;

/** What is to be done, and the command line for it. Empty: there is none. */
type FirstStep = readonly [what: string, command: string];

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
function firstSteps(report: IncidentReport, file: string | undefined): readonly FirstStep[] {
    const { isQuarantined, stack, target, managementAccountId, closed } = report;
    const account = accountName(target);
    const isManagement = target.id === managementAccountId;
    const stop: FirstStep = ["Deny everything in the account:", `./org quarantine ${account} --stack ${stack}`];
    const write: FirstStep = [
        "Write the checklist with everything found, for the issue of the incident:",
        `./org incident ${account} --file incident.md --stack ${stack}`,
    ];
    return [
        ...(isQuarantined || isManagement ? [] : [stop]),
        ...(isManagement || closed !== undefined || isRevoked(report) ? [] : [revokingStep(report)]),
        ...keySteps(report),
        ...passwordSteps(report),
        ...trustSteps(report),
        file === undefined ? write : [`Go through the checklist in ${visible(file)}.`, ""],
    ];
}

/** What this run has revoked already is left out. */
function revokingStep({ target, stack, revocation }: IncidentReport): FirstStep {
    const others = revocation === undefined ? "" : " that still have them";
    const command = `./org incident ${accountName(target)} --revoke-sessions --stack ${stack}`;
    return [`End the sessions of its roles${others}:`, command];
}

function keySteps(report: IncidentReport): readonly FirstStep[] {
    const { shown, more } = firstOf(keysToSwitchOff(report), MOST_NAMED);
    return [
        ...shown.map(({ user, key }) =>
            insideStep(
                report,
                `Switch off the access key ${visible(key.id)} of user ${visible(user)}`,
                switchOffCommand(user, key.id),
            ),
        ),
        ...moreStep(more, (count) => `Switch off the other ${countOf(count, "active key")}`),
    ];
}

function passwordSteps(report: IncidentReport): readonly FirstStep[] {
    const { shown, more } = firstOf(passwordsToTake(report), MOST_NAMED);
    return [
        ...shown.map(({ name }) =>
            insideStep(report, `Take the password away from user ${visible(name)}`, passwordCommand(name)),
        ),
        ...moreStep(more, (count) => `Take the password away from ${countOf(count, "other user")}`),
    ];
}

function trustSteps(report: IncidentReport): readonly FirstStep[] {
    const { shown, more } = firstOf(rolesToCorrect(report), MOST_NAMED);
    return [
        ...shown.map(({ name, strangers }) =>
            insideStep(
                report,
                `Write the trust of role ${visible(name)} without ${strangerNames(strangers)} into trust.json, and set it`,
                trustCommand(name),
            ),
        ),
        ...moreStep(more, (count) => `Correct the trust of ${countOf(count, "other role")}`),
    ];
}

/** A step in the account itself. */
function insideStep({ role }: IncidentReport, what: string, command: string | undefined): FirstStep {
    const as = role === undefined ? "" : `, as the role ${visible(role)} of the account`;
    return [command === undefined ? `${what}${as} in the console.` : `${what}${as}:`, command ?? ""];
}

function moreStep(more: number, what: (count: number) => string): readonly FirstStep[] {
    return more > 0 ? [[`${what(more)}: the checklist names them.`, ""]] : [];
}
