/** What closing means, as AWS has it. */
export const CLOSING: readonly string[] = [
    "For 90 days AWS keeps what is in the account, and it can be reopened: sign in as its root user, or ask AWS Support from the management account. " +
        "It comes back into the organisation, and its `id` in the definition takes it over again. After that everything in it is gone for good.",
    "What has run until it closes is billed, and so are reservations, Savings Plans and Marketplace subscriptions until they end: cancel what can be cancelled first.",
    "Its e-mail is never free again for another account: change it before you close, if you want to keep it " +
        "(aws account start-primary-email-update).",
    "It counts against the account quota until AWS has deleted it.",
];
