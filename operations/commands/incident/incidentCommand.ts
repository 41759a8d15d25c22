import { reportFileProblem, writeReportFile } from "../../../pages/files";
import type { CommandContext } from "../../cli/commandContext";
import { CommandError, EXIT } from "../../cli/commandError";
import {
    textValue,
    textValues,
    type ChangeCommand,
    type ChangePlan,
    type CommandOutcome,
    type CommandValues,
} from "../../cli/orgCommand";
import { MANAGEMENT_ACCOUNT } from "../quarantine/quarantineLimits";
import { quarantine } from "../quarantine/quarantineCommand";
import { accountTitle, findQuarantinedAccount, type QuarantinedAccount } from "../quarantine/quarantinedAccount";
import { incidentLookBack, USUAL_INCIDENT_LOOK_BACK } from "./incidentLookBack";
import { dataFileOf, INCIDENT_DATA, INCIDENT_FILE } from "./report/incidentFile";
import { incidentOutcome } from "./report/incidentOutcome";
import { readIncident } from "./report/incidentReport";
import { planRevocation, type DoneRevocation, type RevocationPlan } from "./revoke/revocationPlan";

export const incident: ChangeCommand = {
    name: "incident",
    summary: "Look into an account where something is wrong: who, what, how much; stop it if asked",
    description:
        "Says first what is alarming and what to do. Then shows who has access to an account, who used it and what changed lately (CloudTrail, all regions), what IAM has of the root user, access keys, users and roles " +
        "with their policies, and what the account costs by the hour. What is the organisation's own (the access role, CloudFormation StackSets, roles of IAM Identity Center and of AWS's services) is marked " +
        "where AWS proves it, and a role that only has such a name stands out. With --file it writes all that, after a checklist, as Markdown for the issue of the incident; what an issue has no room for is in a JSON file beside it. " +
        "It reads with the account's access role, or during a quarantine with the role that the quarantine exempts. It works for accounts that the definition does not know, and if the definition has mistakes. " +
        "Cost Explorer bills one request (0.01 USD).\n\n" +
        "It changes nothing unless you ask for it: --quarantine denies everything in the account first (as `org quarantine` does), and --revoke-sessions ends the sessions of its roles as AWS's console does. Both ask before.\n\n" +
        "What is not answered is said in its place, and hides nothing else.",
    arguments: [
        ["<account>", "the account's key, name, e-mail or id; the id if the definition does not know the account"],
    ],
    options: [
        ["--since <time>", "how far to look back: 90m, 6h, 3d; at most 90d", USUAL_INCIDENT_LOOK_BACK],
        ["--file <file>", "write the checklist and everything found to a new Markdown file"],
        ["--quarantine", "first deny everything in the account"],
        ["--revoke-sessions", "end the sessions of the account's roles"],
        ["--only <role...>", "with --revoke-sessions: only of these roles"],
        ["--access-role <name>", "the role in the account to work with, if not the usual one"],
        ["--reason <text>", "with --quarantine: the reason, for the commit message that the command proposes"],
    ],
    examples: [
        "org incident shop-prod --file incident.md",
        "org incident 111122223333 --since 3d --json",
        "org incident shop-prod --quarantine --revoke-sessions --dry-run",
        "org incident shop-prod --revoke-sessions --only Deploy ci-runner",
    ],
    async plan(context, values) {
        const asked = askedIncident(values);
        await context.clients.managementAccount();
        const target = await findQuarantinedAccount(context, textValue(values, "account") ?? "");
        if (!asked.quarantines && !asked.revokes) return reportOutcome(context, target, asked);
        const { managementAccountId } = await context.clients.organization();
        if (target.id === managementAccountId) {
            throw new CommandError(`${accountTitle(target)} ${MANAGEMENT_ACCOUNT}`);
        }
        const denial = asked.quarantines ? await quarantine.plan(context, values) : undefined;
        const revocation = asked.revokes ? await planRevocation(context, target, asked) : undefined;
        return stoppingPlan(context, target, asked, { denial, revocation });
    },
};

