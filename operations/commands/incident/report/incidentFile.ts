import type { ReportFileKind } from "../../../../pages/files";
import { accountTitle } from "../../quarantine/quarantinedAccount";
import { minute } from "./accessSection";
import { incidentChecklist, type ChecklistPart } from "./incidentChecklist";
import { stateWords, type IncidentReport } from "./incidentReport";
import type { IncidentSection } from "./incidentSection";
import { markdownCode, markdownPart, sectionMarkdown } from "./markdownText";

/** People tick boxes in such a file and write into it, so that none is ever replaced. */
export const INCIDENT_FILE: ReportFileKind = {
    what: "the checklist",
    example: "incident.md",
    endings: [".md"],
    isReplaceable: () => false,
    refusal: "may hold what somebody has ticked or written",
};

/** The checklist and what was found, as Markdown for the issue of the incident. */
export function incidentMarkdown(report: IncidentReport, sections: readonly IncidentSection[]): string {
    const { target, at, since, role, stack, closed } = report;
    const account = target.account;
    return [
        `# Incident: ${markdownCode(accountTitle(target))}${stateWords(report)}`,
        "",
        `Read ${minute(at.toISOString())} (UTC) with ${role === undefined ? "the caller's own credentials" : `the role ${markdownCode(role)}`}; it looks back to ${minute(since.toISOString())}. Stack ${markdownCode(stack)}${account ? `, unit ${markdownCode(account.unit)}` : ""}${account?.owner === undefined ? "" : `, owner ${markdownCode(account.owner)}`}.`,
        ...(closed === undefined ? [] : ["", `**Nobody could get into the account:** ${markdownCode(closed)}`]),
        "",
        "**This file holds names and addresses: keep it confidential.** Texts as `code` come from AWS, and an intruder may have written them.",
        "",
        ...incidentChecklist(report).flatMap(checklistLines),
        ...sections.map(sectionMarkdown),
    ].join("\n");
}

function checklistLines({ heading, steps }: ChecklistPart): readonly string[] {
    return [
        `## ${heading}`,
        "",
        ...steps.map(({ isDone, text }) => `- [${isDone === true ? "x" : " "}] ${text.map(markdownPart).join("")}`),
        "",
    ];
}
