import path from "node:path";
import { isOnLocalAws } from "../../../../aws/localAws";
import {
    answerFrom,
    CommandError,
    EXIT,
    textValue,
    type CommandContext,
    type CommandValues,
} from "../../../../operations/cli";
import { cacheFolder } from "../../../../aws/cacheFolder";
import type { CostSource } from "../../bill/costSource";
import { DayCache } from "../../../../aws/dayCache";
import { ExplorerError, ExplorerSource, NO_RESOURCES } from "../../bill/explorer";
import { ExportError, exportLocation, exportSource, modelLocation, type ExportLocation } from "../../bill/export";
import { costs } from "../../definition";
import type { ReportRequest } from "../../report";
import { countIn } from "./questionTime";

/** More requests than this are asked only if the command line says so. */
const MOST_REQUESTS = 20;

export interface ChosenSource {
    readonly source: CostSource;
    /** Why it is another source than people may expect. */
    readonly notes: readonly string[];
}

/**
 * The source that a command line asks for. Without `--source` it is the definition's export if that has the month, because its files cost
 * nothing, otherwise Cost Explorer.
 */
export async function chosenSource(
    command: CommandContext,
    values: CommandValues,
    request: ReportRequest,
    today: string,
): Promise<ChosenSource> {
    const named = textValue(values, "source");
    if (named === "explorer") return explorer(command, values, request, today);
    if (named !== undefined && named !== "export")
        return { source: exported(locationNamed(named), command), notes: [] };
    const model = command.model.features.get(costs).export;
    if (!model) {
        if (named === undefined) return explorer(command, values, request, today);
        throw new CommandError(
            "--source export: the definition has no export. Write `costs: { export: true }`, or name a folder or s3://bucket/prefix of one",
            EXIT.usage,
        );
    }
    const location = modelLocation(model, await command.clients.managementAccount());
    const source = exported(location, command);
    if (named === "export") return { source, notes: [] };
    const missing = await missingMonth(source, request.time.months.at(-1) ?? "");
    if (missing === undefined) return { source, notes: [] };
    if (request.by.includes("resource")) {
        throw new ExplorerError(
            `${missing}, and Cost Explorer does not know what single resources cost: ask for an earlier month (--month), or again when AWS has delivered the files`,
        );
    }
    const { source: asked, notes } = await explorer(command, values, request, today);
    return { source: asked, notes: [`Cost Explorer was asked: ${missing}.`, ...notes] };
}

async function missingMonth(source: CostSource, month: string): Promise<string | undefined> {
    try {
        const months = (await source.months?.()) ?? [];
        return months.includes(month) ? undefined : `the definition's export has no files of ${month} yet`;
    } catch (error) {
        // The first sentence says what is missing. `--source export` has the whole message.
        const reason = (error instanceof Error ? error.message : String(error)).split(". ", 1)[0] ?? "";
        return `the definition's export cannot be read (${reason})`;
    }
}

/** @throws CommandError if the text is no place of an export. */
function locationNamed(text: string): ExportLocation {
    try {
        return exportLocation(text);
    } catch (error) {
        throw error instanceof ExportError ? new CommandError(`--source: ${error.message}`, EXIT.usage) : error;
    }
}

function exported(location: ExportLocation, command: CommandContext): CostSource {
    const { region = "us-east-1" } = command.settings.aws;
    // A line for each file that is fetched would be in the way of the report.
    return exportSource(location, { clients: () => command.clients, region });
}

async function explorer(
    command: CommandContext,
    values: CommandValues,
    { by }: ReportRequest,
    today: string,
): Promise<ChosenSource> {
    // Before any question is billed.
    if (by.includes("resource")) throw new ExplorerError(NO_RESOURCES);
    const { endpoints } = command.settings.aws;
    if (endpoints.organizations !== undefined && endpoints["costexplorer"] === undefined) {
        throw new CommandError(
            "Cost Explorer is not asked: aws:endpoints of the stack names organizations but not costexplorer, and the real AWS would bill the question. Name it there, or name an export with --source",
        );
    }
    const account = await command.clients.managementAccount();
    const notes = await requireManagementAccount(command, account);
    const folder = path.join(cacheFolder("cost-explorer"), account);
    const source = new ExplorerSource({
        clients: command.clients,
        // The local AWS costs nothing, and its costs change with every test.
        ...(!isOnLocalAws(command.settings.aws) && { cache: new DayCache(folder, today) }),
        fresh: values.fresh === true,
        most: countIn(values, "requests", 1, 100_000) ?? MOST_REQUESTS,
    });
    return { source, notes };
}

/**
 * In a member account Cost Explorer answers too, with the costs of that account alone.
 *
 * @returns a note if AWS does not say which account it is, and the stack's settings do not either.
 */
async function requireManagementAccount(
    { clients, settings }: CommandContext,
    account: string,
): Promise<readonly string[]> {
    const { endpoints, allowedAccountIds } = settings.aws;
    const found = await answerFrom(endpoints, ["organizations"], () => clients.organization());
    if ("unread" in found) {
        // The account was compared with these.
        if (allowedAccountIds.length > 0) return [];
        return [
            `It could not be checked that ${account} is the management account (${found.unread}): of a member account, Cost Explorer knows the costs of that account alone.`,
        ];
    }
    if (found.value.managementAccountId === account) return [];
    throw new CommandError(
        `The credentials are of ${account}, a member of the organisation, in which Cost Explorer knows the costs of that account alone. Use credentials of the management account ${found.value.managementAccountId}`,
    );
}
