import { TYPES } from "../../components/types";
import type { Context } from "../context";
import { StackRunner } from "../pulumi";

interface StateResource {
    readonly urn: string;
    readonly type: string;
    readonly parent?: string;
    readonly protect?: boolean;
    readonly dependencies?: readonly string[];
}

/** What the stack's state has of an account. */
export interface AccountInStack {
    readonly runner: StackRunner;
    /** URNs of the account's component and all below it; empty where the stack has no such account. */
    readonly urns: readonly string[];
    /** Other resources that wait for it; they would stand in the way of its deletion. */
    readonly dependents: readonly string[];
    /** Pulumi refuses to delete the account. */
    readonly isProtected: boolean;
}

/** Asks the state, not AWS. */
export async function accountInStack(context: Context, key: string): Promise<AccountInStack> {
    const runner = await StackRunner.open(context);
    const state = (await runner.exportState()) as { deployment?: { resources?: readonly StateResource[] } | null };
    return { runner, ...partOf(state.deployment?.resources ?? [], key) };
}

/** The part of a state that an account is. */
export function partOf(resources: readonly StateResource[], key: string): Omit<AccountInStack, "runner"> {
    const own = new Set<string>();
    // Parents stand before their children.
    for (const { urn, type, parent } of resources) {
        const isAccount = type === TYPES.account && urn.endsWith(`::${key}`);
        if (isAccount || (parent !== undefined && own.has(parent))) own.add(urn);
    }
    return {
        urns: [...own],
        dependents: resources
            .filter(({ urn, dependencies = [] }) => !own.has(urn) && dependencies.some((one) => own.has(one)))
            .map(({ urn }) => urn),
        isProtected: resources.some(({ urn, protect }) => own.has(urn) && protect === true),
    };
}
