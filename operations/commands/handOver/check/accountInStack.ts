import { isAccount, isAccountComponent, parseUrn } from "../../../../program/state";
import { CommandError } from "../../../cli/commandError";
import type { CommandContext } from "../../../cli/commandContext";
import { exportedResources, type ExportedResource } from "../../../cli/exportedState";
import { StackRunner } from "../../../cli/stackRunner";

/** What the next run does with an account that the definition leaves out. */
type End =
    /** Pulumi refuses to delete it. */
    | "kept"
    /** It leaves the organisation, open. */
    | "leaves"
    /** AWS closes it. */
    | "closes";

/** What the stack's state has of an account. */
export interface AccountInStack {
    /** URNs of the account's component and all below it; empty where the stack has no account of that key. */
    readonly urns: readonly string[];
    /** Other resources that wait for it; they would stand in the way of its deletion. */
    readonly dependents: readonly string[];
    /** Pulumi refuses to delete the account. */
    readonly isProtected: boolean;
    /** The account's id; absent where the stack has none of that key. */
    readonly id?: string;
    readonly end: End;
    /** By their keys the ids of all accounts of the stack. */
    readonly accounts: ReadonlyMap<string, string>;
    /** Ids of accounts that any next run closes, whatever it is for: they are replaced, or were to be deleted before. */
    readonly closedByAnyRun: readonly string[];
}

/** Asks the state, not AWS. */
export async function accountInStack(
    context: CommandContext,
    key: string,
): Promise<AccountInStack & { readonly runner: StackRunner }> {
    const runner = await StackRunner.open(context);
    return { runner, ...accountInResources(exportedResources(await runner.exportState()), key) };
}

/** The part of a state that an account is. */
export function accountInResources(resources: readonly ExportedResource[], key: string): AccountInStack {
    const own = new Set<string>();
    // Parents stand before their children.
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

/** The provider goes by what it has returned last; what was asked for is looked at too, in case the two differ. */
function closes({ inputs, outputs }: ExportedResource): boolean {
    return inputs?.closeOnDeletion === true || outputs?.closeOnDeletion === true;
}

/**
 * What stands against handing an account over, by what is applied; undefined where nothing does. An account that the stack does
 * not have is no hindrance: there is nothing that Pulumi could do to it.
 */
export function reasonToStay(found: AccountInStack, key: string, id: string): string | undefined {
    const { accounts, closedByAnyRun, end } = found;
    const other = [...accounts].find(([name, one]) => one === id && name !== key)?.[0];
    if (found.id !== undefined && found.id !== id) {
        return `the stack has another account under the key ${key}: ${found.id}, and ${id} is meant`;
    }
    if (other !== undefined) return `the stack has account ${id} under the key ${other}, and not under ${key}`;
    if (closedByAnyRun.length > 0) {
        return `the stack is about to close ${closedByAnyRun.join(", ")}, which an earlier run has replaced: run \`up\` first`;
    }
    if (end === "closes") {
        return (
            `the stack would CLOSE ${key} (${id}): \`state: closing\` is applied (closeOnDeletion). To let it leave open, have it in the definition without \`state: closing\`, ` +
            "apply that, and run the command again"
        );
    }
    return undefined;
}

/**
 * The last look before the account is deleted from the stack.
 *
 * @throws CommandError unless what is applied says that exactly this account leaves, open. Nothing to say where the stack
 * does not have it.
 */
export function requireLeaving(found: AccountInStack, key: string, id: string): void {
    const because =
        reasonToStay(found, key, id) ??
        (found.urns.length > 0 && (found.end !== "leaves" || found.isProtected || found.id !== id)
            ? `what is applied does not say that it leaves. Put it back into the definition with \`state: leaving\` and acknowledge: { leaving: "${id}" }, apply that, and run the command again`
            : undefined);
    refuse(because, key, id);
}

/** @throws CommandError where there is a reason. */
export function refuse(because: string | undefined, key: string, id: string): void {
    if (because !== undefined) {
        throw new CommandError(`${key} (${id}) is not handed over: ${because}. The account is as it was.`);
    }
}
