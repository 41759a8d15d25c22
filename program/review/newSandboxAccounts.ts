import type { OrganizationModel } from "../../definition";
import { KIND_MARK } from "../../guardrails/sandboxMark";
import { list } from "../../limits/messageText";
import type { ExistingAccount, ExistingResources } from "../state";
import { NO_FINDINGS, type Findings } from "./reviewFindings";

/** The most accounts that a warning names. */
const NAMED = 10;

/** Whether the state, not the definition, has an account in a unit that is marked as a sandbox. */
export function wasInSandbox(before: ExistingAccount, { units }: ExistingResources): boolean {
    return before.unit !== undefined && units.get(before.unit)?.sandbox === true;
}

/**
 * Warns about accounts that come into a sandbox by this change, because their unit becomes one or because they move there. From then on
 * they may be emptied and closed, which a diff of a tag or a unit does not show.
 */
export function newSandboxAccounts(model: OrganizationModel, existing: ExistingResources): Findings {
    const found = new Map<string, string[]>();
    for (const { key, kind, unit, state } of model.accounts) {
        const before = existing.accounts.get(key);
        if (before === undefined || kind !== "sandbox" || wasInSandbox(before, existing)) continue;
        if (state === "closing" || state === "leaving") continue;
        found.set(unit, [...(found.get(unit) ?? []), `${key} (${before.id})`]);
    }
    return {
        ...NO_FINDINGS,
        warnings: [...found].map(
            ([unit, accounts]) =>
                `${named(accounts)} will be in unit ${unit} of kind sandbox. Until now, their unit did not have the mark of a sandbox (${KIND_MARK}). ` +
                "From then on `org reset-sandbox` may empty each of them, and closing needs no acknowledgement.",
        ),
    };
}

function named(accounts: readonly string[]): string {
    return `account${accounts.length > 1 ? "s" : ""} ${list(accounts, NAMED)}`;
}
