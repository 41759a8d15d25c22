import { DefinitionError, type AccountModel, type OrganizationModel, type Problem } from "../definition";
import type { ExistingAccount, ExistingResources } from "./state";

/**
 * Compares a definition with what the stack holds, and refuses what would lose an account: leaving it out, replacing it,
 * moving it out of guardrails. Each refusal says what to write where it is meant.
 *
 * Pulumi's own protection of the accounts stands behind this, for what this does not see.
 *
 * @param location the definition's place, for what is no longer in it.
 * @throws DefinitionError with all refusals at once.
 */
export function review(model: OrganizationModel, existing: ExistingResources, location: string): void {
    const keys = new Set(model.accounts.map(({ key }) => key));
    const problems = [
        ...[...existing.accounts].flatMap(([key, account]) =>
            keys.has(key) || account.closing ? [] : [missing(key, account, location)],
        ),
        ...model.accounts.flatMap((account) => {
            const before = existing.accounts.get(account.key);
            return before
                ? [
                      ...replacement(account, before),
                      ...closing(account, before),
                      ...renaming(account, before, model),
                      ...loosening(account, before, model, existing),
                  ]
                : [];
        }),
        ...consolidation(model, existing, location),
    ];
    if (problems.length > 0) throw new DefinitionError(problems);
}

/** Whether the definition acknowledges that exactly this account is let go for a new one. */
export function isReplaceable(account: AccountModel, before: ExistingAccount | undefined): boolean {
    return before !== undefined && account.acknowledge.replacement === before.id;
}

function missing(key: string, { id, unit }: ExistingAccount, location: string): Problem {
    return {
        place: { file: location },
        path: [],
        message:
            `account ${key} (${id}${unit === undefined ? "" : `, unit ${unit}`}) is in the stack and no longer in the definition. ` +
            "Leaving it out neither closes nor removes it. Its key is its identity: put it back.\n" +
            `To rename it, keep the key and give the name in \`name\`. To close it, put it back with \`state: closing\`, apply that, and then leave it out.`,
    };
}

function replacement(account: AccountModel, before: ExistingAccount): Problem[] {
    if (isReplaceable(account, before)) return [];
    const { key, path, place } = account;
    const problem = (property: string, message: string): Problem => ({
        place,
        path: [...path, property],
        message:
            `${message}\nTo make a new account all the same, and let account ${before.id} leave the organisation with all that is in it, write beside it\n` +
            `acknowledge: { replacement: "${before.id}" }`,
    });
    const problems: Problem[] = [];
    if (account.email !== before.email) {
        problems.push(
            problem(
                "email",
                `changes the e-mail of account ${key} (${before.id}) from ${before.email} to ${account.email}, which would replace the account. ` +
                    "Change the e-mail in AWS first:\n" +
                    `aws account start-primary-email-update --account-id ${before.id} --primary-email ${account.email}\n` +
                    "then run `pulumi refresh`, and this change is none any more.",
            ),
        );
    }
    if (account.id === undefined && before.roleName !== undefined && account.roleName !== before.roleName) {
        problems.push(
            problem(
                "roleName",
                `changes the access role of account ${key} (${before.id}) from ${before.roleName} to ${account.roleName}, which would replace the account. ` +
                    `AWS makes the role once. Keep roleName: ${before.roleName}, and make another role in the account by IAM.`,
            ),
        );
    }
    return problems;
}

/** The service that renames accounts; AWS lets it in where the organisation trusts it. */
export const ACCOUNT_MANAGEMENT = "account.amazonaws.com";

/** Without the access AWS refuses the new name half way through the run, after the preview has promised it. */
function renaming(account: AccountModel, before: ExistingAccount, model: OrganizationModel): Problem[] {
    const { key, name, path, place } = account;
    if (before.name === undefined || before.name === name || isReplaceable(account, before)) return [];
    if (model.serviceAccess.includes(ACCOUNT_MANAGEMENT)) return [];
    return [
        {
            place,
            path: [...path, "name"],
            message:
                `renames account ${key} (${before.id}) from ${JSON.stringify(before.name)} to ${JSON.stringify(name)}, ` +
                (model.featureSet === "ALL"
                    ? "which AWS allows only where account management may work with the organisation. Add it, in the same change:\n" +
                      `organization: { serviceAccess: [${[...model.serviceAccess, ACCOUNT_MANAGEMENT].join(", ")}] }`
                    : "which with CONSOLIDATED_BILLING can be done in the account itself only. Rename it there, and run `pulumi refresh`."),
        },
    ];
}

/** An acknowledgement is for one account: one copied from another is none. */
function closing({ key, kind, state, acknowledge, path, place }: AccountModel, { id }: ExistingAccount): Problem[] {
    if (state !== "closing" || kind === "sandbox" || acknowledge.closing === id) return [];
    return [
        {
            place,
            path: [...path, "acknowledge", "closing"],
            message: `acknowledges the closing of ${acknowledge.closing ?? "no account"}, and account ${key} is ${id}. If it is to be closed, write\nacknowledge: { closing: "${id}" }`,
        },
    ];
}

/** A move is one line in a review, and the guardrails it leaves behind are not seen there. */
function loosening(
    account: AccountModel,
    before: ExistingAccount,
    model: OrganizationModel,
    existing: ExistingResources,
): Problem[] {
    if (before.unit === undefined || before.unit === account.unit) return [];
    const after = guardrailsAfter(account, model);
    const lost = guardrailsBefore(account.key, before.unit, existing).filter((key) => !after.has(key));
    const unacknowledged = lost.filter((key) => !account.acknowledge.loses.includes(key));
    if (unacknowledged.length === 0) return [];
    return [
        {
            place: account.place,
            path: account.path,
            message:
                `moves account ${account.key} (${before.id}) from ${before.unit} to ${account.unit}, where it loses the guardrails ${unacknowledged.join(", ")}. ` +
                "Attach them to the account or its new unit, or say that it is meant, beside it:\n" +
                `acknowledge: { loses: [${lost.join(", ")}] }`,
        },
    ];
}

function guardrailsBefore(account: string, unit: string, { attachments, units }: ExistingResources): string[] {
    const found = [...(attachments.accounts.get(account) ?? []), ...attachments.root];
    for (let at: string | undefined = unit; at !== undefined; at = units.get(at)?.parent) {
        found.push(...(attachments.units.get(at) ?? []));
    }
    return [...new Set(found)].sort();
}

function guardrailsAfter(account: AccountModel, { guardrails, units }: OrganizationModel): ReadonlySet<string> {
    const byKey = new Map(units.map((unit) => [unit.key, unit]));
    const found = [...account.guardrails, ...guardrails];
    for (
        let at = byKey.get(account.unit);
        at !== undefined;
        at = at.parent === undefined ? undefined : byKey.get(at.parent)
    ) {
        found.push(...at.guardrails);
    }
    return new Set(found);
}

/** AWS cannot go back from all features. */
function consolidation(model: OrganizationModel, existing: ExistingResources, location: string): Problem[] {
    if (model.featureSet === "ALL" || existing.featureSet !== "ALL") return [];
    return [
        {
            place: { file: location },
            path: ["organization", "featureSet"],
            message:
                "the organisation has all features, and AWS has no way back to CONSOLIDATED_BILLING: keep featureSet: ALL",
        },
    ];
}
