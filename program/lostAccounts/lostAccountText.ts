import { list } from "../../limits/messageText";
import type { ResourceChange } from "../../definition/feature";
import { TYPES } from "../../components/typeTokens";
import { isAccount, parseUrn } from "../state";
import type { LostAccount, LostAccounts } from "./lostAccounts";

const MOST_NAMED = 4;

/** What people should know before a run: of each account that the definition still has, and if AWS did not answer. */
export function lostAccountWarnings({ accounts, unknown }: LostAccounts): string[] {
    return [
        ...accounts
            .filter(({ isDefined }) => isDefined)
            .map(
                (account) =>
                    `${whatAwsHas(account)}, and the definition still has it. AWS refuses every change of it. ` +
                    `\`up --refresh\` would create another account with the same e-mail, which AWS never gives twice. ${remedy(account)}`,
            ),
        ...(unknown === undefined
            ? []
            : [
                  `Whether somebody has closed accounts of the stack, or taken them out of the organisation, was not checked: ${unknown}`,
              ]),
    ];
}

/**
 * Why `up` is refused: it would fail half way, with AWS's error alone.
 *
 * @param changes what the run does.
 * @returns undefined if it does nothing to the account. Then it may run: other accounts must not wait for this one.
 */
export function lostAccountRefusal(
    account: LostAccount,
    changes: readonly Pick<ResourceChange, "operation" | "urn">[],
): string | undefined {
    const touched = changes.filter(({ urn }) => belongsTo(urn, account.key));
    if (touched.length === 0) return undefined;
    const what = list(
        touched.map(({ operation, urn }) => `${operation} ${parseUrn(urn).name}`),
        MOST_NAMED,
    );
    return `${whatAwsHas(account)}, and this run would change something of it (${what}), which AWS refuses half way. ${remedy(account)}`;
}

/** Of an account that is out of the definition: why the stack does not let it go yet. */
export function leftInState({ key, id, state }: LostAccount): string {
    if (state === undefined) {
        return `account ${key} (${id}) is out of the definition and no longer in the organisation, but still in the stack's state. Run \`pulumi refresh\`, which changes nothing in AWS: then the stack forgets it`;
    }
    const wait = state === "PENDING_CLOSURE" ? "Wait some minutes, until AWS has closed it. Then run" : "Run";
    return `account ${key} (${id}) is out of the definition, and AWS has it as ${state}, but the stack's state still has it. ${wait} \`pulumi refresh\`, which changes nothing in AWS: then the stack forgets it`;
}

function whatAwsHas({ key, id, state }: LostAccount): string {
    return state === undefined
        ? `account ${key} (${id}) is no longer in the organisation: somebody has removed it, or it has left`
        : `account ${key} (${id}) is no longer active: AWS has it as ${state}`;
}

function remedy({ state }: LostAccount): string {
    const who =
        "`./org drift` says who did that and when, as far as AWS still knows, and how to take it out of the definition (`./org take-over`)";
    if (state === undefined) {
        return `${who}. Or invite it again: \`invite: true\` and its \`id\` (docs/when/an-account-is-to-join.md)`;
    }
    if (state === "SUSPENDED") {
        return `AWS Support says why it is suspended, and can reopen it. If it is closed for good: ${who}`;
    }
    return `${who}. Or AWS Support reopens it, within 90 days of its closing`;
}

/** Whether a resource is the account, or what is attached to it or set in it. */
function belongsTo(urn: string, key: string): boolean {
    const parsed = parseUrn(urn);
    if (parsed.parentType !== TYPES.account) return false;
    return isAccount(parsed) ? parsed.name === key : parsed.name.slice(parsed.name.indexOf("@") + 1) === key;
}
