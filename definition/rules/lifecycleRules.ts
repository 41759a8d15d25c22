import { HANDSHAKE_ID, INVITATION_NOTES, textError } from "../../limits";
import { denialOver } from "../bindingPolicies";
import { idOrPlaceholder, type KnownIds } from "../modelSituation";
import type { OrganizationModel } from "../model";
import type { Report } from "../problemReport";

/**
 * Checks `closing` and `leaving`. Closing an account in a sandbox needs no acknowledgement. Closing any other account needs one with the
 * account's id, and so does every leaving: only the account's owner can bring it back.
 */
export function checkLifecycle(model: OrganizationModel, report: Report, ids: KnownIds): void {
    checkAcknowledged(model, report, ids);
    for (const account of model.accounts) {
        const { key, id = idOrPlaceholder(key, ids), kind, state, acknowledge, invite, path } = account;
        if (state === "closing" && kind !== "sandbox" && acknowledge.closing === undefined) {
            const first = denialOver(account, model)
                ? ""
                : "Until it is closed, people can work in it: `org close` first moves it to a unit whose guardrails deny everything, such as Suspended.\n";
            report.add(
                [...path, "state"],
                `account ${key} will be closed, and its unit is not a sandbox. ${first}If that is what you want, write beside it\n` +
                    `acknowledge: { closing: "${id}" }`,
            );
        }
        if (state === "leaving" && acknowledge.leaving === undefined) {
            report.add(
                [...path, "state"],
                `account ${key} will leave the organisation and stay open, with everything in it. If that is what you want, write beside it\n` +
                    `acknowledge: { leaving: "${id}" }`,
            );
        }
        const notes = invite?.notes === undefined ? undefined : textError(INVITATION_NOTES, invite.notes);
        if (notes) report.add([...path, "invite", "notes"], notes);
        const again = invite?.again === undefined ? undefined : textError(HANDSHAKE_ID, invite.again);
        if (again) report.add([...path, "invite", "again"], again);
    }
}

/**
 * Checks that an acknowledgement names the id of the account that it belongs to, and was not copied from another account. The review
 * compares it with the stack's state too.
 */
function checkAcknowledged({ accounts }: OrganizationModel, report: Report, ids: KnownIds): void {
    const keys = new Map(accounts.flatMap(({ key, id }) => (id === undefined ? [] : [[id, key] as const])));
    for (const { key, id, state, acknowledge, path } of accounts) {
        if (state !== "closing" && state !== "leaving") continue;
        const acknowledged = acknowledge[state];
        if (acknowledged === undefined || acknowledged === id) continue;
        const owner = keys.get(acknowledged);
        if (id === undefined && owner === undefined) {
            keys.set(acknowledged, key);
            continue;
        }
        const what = state === "closing" ? "the closing" : "the leaving";
        const of = owner === undefined ? acknowledged : `${acknowledged}, which is account ${owner}`;
        const own = id ?? idOrPlaceholder(key, ids);
        report.add(
            [...path, "acknowledge", state],
            `acknowledges ${what} of ${of}, but is written for account ${key}${id === undefined ? "" : ` (${id})`}. If ${key} is meant, write\n` +
                `acknowledge: { ${state}: "${own}" }`,
        );
    }
}
