import { describeAccount } from "../../../../aws/organization";
import { fewAtATime } from "../../../../aws/fewAtATime";
import { visible } from "../../../../limits";
import { answerOf, type AwsAnswer } from "../../../cli/awsAnswer";
import type { CommandContext } from "../../../cli/commandContext";
import { accountIdentity, accountTitle } from "../../quarantine/quarantinedAccount";
import { callersOf, changesOf } from "../judge/eventSummary";
import { MEANINGS } from "../judge/notableEvents";
import { accessSection, credentialSection, minute, trustedAccounts } from "./accessSection";
import { callerSection, changeSection, spendingSection } from "./activitySections";
import { accountName } from "./incidentChecklist";
import { incidentMarkdown } from "./incidentFile";
import { stateWords, type IncidentReport } from "./incidentReport";
import type { IncidentSection } from "./incidentSection";
import { sectionText } from "./incidentText";

/** Accounts that roles trust and that are looked up. Each takes a call. */
const MOST_LOOK_UPS = 20;
const AT_A_TIME = 5;

/** A report for people, for programs and for the issue. */
export interface IncidentOutcome {
    readonly text: string;
    readonly json: Readonly<Record<string, unknown>>;
    readonly markdown: string;
}

export async function incidentOutcome(context: CommandContext, report: IncidentReport): Promise<IncidentOutcome> {
    const insiders = await insidersOf(context, report);
    const sections: readonly IncidentSection[] = [
        accessSection(report, insiders),
        credentialSection(report),
        callerSection(report),
        changeSection(report),
        spendingSection(report),
    ];
    const next = report.isQuarantined
        ? []
        : [`To deny everything in the account: ./org quarantine ${accountName(report.target)} --stack ${report.stack}`];
    return {
        text: [
            `${accountTitle(report.target)}${stateWords(report)}: read ${minute(report.at.toISOString())} (UTC) with ${report.role === undefined ? "the caller's own credentials" : `the role ${visible(report.role)}`}, back to ${minute(report.since.toISOString())}`,
            ...(report.closed === undefined ? [] : [`! NOT INSIDE: ${visible(report.closed, 1000)}`]),
            ...sections.map((section) => sectionText(section, context.columns)),
            ...next,
        ].join("\n\n"),
        json: incidentJson(report, insiders),
        markdown: incidentMarkdown(report, [...sections, meaningSection()]),
    };
}

/** The ids of the accounts of the organisation among those that roles trust. What AWS does not answer counts as inside nothing. */
async function insidersOf(
    { clients }: CommandContext,
    { identities, target }: IncidentReport,
): Promise<ReadonlySet<string>> {
    const { managementAccountId } = await clients.organization();
    const own = [target.id, managementAccountId];
    const others = trustedAccounts(identities)
        .filter((id) => !own.includes(id))
        .slice(0, MOST_LOOK_UPS);
    const found = await fewAtATime(others, AT_A_TIME, (id) =>
        answerOf(() => describeAccount(clients.organizationCalls, id)),
    );
    return new Set([
        ...own,
        ...others.filter((_, index) => {
            const answer = found[index];
            return answer && "value" in answer && answer.value !== undefined;
        }),
    ]);
}

function meaningSection(): IncidentSection {
    return {
        heading: "What the words under MAY MEAN say",
        words: [["A call with such a word may be daily work. It is named because intruders use it."]],
        head: ["WORD", "MEANS"],
        rows: Object.entries(MEANINGS).map(([word, meaning]) => [word, meaning]),
    };
}

function incidentJson(report: IncidentReport, insiders: ReadonlySet<string>): Readonly<Record<string, unknown>> {
    const { target, at, since, role, closed, isQuarantined, grants, identities, trail, spending } = report;
    return {
        account: accountIdentity(target),
        state: target.state,
        at: at.toISOString(),
        since: since.toISOString(),
        role: role ?? null,
        quarantined: isQuarantined,
        closed: closed ?? null,
        access: grants.map(({ holder, session, until, because, grantedAt }) => ({
            [holder.kind]: holder.key,
            permissionSet: session.permissionSet,
            until: until ?? null,
            because: because ?? null,
            from: grantedAt,
        })),
        identities: answerJson(identities),
        trustedOutside: trustedAccounts(identities).filter((id) => !insiders.has(id)),
        usedBy: "value" in trail ? callersOf(trail.value.events) : null,
        changes: "value" in trail ? changesOf(trail.value.events) : null,
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
