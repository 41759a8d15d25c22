import * as path from "node:path";
import type { ReportFileKind } from "../../../../pages/files";
import { countOf, formatCount, list } from "../../../../limits";
import { accountTitle } from "../../quarantine/quarantinedAccount";
import { fittedSections } from "./fittedSections";
import { incidentChecklist, type ChecklistPart } from "./incidentChecklist";
import { stateWords, type IncidentReport } from "./incidentReport";
import type { IncidentSection } from "./incidentSection";
import type { IncidentSummary } from "./incidentSummary";
import { markdownCode, markdownPart, MOST_OF_SENTENCE } from "./markdownText";
import { minute } from "../read/shownTime";

/** The most characters of an issue's text on GitHub: its own message says "body is too long (maximum is 65536 characters)". From memory. */
export const MOST_OF_ISSUE = 65_536;

/** Alarms that the file names. */
const MOST_ALARMS = 20;

/** People tick boxes in such a file and write into it, so that none is ever replaced. */
export const INCIDENT_FILE: ReportFileKind = {
    what: "the checklist",
    example: "incident.md",
    endings: [".md"],
    isReplaceable: () => false,
    refusal: "may hold what somebody has ticked or written",
};

/** The file beside it, for everything that found no room. */
export const INCIDENT_DATA: ReportFileKind = {
    what: "what the checklist has no room for",
    example: "incident.json",
    endings: [".json"],
    isReplaceable: () => false,
    refusal: "may be of another incident",
};

export function dataFileOf(file: string): string {
    const { dir, name } = path.parse(file);
    return path.join(dir, `${name}.json`);
}

/** A file for the issue of an incident. */
export interface IncidentMarkdown {
    readonly text: string;
    /** What is missing in it, as a sentence. Absent if nothing is. */
    readonly cut?: string;
}

/**
 * The checklist and what was found, as Markdown for the issue of the incident. It fits into an issue of GitHub; the checklist is never cut.
 *
 * @param file where it is written.
 */
export function incidentMarkdown(
    report: IncidentReport,
    { alarms, notes, gaps }: IncidentSummary,
    sections: readonly IncidentSection[],
    file = "incident.md",
): IncidentMarkdown {
    const { target, at, since, role, stack, closed } = report;
    const account = target.account;
    const bullet = (parts: (typeof alarms)[number]): string =>
        `- ${parts.map((part) => markdownPart(part, MOST_OF_SENTENCE)).join("")}`;
    const head = [
        `# Incident: ${markdownCode(accountTitle(target))}${stateWords(report)}`,
        "",
        `Read ${minute(at.toISOString())} (UTC) with ${role === undefined ? "the caller's own credentials" : `the role ${markdownCode(role)}`}; it looks back to ${minute(since.toISOString())}. Stack ${markdownCode(stack)}${account ? `, unit ${markdownCode(account.unit)}` : ""}${account?.owner === undefined ? "" : `, owner ${markdownCode(account.owner)}`}.`,
        ...(closed === undefined ? [] : ["", `**Nobody could get into the account:** ${markdownCode(closed, 1_000)}`]),
        "",
        "**This file holds names and addresses: keep it confidential.** Texts as `code` come from AWS, and an intruder may have written them.",
        "",
        ...(role === undefined
            ? []
            : [
                  `Commands that begin with \`aws\` are for the account itself: run them with the credentials of its role ${markdownCode(role)}.`,
                  "",
              ]),
        "## What is alarming",
        "",
        ...(alarms.length === 0 ? ["Nothing stands out in what was read. That proves nothing.", ""] : []),
        ...alarms.slice(0, MOST_ALARMS).map(bullet),
        ...(alarms.length > MOST_ALARMS ? [`- and ${alarms.length - MOST_ALARMS} more, see below`] : []),
        ...[...gaps, ...notes].map(bullet),
        "",
        ...incidentChecklist(report).flatMap(checklistLines),
    ].join("\n");
    const data = path.basename(dataFileOf(file));
    const { markdown, cut, shortened } = fittedSections(
        sections,
        MOST_OF_ISSUE - head.length - 1,
        `${markdownCode(data)} beside this file has all.`,
    );
    const text = [head, ...markdown].join("\n");
    const missing = [
        ...cut.map((one) => `${formatCount(one.missing)} of ${countOf(one.of, "row")} of "${one.heading}"`),
        ...(shortened > 0 ? [`the end of ${countOf(shortened, "long text or list", "long texts and lists")}`] : []),
    ];
    const isTooLong = text.length > MOST_OF_ISSUE;
    if (missing.length === 0 && !isTooLong) return { text };
    return {
        text,
        cut: isTooLong
            ? `The checklist is never cut, and it alone is longer than the ${formatCount(MOST_OF_ISSUE)} characters of an issue: attach the file to the issue`
            : `The file lacks ${list(missing)}, so that it fits into an issue of GitHub (${formatCount(MOST_OF_ISSUE)} characters)`,
    };
}

function checklistLines({ heading, steps }: ChecklistPart): readonly string[] {
    return [
        `## ${heading}`,
        "",
        ...steps.map(
            ({ isDone, text }) =>
                `- [${isDone === true ? "x" : " "}] ${text.map((part) => markdownPart(part)).join("")}`,
        ),
        "",
    ];
}
