import { csvFileKind, pageFileKind, reportFileProblem, writeReportFile } from "../../pages/files";
import { CHECKOUT, CommandError, EXIT, textValue, type CommandValues, type ReadCommand } from "../../operations/cli";
import { canReport } from "./can/canReport";
import { accessCsv, accessJson } from "./commands/access/accessData";
import { directoryReport } from "./commands/access/directoryReport";
import { canQuestion, scopeOf } from "./commands/access/accessArguments";
import { accessTable } from "./commands/access/accessTableText";
import { canCsv, canJson, canTable } from "./commands/access/canText";
import { people as peopleFeature } from "./definition";
import { accessReport } from "./matrix";
import { ACCESS_PAGE_HEAD, accessPage } from "./page";

const CSV_FILE = csvFileKind("access");
const PAGE_FILE = pageFileKind("org access", "access.html", ACCESS_PAGE_HEAD);

export const accessCommand: ReadCommand = {
    name: "access",
    summary: "Show who may do what in which account, by the definition",
    description:
        "Shows who has which permission set where, through which group, until when and why, with the line of the definition. With --can, says for everybody who has access whether " +
        "one action is allowed: by the permission set and its boundary, and by the service and resource control policies of the account. " +
        "Where a policy is not known here, such as one that only exists in the account, the answer is `not known`. Grants whose last day has passed are left out. " +
        "Reads the definition only: AWS is not asked, and nothing changes.\n\n" +
        `With --in-aws, asks AWS what people have there, and lists what differs from the definition: who is in its groups, who has its permission sets, and what else its people have. It changes nothing. The exit code is then ${EXIT.found} if something differs.`,
    options: [
        ["--who <person>", "only this person, by user name or e-mail, or this group with everybody in it"],
        ["--where <place>", "only this account or unit, or managementAccount"],
        ["--can <action>", "who can do this: s3:DeleteBucket"],
        ["--resource <arn>", "with --can: the resource"],
        ["--region <region>", "with --can: the region of the request"],
        ["--in-aws", "ask AWS instead, and list what differs from the definition"],
        ["--csv <file>", "write a line for each person, permission set and account to a file for spreadsheets"],
        [
            "--html <file>",
            "write a page with a table to filter, which needs no server. It holds names: treat it as confidential",
        ],
    ],
    examples: [
        "org access",
        "org access --who ada@example.com",
        "org access --where shop-prod",
        "org access --can s3:DeleteBucket --where Workloads",
        "org access --in-aws",
        "org access --html access.html",
    ],
    async run(context, values) {
        const { csv, html } = checkedFiles(values);
        const { model, settings, stack } = context;
        const people = model.features.get(peopleFeature);
        if (values["inAws"] === true) {
            const others = ["who", "where", "can", "resource", "region", "csv", "html"].filter(
                (name) => name in values,
            );
            if (others.length > 0)
                throw new CommandError("--in-aws takes no other option: it compares everything", EXIT.usage);
            return directoryReport(context, people);
        }
        const scope = scopeOf(context, values, people);
        const can = await canQuestion(context, values, people);
        const day = new Date().toISOString().slice(0, 10);
        const report = accessReport(people, model, { stack, location: settings.definition, day }, scope);
        const answered = can && canReport(report, can.answers);
        const written = [
            ...(csv === undefined
                ? []
                : [`Written to ${writeReportFile(csv, answered ? canCsv(answered) : accessCsv(report))}`]),
            ...(html === undefined ? [] : [`The page is in ${writeReportFile(html, accessPage(report, CHECKOUT))}`]),
        ];
        const text =
            can && answered
                ? canTable(report, answered, can.question, model, context.columns)
                : accessTable(report, model, context.columns);
        return {
            text: [text, ...written].join("\n\n"),
            json: can && answered ? canJson(report, answered, can.question) : accessJson(report),
        };
    },
};

/** Before anything is computed. */
function checkedFiles(values: CommandValues): { readonly csv: string | undefined; readonly html: string | undefined } {
    const csv = textValue(values, "csv");
    const html = textValue(values, "html");
    const problem =
        (csv === undefined ? undefined : reportFileProblem(csv, CSV_FILE)) ??
        (html === undefined ? undefined : reportFileProblem(html, PAGE_FILE));
    if (problem !== undefined) throw new CommandError(problem, EXIT.usage);
    if (html !== undefined && textValue(values, "can") !== undefined) {
        throw new CommandError(
            "--html shows the whole matrix, and not the answers of --can: use --csv with --can",
            EXIT.usage,
        );
    }
    return { csv, html };
}
