/**
 * What to do about each reason for which AWS refuses an invitation (HandshakeConstraintViolationException and others in the API
 * reference of InviteAccountToOrganization, read 2026-11-24).
 */
const REASONS: Readonly<Record<string, string>> = {
    ALREADY_IN_AN_ORGANIZATION:
        "it is a member already, since a moment ago or by another name. Run `up` again, which takes it in; where the definition has its e-mail and no `id`, give the `id`",
    ACCOUNT_NUMBER_LIMIT_EXCEEDED:
        "the quota of accounts is used up: open invitations count, and so do closed accounts for 90 days. Ask AWS for more (Service Quotas, organizations, L-E619E033). In the first hour of an organisation wait, and try again",
    HANDSHAKE_RATE_LIMIT_EXCEEDED:
        "AWS sends only so many invitations in 24 hours: 20, or as many as the quota of accounts. Run `up` again tomorrow: those that were sent are kept",
    INVITE_DISABLED_DURING_ENABLE_ALL_FEATURES:
        "all features are being enabled. When every invited account has agreed and the change is finalised, run `up` again",
    ORGANIZATION_FROM_DIFFERENT_SELLER_OF_RECORD:
        "the account is of another partition or seller of AWS (China, GovCloud, India): it cannot join this organisation. Take it out of the definition",
    PAYMENT_INSTRUMENT_REQUIRED:
        "the account has no payment method. Its owner adds one at https://console.aws.amazon.com/billing/home#/paymentmethods",
    ORGANIZATION_MEMBERSHIP_CHANGE_RATE_LIMIT_EXCEEDED:
        "the account has changed its organisation too short a time ago. Wait some days, and run `up` again",
    MANAGEMENT_ACCOUNT_EMAIL_NOT_VERIFIED:
        "the e-mail of the management account is not verified. AWS has sent a mail to it: follow that, or have another sent in the console of AWS Organizations",
    INVALID_EMAIL_ADDRESS_TARGET:
        "AWS does not take the e-mail for one. Correct `email`, or invite the account by `id`",
};

const EXCEPTIONS: Readonly<Record<string, string>> = {
    AccountOwnerNotVerifiedException:
        "the owner of the management account is not verified. AWS Support verifies him or her",
    AccessDeniedException:
        "the credentials may not invite: it takes organizations:InviteAccountToOrganization (docs/aws-roles.md)",
};

/**
 * AWS's refusal in words that say what to do. What is not known here stays as AWS says it.
 *
 * @param target the id or e-mail of the account.
 */
export function explainRefusal(error: unknown, target: string): Error {
    if (!(error instanceof Error)) return new Error(`${target} could not be invited: ${String(error)}`);
    const { Reason: reason } = error as Error & { readonly Reason?: string };
    const what = (reason === undefined ? undefined : REASONS[reason]) ?? EXCEPTIONS[error.name];
    const told = `${error.name}${reason === undefined ? "" : `, ${reason}`}: ${error.message}`;
    return new Error(
        what === undefined ? `${target} was not invited. ${told}` : `${target} was not invited: ${what}.\nAWS: ${told}`,
    );
}
