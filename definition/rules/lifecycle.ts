import type { OrganizationModel } from "../model";
import type { Report } from "../report";

/** Closing is free in a sandbox; anywhere else the definition says for which account it is meant. */
export function checkLifecycle(model: OrganizationModel, report: Report): void {
    for (const { key, kind, state, acknowledge, path } of model.accounts) {
        if (state === "closing" && kind !== "sandbox" && acknowledge.closing === undefined) {
            report.add(
                [...path, "state"],
                `account ${key} is to be closed, and is in no sandbox unit. If that is what you want, write beside it\n` +
                    `acknowledge: { closing: "<its account id>" }`,
            );
        }
    }
}
