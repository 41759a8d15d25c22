import type { AccountModel } from "../../../definition";
import { list } from "../../../limits/messageText";
import { CommandError, EXIT } from "../../cli/commandError";
import { textValue, type ChangeCommand, type CommandOutcome, type ChangePlan } from "../../cli/orgCommand";
import type { CommandContext } from "../../cli/commandContext";
import { requireOrganizationOfStack } from "../../cli/stackOrganization";
import { checkRequirements, notClosed } from "./check/awsRequirements";
import { isLeaving, editToLeave, editToRemove } from "./execute/leavingEdits";
import { HandOverRun, undoNothing } from "./execute/handOverRun";
import { accessRoleCommands, losses } from "./lose/losses";
import { readLeavingAccount } from "./read/readLeavingAccount";
import { describeRecord, findRecord, newHandOverRecord, writeRecord, type RecordFile } from "./record/handOverRecord";
import { handOverRefusal, handOverReport } from "./record/handOverReport";
import { accountInStack, reasonToStay, requireLeaving } from "./check/accountInStack";
import { memberOf, readMembership } from "../../cli/organizationMembers";

/**
 * The folders beside this file are the steps, in order. `read/` asks AWS about the account. `check/` judges by AWS's rules and the
 * applied state whether it may leave. `lose/` lists what it loses. `record/` keeps all that in a file. `execute/` edits the
 * definition and removes the account from the organisation.
 */
export const handOver: ChangeCommand = {
    name: "hand-over",
    summary: "Let an account leave the organisation without closing it: sold, spun off, or on its own",
    description:
        "Checks what AWS requires of a standalone account, shows what the account loses and keeps, writes a record, and takes the account out of the organisation WITHOUT closing it.\n\n" +
        "It makes all checks before it changes anything, and reports all problems at once. --dry-run ends there, and does not ask the policy pack.\n" +
        "The record, records/<date>-hand-over-<account>.yaml, holds ids, tags, guardrails with their documents, contacts, regions, resource shares, stacks of StackSets, the definition's entry, the checks, and each step with its time and who did it. " +
        "It holds no secrets. It is written first and completed at the end. After an interruption, run the command again: it goes on from there.\n\n" +
        "There are two ways. Without --prepare it does everything: it writes `state: leaving` into the definition and applies that, then takes the account out of the definition and applies that, each by a Pulumi run for this account alone. " +
        "With --prepare it only changes files, for two pull requests: run it, merge, wait until that is applied; run it again, merge, wait until that is applied; run it a third time to complete the record.\n\n" +
        "Afterwards the account can be the management account of an organisation of its own: docs/when/an-account-is-sold.md.",
    arguments: [["<account>", "the account's key, name, e-mail or id"]],
    options: [
        ["--prepare", "write the record and the next change of the definition, show the preview, and apply nothing"],
        ["--to <receiver>", "who receives the account, for the record"],
    ],
    examples: [
        "org hand-over shop-prod --dry-run",
        'org hand-over shop-prod --to "Shop Ltd"',
        'org hand-over shop-prod --prepare --to "Shop Ltd"',
    ],
    async plan(context, values) {
        await context.clients.managementAccount();
        const named = textValue(values, "account") ?? "";
        const recorded = findRecord(named);
        if (recorded && !isDefined(context, recorded)) return goOn(context, recorded);
        const account = context.account(named);
        const begun = findRecord(account.key);
        const found = await look(context, account, begun?.record.finished === undefined ? begun : undefined, values);
        return values.prepare === true ? prepare(context, account, found) : doAll(context, account, found);
    },
};

/** Whether the definition has the account of a record, by its key or its id. */
function isDefined({ model }: CommandContext, { record }: RecordFile): boolean {
    return model.accounts.some(({ key, id }) => key === record.key || id === record.id);
}

