import { HANDSHAKE_ID, INVITATION_NOTES, textError } from "../../limits";
import { denialOver } from "../effective";
import type { OrganizationModel } from "../model";
import type { Report } from "../report";

/**
 * Closing is free in a sandbox; anywhere else the definition says for which account it is meant. To leave is never free: an
 * account that is gone is not got back without its owner.
 */
export function checkLifecycle(model: OrganizationModel, report: Report): void {
    for (const account of model.accounts) {
        const { key, kind, state, acknowledge, invite, path } = account;
        if (state === "closing" && kind !== "sandbox" && acknowledge.closing === undefined) {
            const first = denialOver(account, model)
                ? ""
                : "Until it is closed people can work in it: `org close` moves it first to a unit whose guardrails deny everything, such as Suspended.\n";
            report.add(
                [...path, "state"],
                `account ${key} is to be closed, and is in no sandbox unit. ${first}If that is what you want, write beside it\n` +
                    `acknowledge: { closing: "<its account id>" }`,
            );
        }
        if (state === "leaving" && acknowledge.leaving === undefined) {
            report.add(
                [...path, "state"],
                `account ${key} is to leave the organisation, open, with all that is in it. If that is what you want, write beside it\n` +
                    `acknowledge: { leaving: "<its account id>" }`,
            );
        }
        const notes = invite?.notes === undefined ? undefined : textError(INVITATION_NOTES, invite.notes);
        if (notes) report.add([...path, "invite", "notes"], notes);
        const again = invite?.again === undefined ? undefined : textError(HANDSHAKE_ID, invite.again);
        if (again) report.add([...path, "invite", "again"], again);
    }
}
