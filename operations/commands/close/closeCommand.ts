import type { FoundAccount } from "../../../aws/organization";
import type { AccountModel } from "../../../definition";
import { closingEdit, removalEdit, tagChanges } from "./closingEdits";
import { quotaWarnings } from "./closingQuota";
import { appliedAccount } from "./appliedAccount";
import { CLOSING_MEANING } from "./closingMeaning";
import { closingWords } from "./closingWords";
import { CommandError, EXIT } from "../../cli/commandError";
import { textValue, type ChangeCommand, type CommandOutcome, type ChangePlan } from "../../cli/orgCommand";
import type { CommandContext } from "../../cli/commandContext";
import { requireOrganizationOfStack } from "../../cli/stackOrganization";
import type { DefinitionDraft } from "../../edit/definitionDraft";
import { memberOf, readMembership, type Membership } from "../../cli/organizationMembers";
import { NO_PREVIEW, upCommand, writeAndPreview } from "../../edit/previewedEdit";

export const close: ChangeCommand = {
    name: "close",
    summary: "Close an account, by two changes of the definition",
    description:
        "Step 1 writes `state: closing` into the definition, with the acknowledgement for exactly this account, and moves the account to the unit whose guardrails deny everything (Suspended), if there is one. " +
        "When step 1 is applied, run this command again for step 2: it takes the account out of the definition. " +
        "Each step shows the preview. `up` then applies it, and closes the account in step 2. This command itself never closes an account.\n\n" +
        `What closing means:\n${CLOSING_MEANING.map((line) => `- ${line}`).join("\n")}`,
    arguments: [["<account>", "the account's key, name, e-mail or id"]],
    options: [["--no-move", "leave the account in its unit in step 1"], NO_PREVIEW],
    examples: ["org close playground-ada", "org close shop-old --dry-run"],
    async plan(context, values) {
        const account = context.account(textValue(values, "account") ?? "");
        await context.clients.managementAccount();
        const membership = await readMembership(context.clients);
        const member = await closable(context, account, membership);
        const preview = values.preview !== false;
        if (member.state !== "ACTIVE") return closedAlready(context, account, member, preview);
        if (account.state === "quarantined" || account.state === "active") {
            return stepOne(context, account, member, {
                isMoved: values.move !== false,
                preview,
                words: await closingWords(context, account, member.id),
            });
        }
        if (account.state === "leaving") {
            throw new CommandError(
                `account ${account.key} is leaving the organisation (\`state: leaving\`): remove that state, apply the definition, and then close the account`,
            );
        }
        const applied = await appliedAccount(context, account.key);
        requireSame(account, member, applied?.id);
        // Leaving the account out closes it only if `state: closing` has been applied.
        if (applied?.closing !== true) return waiting(context, account, member);
        const words = await closingWords(context, account, member.id);
        return stepTwo(context, account, member, { preview, warnings: [...quotaWarnings(membership), ...words] });
    },
};

/** @throws CommandError if the stack has another account under this key than the definition. */
function requireSame({ key, id, email }: AccountModel, member: FoundAccount, applied: string | undefined): void {
    if (applied === undefined || applied === member.id) return;
    throw new CommandError(
        `the stack has ${key} as account ${applied}, but the definition means ${member.id} (${id === undefined ? `the e-mail ${email}` : "its id"}): ` +
            "the next `up` would close the one in the stack. Correct the definition first. Nothing was done",
    );
}

/** @throws CommandError if AWS has no such account, or it can never be closed. */
async function closable(context: CommandContext, account: AccountModel, membership: Membership): Promise<FoundAccount> {
    const member = memberOf(account, membership);
    if (!member) {
        await requireOrganizationOfStack(context);
        throw new CommandError(
            `AWS has no account ${account.id ?? `with the e-mail ${account.email}`}: ${account.key} was never created, or has left. Take it out of the definition by hand`,
        );
    }
    if (member.id === membership.managementAccountId) {
        throw new CommandError(
            `${account.key} (${member.id}) is the management account: it can only be closed by hand, after all other accounts`,
        );
    }
    return member;
}

/**
 * For an account that AWS has closed or is closing, because somebody closed it by hand or an `up` was interrupted. The stack still
 * has to notice that, and the account still has to leave the definition.
 */