/** What the command line asks for. */
interface AskedIncident {
    readonly milliseconds: number;
    readonly file?: string;
    /** With --dry-run no file is written. */
    readonly isDry: boolean;
    readonly quarantines: boolean;
    readonly revokes: boolean;
    /** Names of roles; empty: all. */
    readonly only: readonly string[];
    readonly role?: string;
}

/** @throws CommandError for options that do not fit together, before anything is asked. */
function askedIncident(values: CommandValues): AskedIncident {
    const milliseconds = incidentLookBack(textValue(values, "since") ?? USUAL_INCIDENT_LOOK_BACK);
    const [file, role] = [textValue(values, "file"), textValue(values, "accessRole")];
    const problem =
        file === undefined
            ? undefined
            : (reportFileProblem(file, INCIDENT_FILE) ?? reportFileProblem(dataFileOf(file), INCIDENT_DATA));
    if (problem !== undefined) throw new CommandError(problem, EXIT.usage);
    const [quarantines, revokes] = [values.quarantine === true, values.revokeSessions === true];
    const only = textValues(values, "only");
    if (only.length > 0 && !revokes) {
        throw new CommandError("--only says whose sessions are revoked: it needs --revoke-sessions", EXIT.usage);
    }
    if (textValue(values, "reason") !== undefined && !quarantines) {
        throw new CommandError("--reason is the reason of a quarantine: it needs --quarantine", EXIT.usage);
    }
    return {
        milliseconds,
        quarantines,
        revokes,
        only,
        isDry: values.dryRun === true,
        ...(file !== undefined && { file }),
        ...(role !== undefined && { role }),
    };
}

async function reportOutcome(
    context: CommandContext,
    target: QuarantinedAccount,
    { file, isDry, ...asked }: AskedIncident,
    revocation?: DoneRevocation,
): Promise<CommandOutcome> {
    const report = await readIncident(context, target, { ...asked, ...(revocation && { revocation }) });
    const { text, json, markdown } = incidentOutcome(report, context.columns, isDry ? undefined : file);
    if (file === undefined) return { text, json };
    if (isDry) return { text: `${text}\n\n${file} was not written: this is a dry run.`, json };
    const written = writeReportFile(file, markdown.text);
    const data =
        markdown.cut === undefined
            ? undefined
            : writeReportFile(dataFileOf(file), `${JSON.stringify(json, undefined, 4)}\n`);
    return {
        text: [
            text,
            `The checklist is in ${written}`,
            ...(data === undefined ? [] : [`${markdown.cut ?? ""}. Everything is in ${data}`]),
        ].join("\n\n"),
        json: { ...json, file: written, ...(data !== undefined && { dataFile: data }) },
    };
}

/** First what stops the intruder, then the reading, which takes longer. */
function stoppingPlan(
    context: CommandContext,
    target: QuarantinedAccount,
    asked: AskedIncident,
    {
        denial,
        revocation,
    }: { readonly denial: ChangePlan | CommandOutcome | undefined; readonly revocation: RevocationPlan | undefined },
): ChangePlan {
    const denying = denial && "execute" in denial ? denial : undefined;
    return {
        warnings: [...(denying?.warnings ?? []), ...(revocation?.warnings ?? [])],
        steps: [
            ...(denying?.steps ?? []),
            ...(revocation ? [revocation.step] : []),
            `reads who used the account and what changed${asked.file === undefined ? "" : `, and writes ${asked.file}`}`,
        ],
        confirm: target.account?.key ?? target.id,
        about: { ...(target.account && { key: target.account.key }), id: target.id },
        json: {
            ...(denying && { quarantine: denying.json }),
            ...(revocation && { revocation: revocation.json }),
        },
        async execute(progress) {
            const denied = await denying?.execute(progress);
            const revoked = await revocation?.execute(progress);
            progress("reading the account ...");
            const report = await reportOutcome(context, target, asked, revoked?.done);
            return {
                text: [denied?.text, revoked?.text, report.text].filter((text) => text !== undefined).join("\n\n"),
                json: {
                    ...(report.json as object),
                    ...(denied && { quarantine: denied.json }),
                    ...(revoked && { revocation: revoked.json }),
                },
                code: revoked?.code ?? EXIT.done,
            };
        },
    };
}
