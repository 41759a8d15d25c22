/**
 * What to do about each reason for which AWS refuses an invitation (HandshakeConstraintViolationException and others in the API
 * reference of InviteAccountToOrganization, read 2026-11-24).
 */
const REASONS: Readonly<Record<string, string>> = {
    ALREADY_IN_AN_ORGANIZATION:
        "it is a member already. Perhaps it has just joined, or it was invited by its id instead of its e-mail. Run `up` again, which takes it over; if the definition has only its e-mail, add its `id`",
    ACCOUNT_NUMBER_LIMIT_EXCEEDED:
        "the quota of accounts is used up: open invitations count, and so do closed accounts for 90 days. Ask AWS for more (Service Quotas, organizations, L-E619E033). If the organisation is less than an hour old, wait and try again",
    HANDSHAKE_RATE_LIMIT_EXCEEDED:
        "AWS sends at most 20 invitations in 24 hours, or as many as the quota of accounts. Run `up` again tomorrow: those that were sent are kept",
    INVITE_DISABLED_DURING_ENABLE_ALL_FEATURES:
        "all features are being enabled. When every invited account has agreed and the change is finalised, run `up` again",
    ORGANIZATION_FROM_DIFFERENT_SELLER_OF_RECORD:
        "the account belongs to another partition or seller of AWS (China, GovCloud, India): it cannot join this organisation. Remove it from the definition",
    PAYMENT_INSTRUMENT_REQUIRED:
        "the account has no payment method. Its owner adds one at https://console.aws.amazon.com/billing/home#/paymentmethods",
    ORGANIZATION_MEMBERSHIP_CHANGE_RATE_LIMIT_EXCEEDED:
        "the account has changed its organisation too recently. Wait some days, and run `up` again",
    MANAGEMENT_ACCOUNT_EMAIL_NOT_VERIFIED:
        "the e-mail of the management account is not verified. AWS has sent an e-mail to it: follow that, or send another one in the console of AWS Organizations",
    INVALID_EMAIL_ADDRESS_TARGET: "AWS does not accept the e-mail. Correct `email`, or invite the account by `id`",
};

const EXCEPTIONS: Readonly<Record<string, string>> = {
    AccountOwnerNotVerifiedException:
        "the owner of the management account is not verified. Ask AWS Support to verify them",
    AccessDeniedException:
        "the credentials may not invite: they need organizations:InviteAccountToOrganization (docs/aws-roles.md)",
};

/**
 * An error that says what to do about AWS's refusal. Refusals that are not listed here stay as AWS words them.
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
