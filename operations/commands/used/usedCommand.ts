import { ACCESS_REPORT_DAYS } from "../../../limits";
import { csvFileKind, reportFileProblem, writeReportFile } from "../../../pages/files";
import { CommandError, EXIT } from "../../cli/commandError";
import { textValue, type ReadCommand } from "../../cli/orgCommand";
import { DAY_MS, lookBackDays, USUAL_LOOK_BACK } from "./lookBack";
import { usedSubject } from "./reportedPlace";
import { usedReport } from "./usedReport";
import { usedCsv, usedJson, usedTable, type UsedQuestion } from "./usedText";

const CSV_FILE = csvFileKind("used");

export const used: ReadCommand = {
    name: "used",
    summary: "Show which AWS services were used in a unit or account, or what a guardrail would have hit",
    description:
        "Shows which services were used in a unit or an account, when last, by which account and from which region, by the report of IAM. For a service control policy: the services that it " +
        "denies, at each place that the definition attaches it to. Where one of them was used, the accounts there are asked one by one, if they are 20 or fewer. " +
        "AWS takes some seconds for each report; answers are kept for the day. The credentials must be for the management account. Changes nothing.",
    arguments: [["<subject>", 'a unit, an account or a guardrail; "unit X" where several have the name; root']],
    options: [
        ["--since <time>", `how far to look back: 90d, 12w; at most ${ACCESS_REPORT_DAYS.value}d`, USUAL_LOOK_BACK],
        ["--unused", "the services that were not used"],
        ["--fresh", "ask again what was asked today"],
        ["--csv <file>", "write the lines to a file for spreadsheets"],
    ],
    examples: ["org used Workloads", "org used shop-prod --unused", "org used Workloads --since 30d --csv used.csv"],
    async run(context, values) {
        const days = lookBackDays(textValue(values, "since") ?? USUAL_LOOK_BACK);
        const csv = textValue(values, "csv");
        const problem = csv === undefined ? undefined : reportFileProblem(csv, CSV_FILE);
        if (problem !== undefined) throw new CommandError(problem, EXIT.usage);
        const named = textValue(values, "subject") ?? "";
        const subject = usedSubject(context, named);
        // AWS's time counts: it is known from its first answer.
        await context.clients.managementAccount();
        const now = context.clients.now();
        const report = await usedReport(context, subject, now.getTime() - days * DAY_MS, values.fresh === true);
        const question: UsedQuestion = {
            named,
            isGuardrail: subject.kind === "guardrail",
            days,
            isUnused: values.unused === true,
            now,
        };
        const nowhere = question.isGuardrail && report.accounts.size === 0;
        if (nowhere) {
            throw new CommandError(
                `the definition attaches ${named} to nothing: attach it, or ask for the unit that it is meant for`,
                EXIT.usage,
            );
        }
        const written = csv === undefined ? [] : [`Written to ${writeReportFile(csv, usedCsv(report, question))}`];
        return {
            text: [usedTable(report, question, context.columns), ...written].join("\n\n"),
            json: usedJson(report, question),
        };
    },
};
