import * as path from "node:path";
import type { ReportFileKind } from "../../../../pages/files";
import { list } from "../../../../limits";
import { accountTitle } from "../../quarantine/quarantinedAccount";
import { fittedSections } from "./fittedSections";
import { incidentChecklist, type ChecklistPart } from "./incidentChecklist";
import { stateWords, type IncidentReport } from "./incidentReport";
import type { IncidentSection } from "./incidentSection";
import type { IncidentSummary } from "./incidentSummary";
import { markdownCode, markdownPart } from "./markdownText";
import { minute } from "./reportWords";

/** The most characters of an issue's text on GitHub: its own message says "body is too long (maximum is 65536 characters)". From memory. */
export const MOST_OF_ISSUE = 65_536;

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
    { alarms, gaps }: IncidentSummary,
    sections: readonly IncidentSection[],
    file = "incident.md",
): IncidentMarkdown {
    const { target, at, since, role, stack, closed } = report;
    const account = target.account;
    const bullet = (parts: (typeof alarms)[number]): string => `- ${parts.map(markdownPart).join("")}`;
    const head = [
        `# Incident: ${markdownCode(accountTitle(target))}${stateWords(report)}`,
        "",
        `Read ${minute(at.toISOString())} (UTC) with ${role === undefined ? "the caller's own credentials" : `the role ${markdownCode(role)}`}; it looks back to ${minute(since.toISOString())}. Stack ${markdownCode(stack)}${account ? `, unit ${markdownCode(account.unit)}` : ""}${account?.owner === undefined ? "" : `, owner ${markdownCode(account.owner)}`}.`,
        ...(closed === undefined ? [] : ["", `**Nobody could get into the account:** ${markdownCode(closed)}`]),
        "",
        "**This file holds names and addresses: keep it confidential.** Texts as `code` come from AWS, and an intruder may have written them.",
        "",
        "## What is alarming",
        "",
        ...(alarms.length === 0 ? ["Nothing stands out in what was read. That proves nothing.", ""] : []),
        ...alarms.slice(0, MOST_ALARMS).map(bullet),
        ...(alarms.length > MOST_ALARMS ? [`- and ${alarms.length - MOST_ALARMS} more, see below`] : []),
        ...gaps.map(bullet),
        "",
        ...incidentChecklist(report).flatMap(checklistLines),
    ].join("\n");
    const data = path.basename(dataFileOf(file));
    const { markdown, cut } = fittedSections(
        sections,
        MOST_OF_ISSUE - head.length - 1,
        `${markdownCode(data)} beside this file has all.`,
    );
    const text = [head, ...markdown].join("\n");
    if (cut.length === 0) return { text };
    const parts = cut.map(({ heading, missing, of }) => `${missing} of ${of} rows of "${heading}"`);
    return {
        text,
        cut: `An issue of GitHub holds ${MOST_OF_ISSUE.toLocaleString("en")} characters, so that the file lacks ${list(parts)}`,
    };
}

const MOST_ALARMS = 40;

function checklistLines({ heading, steps }: ChecklistPart): readonly string[] {
    return [
        `## ${heading}`,
        "",
        ...steps.map(({ isDone, text }) => `- [${isDone === true ? "x" : " "}] ${text.map(markdownPart).join("")}`),
        "",
    ];
}