/** Asks AWS and the stack. Refuses with every reason against it. */
async function look(
    context: CommandContext,
    account: AccountModel,
    begun: RecordFile | undefined,
    values: Readonly<Record<string, unknown>>,
): Promise<RecordFile> {
    const { clients, settings } = context;
    const membership = await readMembership(clients);
    const member = memberOf(account, membership);
    const reader = { clients, settings: settings.aws, membership, roleName: account.roleName };
    const facts = member && (await readLeavingAccount(reader, member.id));
    if (!facts) {
        await requireOrganizationOfStack(context);
        throw new CommandError(
            `the organisation has no account ${account.id ?? `with the e-mail ${account.email}`} (${account.key}). If it has left in another way, apply \`state: leaving\` first, then take it out of the definition`,
        );
    }
    const { id } = facts.account;
    const stack = await accountInStack(context, account.key);
    const checks = [
        ...checkRequirements(account.key, facts, account.state),
        notClosed(account, reasonToStay(stack, account.key, id), context.stack),
    ];
    if (checks.some(({ answer }) => answer === "failed")) throw new CommandError(handOverRefusal(account.key, checks));
    const record = newHandOverRecord(
        account,
        facts,
        checks,
        losses(facts),
        textValue(values, "to") ?? begun?.record.to,
    );
    // Ignores a record of another account that had this key before.
    if (begun?.record.id !== id) return record;
    return { file: begun.file, record: { ...record.record, steps: begun.record.steps } };
}

function doAll(context: CommandContext, account: AccountModel, found: RecordFile): ChangePlan {
    const { id } = found.record;
    const { key } = account;
    return {
        details: handOverReport(found),
        warnings: warnings(found, featureWords(context, account, found)),
        steps: [
            `Write the record ${describeRecord(found)}`,
            ...(isLeaving(account, id)
                ? []
                : [
                      `Write \`state: leaving\` into the definition: ${editToLeave(context, account, id).lines.join("\n   ")}`,
                  ]),
            "Apply it: Pulumi no longer protects the account. Nothing else is applied",
            `Take ${key} out of the definition: ${editToRemove(context, account).lines.join("\n   ")}`,
            `Take account ${id} out of the organisation, and then out of the stack: it is NOT closed. What names it, such as a budget of its unit, no longer does. Nothing else is applied`,
            "Complete the record",
        ],
        confirm: key,
        about: { key, id },
        json: { ...found.record, file: found.file },
        execute: async (progress) => {
            const run = await begin(context, found, progress);
            await run.unprotect(run.sayLeaving());
            const here = await run.remove(run.sayGone());
            return done(run.found, here);
        },
    };
}

/** The way with reviews: the next of the two changes of the definition. */
async function prepare(context: CommandContext, account: AccountModel, found: RecordFile): Promise<ChangePlan> {
    const { id } = found.record;
    const { key } = account;
    const leaving = isLeaving(account, id);
    const { isProtected, end } = await accountInStack(context, key);
    if (leaving && (isProtected || end !== "leaves")) {
        throw new CommandError(
            `the definition has \`state: leaving\` for ${key}, but that is not applied yet: apply it (merge the pull request), and run this again for the second change`,
        );
    }
    // Prepared in any case: what prevents the removal has to be corrected before the first pull request.
    const removal = editToRemove(context, account);
    const edit = leaving ? removal : editToLeave(context, account, id);
    return {
        details: handOverReport(found),
        warnings: warnings(found, featureWords(context, account, found)),
        steps: [
            `Write the record ${describeRecord(found)}`,
            `${leaving ? `Take ${key} out of the definition` : "Write `state: leaving` into the definition"}: ${edit.lines.join("\n   ")}`,
            "Show the preview. Nothing is applied",
        ],
        confirm: key,
        about: { key, id },
        json: { ...found.record, file: found.file, files: edit.draft.changed },
        execute: async (progress) => {
            const run = await begin(context, found, progress);
            const preview = await run.preview(leaving ? run.sayGone() : run.sayLeaving());
            const next = leaving
                ? `When this is merged and applied, account ${id} leaves. Then run the command a last time: it completes the record.`
                : "When this is merged and applied, run the command again with --prepare for the second change.";
            return {
                text: `${preview}\n\nIn a pull request: ${[...edit.draft.changed, found.file].join(", ")}. ${next}`,
                json: { account: key, id, record: found.file, files: edit.draft.changed },
            };
        },
    };
}

