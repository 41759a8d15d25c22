/** What closing an account means, by AWS's documentation. */
export const CLOSING_MEANING: readonly string[] = [
    "For 90 days AWS keeps what is in the account, and AWS Support can reopen it: ask from the management account, or signed in as its root user. " +
        "It is in the organisation then as before; put back into the definition, it is found by its e-mail. After 90 days everything in it is gone for good.",
    "What has run until it closes is billed, and so are reservations, Savings Plans and Marketplace subscriptions until they end: cancel what can be cancelled first.",
    "Its e-mail is never free again for another account: change it before you close, if you want to keep it " +
        "(aws account start-primary-email-update).",
    "It counts against the account quota until AWS has deleted it.",
];
