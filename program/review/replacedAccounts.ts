import type { AccountModel, OrganizationModel, Problem } from "../../definition";
import { ACCOUNT_MANAGEMENT } from "../../limits";
import type { ExistingAccount } from "../state";

/** Whether the definition acknowledges that exactly this account is let go for a new one. */
export function isReplaceable(account: AccountModel, before: ExistingAccount | undefined): boolean {
    return before !== undefined && account.acknowledge.replacement === before.id;
}

/** Whether this run lets an account go for a new one, as the definition acknowledges. */
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
                    `aws account accept-primary-email-update --account-id ${before.id} --primary-email ${account.email} --otp <the code that AWS sends there>\n` +
                    "Then run `pulumi refresh`, and the preview shows no change.",
            ),
        );
    }
    if (roleDiffers(account, before)) {
        problems.push(
            problem(
                "roleName",
                `changes the access role of account ${key} (${before.id}) from ${before.roleName} to ${account.roleName}, which would replace the account. ` +
                    `AWS makes the role once. Keep roleName: ${before.roleName}, and make another role in the account by IAM. A new account would need another e-mail as well.`,
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
            `account ${key} is to be replaced by a new account, as is acknowledged, and both would have the e-mail ${email}: AWS gives an e-mail to one account, and never again. ` +
            "Give the new one another `email`",
    };
}

/** A replaced account leaves the organisation open. If `state: closing` was applied to it before, it would be closed instead. */
function closingProblem({ key, path, place }: AccountModel, before: ExistingAccount): Problem {
    return {
        place,
        path: [...path, "acknowledge", "replacement"],
        message:
            `account ${key} (${before.id}) would be CLOSED when it is replaced, and not let go: \`state: closing\` is applied. ` +
            "Take that state away and apply it, and replace the account then",
    };
}

/** Refuses a new name where account management has no access: AWS would refuse it half way through the run, after the preview has promised it. */
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
                    ? "which AWS allows only where account management may work with the organisation. Add it, in the same change:\n" +
                      `organization: { serviceAccess: [${[...model.serviceAccess, ACCOUNT_MANAGEMENT].join(", ")}] }`
                    : "which with CONSOLIDATED_BILLING can be done in the account itself only. Rename it there, and run `pulumi refresh`."),
        },
    ];
}
