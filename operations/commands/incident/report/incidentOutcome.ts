import { visible } from "../../../../limits";
import type { AwsAnswer } from "../../../cli/awsAnswer";
import { accountIdentity, accountTitle } from "../../quarantine/quarantinedAccount";
import { callersOf, changesOf } from "../judge/eventSummary";
import { trustedAccounts } from "../read/insiders";
import { accessSection } from "./accessSection";
import { callerSection, changeSections, meaningSection, spendingSection } from "./activitySections";
import { credentialSection, ownedRoleSection } from "./credentialSections";
import { incidentMarkdown, type IncidentMarkdown } from "./incidentFile";
import { stateWords, type IncidentReport } from "./incidentReport";
import { incidentSummary, summaryText } from "./incidentSummary";
import { reportWidth, sectionText, textLines } from "./incidentText";
import { minute } from "../read/shownTime";

/** A report for people, for programs and for the issue. */
export interface IncidentOutcome {
    readonly text: string;
    readonly json: Readonly<Record<string, unknown>>;
    readonly markdown: IncidentMarkdown;
}

/**
 * @param columns the terminal's width, if there is one.
 * @param file where the Markdown will be written. Absent: nowhere.
 */
export function incidentOutcome(report: IncidentReport, columns?: number, file?: string): IncidentOutcome {
    const width = reportWidth(columns);
    const summary = incidentSummary(report);
    const sections = [
        credentialSection(report),
        ...changeSections(report).slice(0, 1),
        callerSection(report),
        accessSection(report),
        ...changeSections(report).slice(1),
        ownedRoleSection(report),
        spendingSection(report),
    ];
    return {
        text: [
            [
                ...textLines(
                    `${accountTitle(report.target)}${stateWords(report)}: read ${minute(report.at.toISOString())} (UTC) with ${report.role === undefined ? "the caller's own credentials" : `the role ${visible(report.role)}`}`,
                    width,
                ),
                `It looks back to ${minute(report.since.toISOString())}; --since changes that.`,
            ].join("\n"),
            ...(report.closed === undefined
                ? []
                : [textLines(`! NOT INSIDE: ${visible(report.closed, 1000)}`, width).join("\n")]),
            summaryText(report, summary, width, file),
            ...sections.map((section) => sectionText(section, width)),
            "What is alarming and what to do first is at the top.",
        ].join("\n\n"),
        json: incidentJson(
            report,
            summary.alarms.map((parts) => parts.map(textOf).join("")),
        ),
        markdown: incidentMarkdown(report, summary, [...sections, meaningSection()], file),
    };
}

function textOf(text: string | { readonly outside: string }): string {
    return typeof text === "string" ? text : text.outside;
}

function incidentJson(report: IncidentReport, alarms: readonly string[]): Readonly<Record<string, unknown>> {
    const { target, at, since, role, closed, isQuarantined, grants, identities, trail, spending, judgement } = report;
    const roles = "value" in identities ? identities.value.roles : [];
    return {
        account: accountIdentity(target),
        state: target.state,
        at: at.toISOString(),
        since: since.toISOString(),
        role: role ?? null,
        quarantined: isQuarantined,
        closed: closed ?? null,
        alarms,
        access: grants.map(({ holder, session, until, because, grantedAt }) => ({
            [holder.kind]: holder.key,
            permissionSet: session.permissionSet,
            until: until ?? null,
            because: because ?? null,
            from: grantedAt,
        })),
        identities: answerJson(identities),
        roles: judgement.roles.map(({ role: { name }, isNew, judgement: judged, maker, changedBy }) => ({
            name,
            new: isNew,
            owner: "owner" in judged ? (judged.owner?.words ?? null) : null,
            pretends: "pretends" in judged ? (judged.pretends ?? null) : null,
            madeBy: maker?.caller.title ?? null,
            changedBy,
        })),
        trustedOutside: trustedAccounts(roles).filter((id) => !report.insiders.has(id)),
        usedBy: "value" in trail ? callersOf(trail.value.events, judgement) : null,
        changes: "value" in trail ? changesOf(trail.value.events, judgement) : null,
        events:
            "value" in trail
                ? {
                      count: trail.value.events.length,
                      regions: trail.value.regions,
                      cut: trail.value.cut,
                      unread: trail.value.unread,
                  }
                : answerJson(trail),
        spending: answerJson(spending),
    };
}

function answerJson(answer: AwsAnswer<unknown>): unknown {
    return "value" in answer ? answer.value : { unread: answer.unread };
}
