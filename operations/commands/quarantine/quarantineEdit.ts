import { formatPlace, type OrganizationModel } from "../../../definition";
import { effectiveGuardrails } from "../../../definition/bindingPolicies";
import { QUARANTINE } from "../../../guardrails";
import { CommandError } from "../../cli/commandError";
import type { CommandContext } from "../../cli/commandContext";
import { setOf, unset } from "../../edit/accountEdits";
import { DefinitionDraft, onlyAccount } from "../../edit/definitionDraft";
import type { QuarantinedAccount } from "./quarantinedAccount";

/** How the definition will record a quarantine. */
export interface QuarantineEdit {
    /** The edit, checked and not yet written. Absent if there is none. */
    readonly draft?: DefinitionDraft;
    /** The reason why there is no edit, and what to do about it. */
    readonly note: string;
}

/**
 * Prepares `state: quarantined` for the account. It never fails, because the quarantine takes effect in AWS without the definition.
 *
 * @param wanted whether the definition should be edited at all.
 */
export function editToQuarantine(
    context: CommandContext,
    { account, mistake, name, id }: QuarantinedAccount,
    wanted: boolean,
): QuarantineEdit {
    const byHand = "Write `state: quarantined` beside the account by hand, before the next `up`";
    if (!wanted)
        return { note: `the definition is left alone (--no-definition). ${byHand}, which may end the quarantine` };
    if (mistake) {
        const count = mistake.problems.length === 1 ? "a mistake" : `${mistake.problems.length} mistakes`;
        return { note: `the definition has ${count} and is left alone (\`org check\` shows what is wrong). ${byHand}` };
    }
    if (!account) {
        return {
            note:
                `the definition ${context.settings.definition} does not have account ${name} (${id}): only AWS is changed, and no \`up\` touches the account. ` +
                `Add it to the definition, below its unit: \`${adopted(name, id)}\``,
        };
    }
    if (account.state === "quarantined") return { note: "the definition says `state: quarantined` already" };
    if (account.state !== "active") {
        return { note: `the definition says \`state: ${account.state}\`, and keeps it: an account has one state` };
    }
    try {
        return {
            draft: checked(context, account.key, (one) => setOf(one, account, "state", "quarantined")).draft,
            note: "",
        };
    } catch (error) {
        return { note: `the definition is left alone: ${(error as Error).message.trim()}\n${byHand}` };
    }
}

/**
 * Prepares the removal of `state: quarantined`. Undefined if the definition does not have it.
 *
 * @throws CommandError or the definition's mistakes if the next `up` would restore the quarantine.
 */
export function editToRelease(
    context: CommandContext,
    { account, mistake }: QuarantinedAccount,
): DefinitionDraft | undefined {
    if (mistake) {
        throw new CommandError(
            `${mistake.message}\nThe quarantine stays, because it cannot be taken out of the definition. Correct that, or use --no-definition`,
        );
    }
    if (!account) return undefined;
    const says = account.state === "quarantined";
    const { draft, after } = checked(context, account.key, (one) => {
        if (says) unset(one, account, "state");
    });
    const released = after.accounts.find(({ key }) => key === account.key);
    // An adopted definition may have a policy of that name under another key.
    const policy = after.policies.find(({ name, type }) => name === QUARANTINE && type === "SERVICE_CONTROL_POLICY");
    if (!released || !policy || !effectiveGuardrails(released, after).includes(policy.key)) {
        return says ? draft : undefined;
    }
    throw new CommandError(
        released.guardrails.includes(policy.key)
            ? `the guardrails of account ${account.key} name ${policy.key} (${formatPlace(account.place)}): \`up\` would attach it again. Take it out there, and run this again`
            : `a unit above account ${account.key}, or the root, has the guardrail ${policy.key}: while it is there nothing changes for the account. Take it out there, or move the account`,
    );
}

function checked(
    context: CommandContext,
    key: string,
    change: (draft: DefinitionDraft) => void,
): { draft: DefinitionDraft; after: OrganizationModel } {
    const draft = new DefinitionDraft(context.settings.definition, context.features);
    change(draft);
    return { draft, after: draft.check(context.model, onlyAccount(context.model, key)) };
}

function adopted(name: string, id: string): string {
    return `${name.toLowerCase().replaceAll(/[^a-z0-9-]+/g, "-")}: { id: "${id}", state: quarantined }`;
}

/** Writes the edit. A failure is reported, and the quarantine stays. */
export function writeQuarantineEdit(
    { draft, note }: QuarantineEdit,
    target: QuarantinedAccount,
    reason: string | undefined,
): { readonly text: string; readonly json: unknown } {
    if (!draft) return { text: sentence(note), json: { written: [], note } };
    try {
        draft.write();
    } catch (error) {
        const problem = `the definition could not be written: ${(error as Error).message}. Write \`state: quarantined\` beside the account by hand, before the next \`up\``;
        return { text: sentence(problem), json: { written: [], note: problem } };
    }
    const message = `Quarantine ${target.account?.key ?? target.id}${reason === undefined ? "" : `: ${reason}`}`;
    return {
        text: `The definition says so too (${draft.changed.join(", ")}). Commit it: "${message}"`,
        json: { written: draft.changed, commitMessage: message },
    };
}

function sentence(text: string): string {
    return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
