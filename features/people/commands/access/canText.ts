import type { OrganizationModel } from "../../../../definition/model";
import { countOf, visible } from "../../../../limits";
import { csvText, type CsvCell } from "../../../../pages/files";
import { table } from "../../../../operations/cli";
import type { CanLine, CanReport } from "../../can/canReport";
import { ANSWERS, type CanQuestion } from "../../can/setAnswers";
import { MANAGEMENT_ACCOUNT, type AccessReport } from "../../matrix";
import { accountsText, namesText } from "./accessTableText";

/** Who can do something where, for the terminal. */
export function canTable(
    report: AccessReport,
    { lines, answers }: CanReport,
    question: CanQuestion,
    spine: OrganizationModel,
    columns?: number,
): string {
    const count = (answer: CanLine["answer"]): number =>
        new Set(answers.filter((one) => one.answer === answer).map(({ line }) => `${line.kind} ${line.who}`)).size;
    const counted = ANSWERS.filter((answer) => count(answer) > 0).map(
        (answer) => `${answer} for ${countOf(count(answer), "person or group", "people and groups")}`,
    );
    const where = question.region === undefined ? "" : ` in ${question.region}`;
    const on = question.resource === undefined ? "" : ` on ${visible(question.resource)}`;
    const rows = lines.map((line) => [
        line.answer,
        namesText(line),
        accountsText(line.accounts, spine),
        `${visible(line.permissionSet)}: ${line.reason}`,
        line.from,
    ]);
    return [
        `Who can ${question.action}${on}${where} on ${report.day}: ${counted.length === 0 ? "nobody has access there" : counted.join(", ")}.`,
        rows.length === 0 ? "" : table(["CAN", "WHO", "WHERE", "BY", "WRITTEN IN"], rows, columns),
        [...report.notes, NOT_ASKED].join("\n"),
    ]
        .filter((part) => part !== "")
        .join("\n\n");
}

const NOT_ASKED =
    "Nobody else has access by the definition. Policies of resources, session policies, and roles that people can assume from there are not asked.";

/** The same for programs: the keys are part of the public interface. */
export function canJson({ stack, day, notes }: AccessReport, { answers }: CanReport, question: CanQuestion): unknown {
    return {
        stack,
        day,
        question,
        answers: answers.map(({ answer, reason, line }) => ({
            answer,
            who: line.who,
            kind: line.kind,
            through: line.through ?? null,
            permissionSet: line.permissionSet,
            account: line.account === MANAGEMENT_ACCOUNT ? null : line.account,
            reason,
            from: line.from,
        })),
        notes,
    };
}

const COLUMNS = ["can", "who", "kind", "through", "permission_set", "account", "reason", "from"];

/** The same for spreadsheets: a row for each person and account, and permission set that gives the answer. */
export function canCsv({ answers }: CanReport): string {
    return csvText(
        COLUMNS,
        answers.map(({ answer, reason, line }): CsvCell[] => [
            answer,
            { text: line.who },
            line.kind,
            { text: line.through ?? "" },
            { text: line.permissionSet },
            { text: line.account === MANAGEMENT_ACCOUNT ? "management account" : line.account },
            { text: reason },
            { text: line.from },
        ]),
    );
}
