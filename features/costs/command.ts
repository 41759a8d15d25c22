import { CHECKOUT, CommandError, EXIT, textValue, type CommandValues, type ReadCommand } from "../../operations/cli";
import { chosenSource } from "./commands/question/chosenSource";
import { writeReportFile } from "../../pages/files";
import { csvFileProblem } from "./commands/show/costCsvFile";
import { questionContext, requireIds } from "./commands/question/questionContext";
import { costPage, pageFileProblem, writePageFile } from "./page";
import { countIn, timeIn, timeOfSource } from "./commands/question/questionTime";
import { reportNotes } from "./commands/question/reportNotes";
import { reportQuestion, requestNotes, withAccountKey } from "./commands/question/reportQuestion";
import { inSourceWords } from "./commands/question/sourceWords";
import { costReport, type CostReport } from "./report";
import { costCsv, costJson, costTable } from "./commands/show";

const DESCRIPTION =
    "Shows what the organisation costs: the total, and by what you name, for this month and the months before. This month is compared with the same days of the month before. " +
    "Lines are usage; credits, refunds and tax stand apart. A unit has the costs of all accounts below it, and `--in` goes down: `--by unit`, then `--in Workloads --by unit`.\n\n" +
    "AWS bills 0.01 USD for each request to Cost Explorer, answers are kept for the day, and more than 20 requests are made only with --requests. " +
    "The files of an export (`costs.export` of the definition) cost nothing a question, and know resources. Changes nothing.";

export const costsCommand: ReadCommand = {
    name: "costs",
    summary: "Show what the organisation costs, by account, unit, team, service, ...",
    description: DESCRIPTION,
    options: [
        [
            "--by <group>",
            "account, unit, service, region, resource or a dimension of the definition; or two of them, such as team,service",
            "account",
        ],
        ["--in <place>", "only this unit, account or value of a dimension: Workloads, shop-prod, team=shop"],
        [
            "--month <month>",
            "the month, such as 2026-10. Default: this one; on the first day of a month the one before",
        ],
        ["--months <number>", "the number of months, the month of the report among them", "6"],
        [
            "--metric <metric>",
            "unblended: as billed; amortized: prepaid costs are spread over their time",
            "unblended",
            ["unblended", "amortized"],
        ],
        [
            "--source <place>",
            "explorer, export (that of the definition), a folder, s3://bucket/prefix or athena://workgroup/database/table. Default: export if it has the month, otherwise explorer",
        ],
        ["--requests <number>", "the most requests to Cost Explorer, at 0.01 USD each", "20"],
        ["--fresh", "ask again what was asked today"],
        ["--top <number>", "show this many lines, and the others as one"],
        ["--csv <file>", "write all lines to a file for spreadsheets"],
        [
            "--html <file>",
            "write a page with charts, which needs no server. It holds names and costs: treat it as confidential",
        ],
    ],
    examples: [
        "org costs",
        "org costs --by team",
        "org costs --by team,service --top 20",
        "org costs --in Workloads --by unit --html costs.html",
        "org costs --by account --month 2026-10 --json",
    ],
    async run(context, values) {
        const asked = reportQuestion(context, values);
        const top = countIn(values, "top", 1, 100_000);
        checkFiles(values);
        const known = await questionContext(context);
        const { context: reportContext, notes } = known;
        requireIds(asked, known, context, values);
        // AWS has told its time by now, unless it could not be asked.
        const today = context.clients.now().toISOString().slice(0, 10);
        // Which months there are depends on the source, which is asked later.
        const wanted = timeIn(values, today, "0000-01");
        const request = { ...withAccountKey(asked, reportContext.keys), time: wanted };
        const report = await inSourceWords(async (): Promise<CostReport> => {
            const chosen = await chosenSource(context, values, request, today);
            const { time, notes: short } = await timeOfSource(chosen.source, values, today);
            const report = await costReport({ ...request, time }, chosen.source, reportContext);
            const remarks = requestNotes({ ...request, time }, reportContext.accounts);
            const doubts = reportNotes(report, reportContext.costs);
            return { ...report, notes: [...notes, ...remarks, ...chosen.notes, ...short, ...doubts] };
        });
        const written = writeFiles(report, values);
        const text = [costTable(report, context.columns, top), [...report.notes, ...written].join("\n")];
        return { text: text.filter((part) => part !== "").join("\n\n"), json: costJson(report) };
    },
};

/** Before anything is asked that AWS bills. */
function checkFiles(values: CommandValues): void {
    const { csv, html } = filesIn(values);
    const problem =
        (csv === undefined ? undefined : csvFileProblem(csv)) ??
        (html === undefined ? undefined : pageFileProblem(html));
    if (problem !== undefined) throw new CommandError(problem, EXIT.usage);
}

function writeFiles(report: CostReport, values: CommandValues): readonly string[] {
    const { csv, html } = filesIn(values);
    return [
        ...(csv === undefined ? [] : [`Written to ${writeReportFile(csv, costCsv(report))}`]),
        ...(html === undefined ? [] : [`The page is in ${writePageFile(html, costPage(report, CHECKOUT))}`]),
    ];
}

function filesIn(values: CommandValues): { readonly csv: string | undefined; readonly html: string | undefined } {
    return { csv: textValue(values, "csv"), html: textValue(values, "html") };
}
