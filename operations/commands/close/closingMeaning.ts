/** What closing an account means, by AWS's documentation. */
export const CLOSING_MEANING: readonly string[] = [
    "AWS keeps what is in the account for 90 days. In that time AWS Support can reopen it: ask from the management account, or as the account's root user. " +
        "A reopened account is in the organisation as before. Put it back into the definition, and it is found by its e-mail. After 90 days everything in it is deleted for good.",
    "You pay for what ran before the closing, and for reservations, Savings Plans and Marketplace subscriptions until they end. Cancel first what you can cancel.",
    "Its e-mail can never be used for another account. If you want to keep the address, change the account's e-mail before you close it " +
        "(aws account start-primary-email-update).",
    "It counts against the account quota until AWS has deleted it.",
];
