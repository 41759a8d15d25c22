import { ACCESS_REPORT_DAYS, ACCESS_REPORT_GAPS, countOf, visible } from "../../../limits";
import { csvText } from "../../../pages/files";
import { table } from "../../cli/table";
import { daysAgo } from "./lookBack";
import type { UsedLine, UsedReport } from "./usedReport";

/** What a person asked for. */
export interface UsedQuestion {
    readonly named: string;
    readonly isGuardrail: boolean;
    readonly days: number;
    readonly isUnused: boolean;
    readonly now: Date;
}

/** The lines that answer the question: the latest use first. */
export function answeredLines({ lines }: UsedReport, { isUnused }: UsedQuestion): readonly UsedLine[] {
    const order = ({ lastAt = "" }: UsedLine): string => lastAt;
    return lines
        .filter(({ isUsed }) => isUsed !== isUnused)
        .sort((one, two) => (order(one) === order(two) ? 0 : order(one) < order(two) ? 1 : -1));
}

export function usedTable(report: UsedReport, question: UsedQuestion, columns: number | undefined): string {
    const { named, isGuardrail, days, isUnused, now } = question;
    const found = answeredLines(report, question);
    const rows = found.map((line) => [
        visible(line.service),
        isGuardrail ? line.place : "",
        line.denied === undefined ? "" : line.denied === "all" ? "entirely" : "in part",
        line.lastAt === undefined ? "not seen" : daysAgo(line.lastAt, now),
        accountsText(line, report),
        visible(line.lastBy ?? ""),
        visible(line.lastFrom ?? ""),
    ]);
    const what = isGuardrail ? `of what ${visible(named)} denies` : `at ${visible(named)}`;
    const others = report.lines.length - found.length;
    const head = isUnused
        ? `${countOf(found.length, "service")} not used in the last ${days} days, ${what}.`
        : `${countOf(found.length, "service")} used in the last ${days} days, ${what}.${others > 0 ? ` ${others} not used: --unused lists them.` : ""}`;
    const names = ["SERVICE", "WHERE", "DENIED", "LAST USED", "ACCOUNTS", "LAST BY", "FROM"];
    return [
        head,
        ...(rows.length > 0 ? [table(names, rows, columns)] : []),
        [...report.notes, ...commonNotes(isGuardrail)].join("\n"),
    ].join("\n\n");
}

/** What AWS's report means, whatever it contains. */
export function commonNotes(isGuardrail: boolean): readonly string[] {
    return [
        `AWS looks back ${ACCESS_REPORT_DAYS.value} days, or less where it began to track a region later. ${ACCESS_REPORT_GAPS.map(({ sentence }) => sentence).join(" ")}`,
        isGuardrail
            ? "A service that attached policies deny entirely already is not in the report, so its use before is not known here."
            : "A service that policies deny entirely at this place is not in the report.",
    ];
}

export function usedJson(report: UsedReport, question: UsedQuestion): object {
    return {
        subject: question.named,
        days: question.days,
        services: answeredLines(report, question),
        accountsAt: Object.fromEntries(report.accounts),
        notes: [...report.notes, ...commonNotes(question.isGuardrail)],
    };
}

export function usedCsv(report: UsedReport, question: UsedQuestion): string {
    const head = [
        "place",
        "service",
        "name",
        "denied",
        "last_used",
        "accounts_since",
        "accounts_ever",
        "last_by",
        "region",
    ];
    return csvText(
        head,
        answeredLines(report, question).map((line) => [
            { text: line.place },
            { text: line.service },
            { text: line.name },
            line.denied ?? "",
            line.lastAt ?? "",
            line.accountsSince === undefined ? "" : String(line.accountsSince.length),
            String(line.accountsEver),
            { text: line.lastBy ?? "" },
            { text: line.lastFrom ?? "" },
        ]),
    );
}

function accountsText({ accountsSince, accountsEver, place }: UsedLine, { accounts }: UsedReport): string {
    const all = accounts.get(place) ?? 0;
    return accountsSince === undefined
        ? `${accountsEver} in ${ACCESS_REPORT_DAYS.value} days`
        : `${accountsSince.length} of ${all}`;
}
