import type { AccountModel, OrganizationModel, Problem } from "../../definition";
import { ACCOUNT_MANAGEMENT } from "../../limits";
import type { ExistingAccount } from "../state";

/** Whether the definition acknowledges that exactly this account is replaced by a new one. */
export function isReplaceable(account: AccountModel, before: ExistingAccount | undefined): boolean {
    return before !== undefined && account.acknowledge.replacement === before.id;
}

/** Whether this run replaces an account by a new one, as the definition acknowledges. */
export function isReplaced(account: AccountModel, before: ExistingAccount | undefined): boolean {
    return before !== undefined && isReplaceable(account, before) && fixedDiffer(account, before);
}

function fixedDiffer(account: AccountModel, before: ExistingAccount): boolean {
    return account.email !== before.email || roleDiffers(account, before);
}

function roleDiffers({ id, roleName }: AccountModel, before: ExistingAccount): boolean {
    return id === undefined && before.roleName !== undefined && roleName !== before.roleName;
}

/** Refuses to change what AWS fixes when it creates an account: another value needs another account. */
export function replacementProblems(account: AccountModel, before: ExistingAccount): Problem[] {
    const { key, path, place } = account;
    if (isReplaced(account, before)) {
        return [
            ...(account.email === before.email ? [sameEmailProblem(account)] : []),
            ...(before.closing ? [closingProblem(account, before)] : []),
        ];
    }
    if (isReplaceable(account, before)) return [];
    const problem = (property: string, message: string): Problem => ({
        place,
        path: [...path, property],
        message:
            `${message}\nTo create a new account anyway, and let account ${before.id} leave the organisation with everything in it, write beside it\n` +
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
                    `aws account accept-primary-email-update --account-id ${before.id} --primary-email ${account.email} --otp <the code that AWS sends there>\n` +
                    "Then run `pulumi refresh`. The preview then shows no change.",
            ),
        );
    }
    if (roleDiffers(account, before)) {
        problems.push(
            problem(
                "roleName",
                `changes the access role of account ${key} (${before.id}) from ${before.roleName} to ${account.roleName}, which would replace the account. ` +
                    `AWS creates the role only once. Keep roleName: ${before.roleName}, and create another role in the account with IAM. A new account would need another e-mail as well.`,
            ),
        );
    }
    return problems;
}

function sameEmailProblem({ key, email, path, place }: AccountModel): Problem {
    return {
        place,
        path: [...path, "email"],
        message:
            `account ${key} is replaced by a new account, as is acknowledged, but both would have the e-mail ${email}: an e-mail can never be used for a second account. ` +
            "Give the new one another `email`",
    };
}

/** A replaced account leaves the organisation open. If `state: closing` was applied to it before, it would be closed instead. */
function closingProblem({ key, path, place }: AccountModel, before: ExistingAccount): Problem {
    return {
        place,
        path: [...path, "acknowledge", "replacement"],
        message:
            `account ${key} (${before.id}) would be CLOSED when it is replaced, instead of leaving open: \`state: closing\` is applied. ` +
            "Remove that state and apply the definition. Then replace the account",
    };
}

/**
 * Refuses a new name if AWS Account Management has no access: AWS would refuse it half way through the run, although the preview has shown
 * it.
 */
export function renamingProblems(account: AccountModel, before: ExistingAccount, model: OrganizationModel): Problem[] {
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
                    ? "which AWS allows only if AWS Account Management has access to the organisation. Add it, in the same change:\n" +
                      `organization: { serviceAccess: [${[...model.serviceAccess, ACCOUNT_MANAGEMENT].join(", ")}] }`
                    : "which is possible only in the account itself with CONSOLIDATED_BILLING. Rename it there, and run `pulumi refresh`."),
        },
    ];
}
