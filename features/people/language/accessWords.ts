import type { AccountModel } from "../../../definition";
import type { AccountEvent } from "../../../definition/feature";
import { isInForce } from "../matrix";
import type { PeopleModel } from "../model";
import { accessList } from "./accessTexts";

/**
 * Who will have access to an account that is added; who has it before the account is closed, handed over or quarantined, or when it
 * expires, and what becomes of that access.
 */
export function accessWords(
    { accounts, grants }: PeopleModel,
    { key }: Pick<AccountModel, "key">,
    { kind }: AccountEvent,
    day: string,
): readonly string[] {
    const access = (accounts.get(key)?.access ?? []).filter((one) => isInForce(one, day));
    if (access.length === 0) {
        return kind === "addition" && grants.length > 0
            ? ["No line of `access` means it: nobody signs in to it through IAM Identity Center."]
            : [];
    }
    const who = accessList(access);
    switch (kind) {
        case "addition":
            return [`By the lines of \`access\`, these have access to it from the start: ${who}.`];
        case "closing":
            return [`Through IAM Identity Center, ${who} can sign in until AWS has closed it, and not afterwards.`];
        case "hand-over":
            return [
                `When it has left, nobody signs in to it through this organisation's IAM Identity Center any more: not ${who}. Its new owner needs another way in first.`,
            ];
        case "quarantine":
            return [`Sessions of ${who} stay open, and the quarantine binds them too.`];
        case "expiry":
            return [`${who} can still sign in to it.`];
    }
}