/**
 * Continues for an account that is no longer in the definition but has a record: a run was interrupted, or a pull request was
 * applied.
 */
async function goOn(context: CommandContext, found: RecordFile): Promise<ChangePlan | CommandOutcome> {
    const { key, id, finished } = found.record;
    if (finished !== undefined) {
        return {
            text: `${key} (${id}) was handed over on ${finished.slice(0, 10)}: ${found.file}`,
            json: { account: key, id, record: found.file, finished },
        };
    }
    const stack = await accountInStack(context, key);
    requireLeaving(stack, key, id);
    const { urns } = stack;
    return {
        details: `${found.file} says that ${key} (${id}) is being handed over, and it is no longer in the definition.`,
        steps: [
            ...(urns.length > 0
                ? [
                      `Take account ${id} out of the organisation, if it is still a member, and then out of the stack: it is NOT closed. What names it, such as a budget of its unit, no longer does. Nothing else is applied`,
                  ]
                : []),
            "Complete the record",
        ],
        confirm: key,
        about: { key, id },
        json: { account: key, id, record: found.file, resources: urns.length },
        execute: async (progress) => {
            const run = new HandOverRun(context, found, await caller(context), progress);
            const here = await run.remove(undoNothing);
            return done(run.found, here);
        },
    };
}

async function begin(
    context: CommandContext,
    found: RecordFile,
    progress: (line: string) => void,
): Promise<HandOverRun> {
    const run = new HandOverRun(context, found, await caller(context), progress);
    if (found.record.steps.length === 0) run.note("the account is as this record says");
    else writeRecord(found);
    return run;
}

async function caller({ clients }: CommandContext): Promise<string> {
    const { GetCallerIdentityCommand } = await import("@aws-sdk/client-sts");
    const { Arn = "" } = await (await clients.sts()).send(new GetCallerIdentityCommand({}));
    return Arn;
}

/** What features say of the account. AWS was asked already what is attached to it. */
function featureWords({ model, clients }: CommandContext, account: AccountModel, { record }: RecordFile): string[] {
    const attached = record.facts.levels
        .filter(({ kind }) => kind === "account")
        .flatMap(({ policies }) => policies.filter(({ type }) => type === "SERVICE_CONTROL_POLICY"));
    return model.features.wordsOnAccount(account, {
        kind: "hand-over",
        attached: attached.map(({ name }) => name),
        day: clients.now().toISOString().slice(0, 10),
    });
}

function warnings({ record: { checks } }: RecordFile, words: readonly string[]): string[] {
    const open = checks.filter(({ answer }) => answer === "confirm").map(({ what }) => `that it ${what}`);
    return [
        `Check yourself what AWS does not report (marked ? above): ${list(open)}. If something is missing, AWS refuses at the last step, and nothing is lost.`,
        "The policy pack is not asked yet: --dry-run never asks it. It is asked first when this is carried out; if it refuses (it does so for a production account), the definition is restored and nothing is done.",
        ...words,
        "When the account has left, only an invitation that it accepts brings it back.",
    ];
}

/** @param here whether this run removed the account. Then it is known to be open. */
function done({ file, record: { key, id, roleName, facts } }: RecordFile, here: boolean): CommandOutcome {
    return {
        text: [
            here
                ? `${key} (${id}) has left organisation ${facts.organization.id}, and is open. The record: ${file}`
                : `${key} (${id}) is no longer a member of organisation ${facts.organization.id}. The record: ${file}`,
            "",
            `The role ${roleName} still lets account ${facts.organization.managementAccountId} in. Whoever has the account now deletes it, with credentials of their own:`,
            ...accessRoleCommands(roleName).map((line) => `  ${line}`),
        ].join("\n"),
        json: { account: key, id, record: file, leftOrganization: facts.organization.id, accessRole: roleName },
        code: EXIT.done,
    };
}
