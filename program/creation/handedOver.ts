import type { AccountModel } from "../../definition";
import { visible } from "../../limits/visibleText";

/** An account that `org hand-over` has handed over, by its record. */
export interface HandedOverAccount {
    readonly key: string;
    readonly id: string;
    /** The account's e-mail when it left. */
    readonly email: string;
    /** The day on which it left: 2026-11-24. */
    readonly day: string;
    /** The path of the record. */
    readonly file: string;
}

/**
 * Warns about new accounts that have the key or the e-mail of an account that was handed over. A restored line of the definition would
 * create an empty account, or fail half way: AWS refuses an e-mail that another account has.
 *
 * @param created the accounts that the run creates.
 */
export function handedOverWarnings(
    created: readonly AccountModel[],
    handedOver: readonly HandedOverAccount[],
): string[] {
    return created.flatMap(({ key, email }) => {
        const sameEmail = handedOver.find((one) => one.email.toLowerCase() === email.toLowerCase());
        if (sameEmail) {
            return [
                `account ${key} would be created with ${email}, which was the e-mail of ${describe(sameEmail)}. AWS refuses it as long as that account has this e-mail, and after it is closed too. ` +
                    `Choose another e-mail. If that account is to come back, invite it: id: "${visible(sameEmail.id)}", invite: true`,
            ];
        }
        const sameKey = handedOver.find((one) => one.key === key);
        if (!sameKey) return [];
        return [
            `account ${key} would be created as a new, empty account. Its key was that of ${describe(sameKey)}. ` +
                `If that account is to come back, invite it: id: "${visible(sameKey.id)}", email: ${visible(sameKey.email)}, invite: true`,
        ];
    });
}

function describe({ key, id, day, file }: HandedOverAccount): string {
    return `account ${visible(key)} (${visible(id)}), which was handed over on ${day} (${visible(file)})`;
}
