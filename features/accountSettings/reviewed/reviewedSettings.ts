import { operationKind, weighed, type ResourceChange, type ReviewedChange } from "../../../definition/feature";
import { countOf, list, listSome, visible } from "../../../limits";
import type { AccountSettingsModel } from "../accountSettingsModel";

/** The types of the resources in a state. */
const TYPES = {
    contact: "aws:account/alternativeContact:AlternativeContact",
    region: "aws:account/region:Region",
} as const;

/** The most accounts and regions that a sentence names. */
const MOST_NAMES = 5;
const MOST_IN_DETAILS = 50;

/** The properties of a contact in words. Their values are personal data. */
const PARTS: ReadonlyMap<string, string> = new Map([
    ["name", "name"],
    ["title", "title"],
    ["emailAddress", "e-mail address"],
    ["phoneNumber", "phone number"],
]);

/** What a run changes of contacts and enabled regions: one change for all accounts to which the same happens. */
export function reviewedSettings(
    model: AccountSettingsModel,
    changes: readonly ResourceChange[],
): readonly ReviewedChange[] {
    return [
        ...alike(changes, TYPES.contact, ({ operation, properties }) => [operation, ...properties]).map((all) =>
            reviewedContact(all, model),
        ),
        ...alike(changes, TYPES.region, ({ operation, after }) => [operation, String(after?.["enabled"])]).map(
            reviewedRegion,
        ),
    ];
}

/** Changes of one kind of contact or one region to which the same happens. The names are such as `ap-east-1@shop`. */
function alike(
    changes: readonly ResourceChange[],
    type: string,
    what: (change: ResourceChange) => readonly string[],
): readonly (readonly [ResourceChange, ...ResourceChange[]])[] {
    const found = new Map<string, [ResourceChange, ...ResourceChange[]]>();
    for (const change of changes.filter((one) => one.type === type)) {
        const id = JSON.stringify([partsOf(change).thing, ...what(change)]);
        const known = found.get(id);
        if (known) known.push(change);
        else found.set(id, [change]);
    }
    return [...found.values()];
}

/** An account's key may contain `@`, a kind of contact or a region does not. */
function partsOf({ name }: ResourceChange): { readonly thing: string; readonly account: string } {
    const at = name.indexOf("@");
    return { thing: name.slice(0, at), account: name.slice(at + 1) };
}

function accountsText(all: readonly ResourceChange[]): string {
    // An acknowledgement must not depend on the order of the state.
    const accounts = all.map((change) => partsOf(change).account).sort();
    return accounts.length > MOST_NAMES
        ? countOf(accounts.length, "account")
        : `${accounts.length === 1 ? "account" : "accounts"} ${listSome(accounts)}`;
}

function accountDetails(all: readonly ResourceChange[]): readonly string[] {
    if (all.length <= MOST_NAMES) return [];
    return [`It is about ${listSome(all.map((change) => partsOf(change).account).sort(), MOST_IN_DETAILS)}.`];
}

function reviewedContact(
    all: readonly [ResourceChange, ...ResourceChange[]],
    { accounts }: AccountSettingsModel,
): ReviewedChange {
    const [{ operation, properties }] = all;
    const { thing } = partsOf(all[0]);
    // Nobody hears of what AWS finds in an account that stays.
    const isSilent =
        thing === "SECURITY" && operation === "delete" && all.some((change) => accounts.has(partsOf(change).account));
    // AWS writes to it of what it finds.
    const isElsewhere = thing === "SECURITY" && operation === "update" && properties.includes("emailAddress");
    return {
        kind: `contact-${operationKind(operation)}`,
        subject: "settings",
        ...weighed(
            isSilent ? "danger" : isElsewhere ? "attention" : "routine",
            `remove the security contact of ${accountsText(all)}`,
        ),
        text: `The ${thing.toLowerCase()} contact of ${accountsText(all)} ${contactText(operation, properties)}.`,
        details: accountDetails(all),
        resources: all.map(({ urn }) => urn),
    };
}

function contactText(operation: ResourceChange["operation"], properties: readonly string[]): string {
    switch (operation) {
        case "create":
            return "is set";
        case "import":
            return "is taken over as AWS has it";
        case "delete":
            return "is deleted";
        case "replace":
            return "is deleted and set anew";
        case "forget":
            return "leaves the stack, and stays in AWS";
        case "update":
            return `gets another ${list(properties.map((one) => PARTS.get(one) ?? visible(one)))}`;
    }
}

/** A region that leaves the definition stays enabled: what is in it would cost money, and nobody could reach it. */
function reviewedRegion(all: readonly [ResourceChange, ...ResourceChange[]]): ReviewedChange {
    const [{ operation, after }] = all;
    const { thing } = partsOf(all[0]);
    const isOff = after?.["enabled"] === false;
    const texts = {
        added: operation === "import" ? "is enabled already, and taken over," : "is enabled",
        changes: isOff ? "is disabled" : "is enabled anew",
        replaced: "is enabled anew",
        removed: "leaves the definition, and stays enabled",
    } as const;
    return {
        kind: `region-${operationKind(operation)}`,
        subject: "settings",
        ...weighed(
            isOff ? "danger" : operation === "import" ? "routine" : "attention",
            `disable region ${thing} in ${accountsText(all)}`,
        ),
        text: `Region ${visible(thing)} ${texts[operationKind(operation)]} in ${accountsText(all)}.`,
        details: accountDetails(all),
        resources: all.map(({ urn }) => urn),
    };
}