async function closedAlready(
    context: CommandContext,
    account: AccountModel,
    member: FoundAccount,
    preview: boolean,
): Promise<ChangePlan | CommandOutcome> {
    const { key } = account;
    const is = `AWS has account ${key} (${member.id}) as ${member.state} already`;
    const json = { account: key, id: member.id, awsState: member.state };
    const applied = await appliedAccount(context, key);
    requireSame(account, member, applied?.id);
    if (applied !== undefined) {
        const wait =
            member.state === "PENDING_CLOSURE" ? "Wait some minutes, until AWS has closed it. Then run" : "Run";
        return {
            text:
                `${is}, but the stack's state does not say so. ${wait} \`pulumi refresh --stack ${context.stack}\`, ` +
                "and this command again: it takes the account out of the definition.",
            json: { ...json, inStack: true },
            code: EXIT.refused,
        };
    }
    return removal(context, account, {
        step: `${is}, and the stack no longer has it: it is taken out of the definition`,
        warnings: [],
        next: "Nothing is left to close. Commit it.",
        id: member.id,
        json,
        preview,
    });
}

function stepOne(
    context: CommandContext,
    account: AccountModel,
    member: FoundAccount,
    {
        isMoved,
        preview,
        words,
    }: { readonly isMoved: boolean; readonly preview: boolean; readonly words: readonly string[] },
): ChangePlan {
    const { settings, model } = context;
    const { draft, after, loses } = closingEdit(settings.definition, model, account, member.id, isMoved);
    const { key } = account;
    const moved = after.unit !== account.unit;
    const changed = tagChanges(account.tags, after.tags);
    const json = { account: key, id: member.id, step: 1, unit: after.unit, loses };
    return editPlan(context, draft, key, {
        warnings: [
            ...(moved
                ? [
                      `${key} moves from ${account.unit} to ${after.unit}, where everything is denied${loses.length > 0 ? `, and loses the guardrails ${loses.join(", ")}` : ""}.`,
                  ]
                : []),
            ...(changed.length > 0
                ? [
                      `The new unit changes its tags: ${changed.join(", ")}. The policy pack recognises production accounts by such tags, and no longer protects this one.`,
                  ]
                : []),
            ...words,
            ...CLOSING_MEANING,
        ],
        step: `step 1 of 2: account ${key} (${member.id}, "${member.name}") is marked for closing. Nothing is closed yet`,
        done: `Account ${key} is closing in the definition (${draft.changed.join(", ")}).`,
        next: `Apply it (${upCommand(context)}, or by a pull request). Then step 2: org close ${key}`,
        id: member.id,
        json,
        preview,
    });
}

function stepTwo(
    context: CommandContext,
    account: AccountModel,
    member: FoundAccount,
    { preview, warnings }: Pick<Edit, "preview" | "warnings">,
): ChangePlan {
    return removal(context, account, {
        step: `step 2 of 2: account ${account.key} (${member.id}, "${member.name}") leaves the definition, and the next \`up\` closes it`,
        warnings: [...warnings, ...CLOSING_MEANING],
        next: `\`up\` closes it: ${upCommand(context)}, or a pull request. To keep the account, put it back before that.`,
        id: member.id,
        json: { account: account.key, id: member.id, step: 2 },
        preview,
    });
}

/** Removes the account from the definition. */
function removal(context: CommandContext, account: AccountModel, edit: Omit<Edit, "done">): ChangePlan {
    const draft = removalEdit(context.settings.definition, context.model, account);
    const done = `Account ${account.key} is out of the definition (${draft.changed.join(", ")}).`;
    return editPlan(context, draft, account.key, { ...edit, done });
}

interface Edit {
    readonly step: string;
    readonly warnings: readonly string[];
    /** The sentence that reports the edit and says what to do next. */
    readonly done: string;
    readonly next: string;
    /** The account's id in AWS. */
    readonly id: string;
    readonly json: Record<string, unknown>;
    readonly preview: boolean;
}

/** A plan with one step: it writes the definition and shows the preview. */
function editPlan(context: CommandContext, draft: DefinitionDraft, key: string, edit: Edit): ChangePlan {
    const { step, warnings, done, next, json, preview } = edit;
    return {
        warnings,
        steps: [
            step,
            ...draft.describe().map((change) => `writes ${change}`),
            ...(preview ? ["shows the preview"] : []),
        ],
        confirm: key,
        about: { key, id: edit.id },
        json: { ...json, writes: draft.changed, changes: draft.describe() },
        execute: (progress) => writeAndPreview(context, draft, { preview, done, next, json }, progress),
    };
}

function waiting(context: CommandContext, { key }: AccountModel, { id }: FoundAccount): CommandOutcome {
    return {
        text:
            `Account ${key} (${id}) is closing in the definition, but that has not been applied: the stack still protects it. ` +
            `Apply it (${upCommand(context)}), and run this again for step 2.`,
        json: { account: key, id, step: 1, applied: false },
        code: EXIT.refused,
    };
}
