import { isAccount, isAccountComponent, parseUrn } from "../../../../program/state";
import { CommandError } from "../../../cli/commandError";
import type { CommandContext } from "../../../cli/commandContext";
import { exportedResources, type ExportedResource } from "../../../cli/exportedState";
import { StackRunner } from "../../../cli/stackRunner";

/** What the next run does with an account that the definition leaves out. */
type End =
    /** Pulumi refuses to delete it. */
    | "kept"
    /** It leaves the organisation and stays open. */
    | "leaves"
    /** AWS closes it. */
    | "closes";

/** What the stack's state says about an account. */
export interface AccountInStack {
    /** URNs of the account's component and all below it; empty if the stack has no account with that key. */
    readonly urns: readonly string[];
    /** URNs of other resources that depend on the account. They would prevent its deletion. */
    readonly dependents: readonly string[];
    /** Whether Pulumi's `protect` is set, so that Pulumi refuses to delete the account. */
    readonly isProtected: boolean;
    /** The account's id. Absent if the stack has no account with that key. */
    readonly id?: string;
    readonly end: End;
    /** The ids of all accounts in the stack, by their keys. */
    readonly accounts: ReadonlyMap<string, string>;
    /** Ids of accounts that the next run closes in any case, because they are being replaced or are waiting to be deleted. */
    readonly closedByAnyRun: readonly string[];
}

/** Reads the state and not AWS. */
export async function accountInStack(
    context: CommandContext,
    key: string,
): Promise<AccountInStack & { readonly runner: StackRunner }> {
    const runner = await StackRunner.open(context);
    return { runner, ...accountInResources(exportedResources(await runner.exportState()), key) };
}

/** The part of a state that belongs to an account. */
export function accountInResources(resources: readonly ExportedResource[], key: string): AccountInStack {
    const own = new Set<string>();
    // Parents come before their children.
    for (const { urn, parent } of resources) {
        const parsed = parseUrn(urn);
        const isComponent = isAccountComponent(parsed) && parsed.name === key;
        if (isComponent || (parent !== undefined && own.has(parent))) own.add(urn);
    }
    const accounts = resources.filter(({ urn }) => isAccount(parseUrn(urn)));
    const mine = accounts.find((resource) => own.has(resource.urn) && resource.delete !== true);
    const component = resources.find(({ urn }) => own.has(urn) && isAccountComponent(parseUrn(urn)));
    const saysLeaving = component?.outputs?.state === "leaving";
    const live = accounts.filter((resource) => resource.delete !== true);
    return {
        urns: [...own],
        dependents: resources
            .filter(({ urn, dependencies = [] }) => !own.has(urn) && dependencies.some((one) => own.has(one)))
            .map(({ urn }) => urn),
        isProtected: resources.some(({ urn, protect }) => own.has(urn) && protect === true),
        ...(mine?.id !== undefined && { id: mine.id }),
        end: mine !== undefined && closes(mine) ? "closes" : saysLeaving ? "leaves" : "kept",
        accounts: new Map(live.map(({ urn, id = "" }) => [parseUrn(urn).name, id])),
        closedByAnyRun: accounts
            .filter((resource) => resource.delete === true && closes(resource))
            .map(({ id = "" }) => id),
    };
}

/**
 * The resources that name an account until it is out of the definition, such as a budget of its unit. Pulumi keeps the account in the stack
 * if they are not updated with it. Other accounts are never among them, so that no run for one account can close another.
 */
export function namingResources({ dependents }: Pick<AccountInStack, "dependents">): readonly string[] {
    return dependents.filter((urn) => {
        const parsed = parseUrn(urn);
        return !isAccount(parsed) && !isAccountComponent(parsed);
    });
}

/** The provider goes by its last outputs. The inputs are checked too, in case the two differ. */
function closes({ inputs, outputs }: ExportedResource): boolean {
    return inputs?.closeOnDeletion === true || outputs?.closeOnDeletion === true;
}

/**
 * The reason in the applied state against handing over an account. Undefined if there is none. An account that the stack does not
 * have is no reason: Pulumi cannot do anything to it.
 */
export function reasonToStay(found: AccountInStack, key: string, id: string): string | undefined {
    const { accounts, closedByAnyRun, end } = found;
    const other = [...accounts].find(([name, one]) => one === id && name !== key)?.[0];
    if (found.id !== undefined && found.id !== id) {
        return `the stack has another account under the key ${key}: ${found.id} instead of ${id}`;
    }
    if (other !== undefined) return `the stack has account ${id} under the key ${other}, and not under ${key}`;
    if (closedByAnyRun.length > 0) {
        return `the stack is about to close ${closedByAnyRun.join(", ")}, which an earlier run has replaced: run \`up\` first`;
    }
    if (end === "closes") {
        return (
            `the stack would CLOSE ${key} (${id}): \`state: closing\` is applied (closeOnDeletion). To let it leave without being closed, remove \`state: closing\` from the definition, ` +
            "apply that, and run the command again"
        );
    }
    return undefined;
}

/**
 * The last check before the account is deleted from the stack.
 *
 * @throws CommandError unless the state says that exactly this account leaves and stays open. Passes if the stack does not have the
 *   account.
 */
export function requireLeaving(found: AccountInStack, key: string, id: string): void {
    const because =
        reasonToStay(found, key, id) ??
        (found.urns.length > 0 && (found.end !== "leaves" || found.isProtected || found.id !== id)
            ? `the applied state does not say that it leaves. Put it back into the definition with \`state: leaving\` and acknowledge: { leaving: "${id}" }, apply that, and run the command again`
            : undefined);
    refuse(because, key, id);
}

/** @throws CommandError if there is a reason. */
export function refuse(because: string | undefined, key: string, id: string): void {
    if (because !== undefined) {
        throw new CommandError(`${key} (${id}) is not handed over: ${because}. The account is as it was.`);
    }
}
