import { visible } from "../../../limits";
import type { BlockChange } from "./blockChange";
import type { StackSide } from "./blockSide";

/** Stacks that end in accounts that the stack no longer has, by the accounts' ids. */
export function forgottenStacks({ before, loses }: BlockChange): ReadonlyMap<string, StackSide> {
    return new Map(
        [...(before?.accounts ?? [])].filter(([id, { formerKey }]) => formerKey !== undefined && loses.has(id)),
    );
}

/** By key and id: another account may have the key now. */
export function withKeys(stacks: ReadonlyMap<string, StackSide>): ReadonlyMap<string, StackSide> {
    return new Map([...stacks].map(([id, stack]) => [`${visible(stack.formerKey ?? "")} (${id})`, stack]));
}
