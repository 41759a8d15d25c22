import { isDeepStrictEqual } from "node:util";
import { AccountManagement } from "../../aws/accountManagement";
import { withoutUndefined } from "../../definition/resolution/withoutUndefined";
import { ACCOUNT_MANAGEMENT, countOf, list } from "../../limits";
import {
    inheritedValues,
    readEachAccount,
    unreadByReason,
    type AccountAnswers,
    type AdoptionReport,
    type FeatureAdoption,
    type DefinitionKeys,
    type OrganizationInventory,
} from "../../operations/commands/adopt/feature";
import type { AccountSettings, AccountSettingsModel } from "./accountSettingsModel";
import { contactError, contactOf, contactType } from "./contactInAws";
import { CONTACT_KINDS, type Contact, type Contacts } from "./contacts";
import { accountSettings } from "./definition";
import { enabledRegionError } from "./enabledRegions";

/** What AWS has of the accounts, by their ids. */
interface FoundSettings {
    readonly contacts: AccountAnswers<Contacts>;
    readonly regions: AccountAnswers<readonly string[]>;
}

/** Undefined if AWS Account Management has no access to the organisation: AWS would refuse the questions. */
type FoundIfAsked = FoundSettings | undefined;

export const accountSettingsAdoption: FeatureAdoption<AccountSettingsModel, FoundIfAsked> = {
    feature: accountSettings,

    /** Three calls for the contacts of an account, and one for its regions. */
    async read({ organization, accounts }, reading) {
        if (organization.featureSet !== "ALL" || !organization.serviceAccess.includes(ACCOUNT_MANAGEMENT)) return;
        const management = new AccountManagement(reading.clients, reading.caller);
        const ask = <T>(what: string, question: (id: string) => Promise<T>): Promise<AccountAnswers<T>> =>
            readEachAccount(accounts, { what, services: ["account"], ask: question }, reading);
        return {
            contacts: await ask("contacts", (id) => contactsOf(id, management)),
            regions: await ask("opt-in regions", (id) => management.regions(id, ["ENABLED"])),
        };
    },

    write(found, organization) {
        const settings = organization.accounts.map(({ id }) => [id, settingsOf(id, found)] as const);
        const contacts = inheritedValues(
            organization,
            new Map(settings.map(([id, { contacts: own }]) => [id, asTexts(own)])),
        );
        const regions = inheritedValues(
            organization,
            new Map(settings.map(([id, { enabledRegions }]) => [id, asNames(enabledRegions)])),
        );
        const keys = (of: (values: typeof contacts) => Texts | undefined): DefinitionKeys =>
            keysOf(of(contacts) ?? {}, of(regions) ?? {});
        return {
            defaults: keys((values) => values.defaults),
            units: new Map(organization.units.map(({ id }) => [id, keys(({ units }) => units.get(id))])),
            accounts: new Map(organization.accounts.map(({ id }) => [id, keys(({ accounts }) => accounts.get(id))])),
        };
    },

    differences({ accounts }, found, definition) {
        return definition.accounts.flatMap(({ key, id = "" }) => {
            const [aws, model] = [settingsOf(id, found), accounts.get(key) ?? NONE];
            const differs = ([name, one, other]: readonly [string, unknown, unknown]): string[] =>
                isDeepStrictEqual(one, other) ? [] : [`account ${key} (${id}): ${name} are not those of AWS`];
            return [
                ["contacts", asTexts(aws.contacts), asTexts(model.contacts)] as const,
                ["enabledRegions", aws.enabledRegions, model.enabledRegions] as const,
            ].flatMap(differs);
        });
    },

    report,
};

async function contactsOf(id: string, management: AccountManagement): Promise<Contacts> {
    const found = await Promise.all(
        CONTACT_KINDS.map(async (kind) => [kind, await management.alternateContact(id, contactType(kind))] as const),
    );
    return Object.fromEntries(found.flatMap(([kind, contact]) => (contact ? [[kind, contactOf(contact)]] : [])));
}

const NONE: AccountSettings = { contacts: {}, enabledRegions: [] };

/** The settings of an account that the definition holds: without those that were not read, and those that a rule refuses. */
function settingsOf(id: string, found: FoundIfAsked): AccountSettings {
    if (!found) return NONE;
    const contacts = Object.entries(found.contacts.values.get(id) ?? {});
    const regions = found.regions.values.get(id) ?? [];
    return {
        contacts: Object.fromEntries(contacts.filter(([, contact]) => contactError(contact) === undefined)),
        enabledRegions: regions.filter((region) => enabledRegionError(region) === undefined).sort(),
    };
}

/** Contacts by kind as JSON, or regions by name, which inheritedValues compares. */
type Texts = Readonly<Record<string, string>>;

function asTexts(contacts: Contacts): Texts {
    const parts = ({ name, title, email, phone }: Contact): string => JSON.stringify({ name, title, email, phone });
    return Object.fromEntries(
        CONTACT_KINDS.flatMap((kind) => {
            const contact = contacts[kind];
            return contact ? [[kind, parts(contact)]] : [];
        }),
    );
}

function asNames(regions: readonly string[]): Texts {
    return Object.fromEntries(regions.map((region) => [region, "enabled"]));
}

function keysOf(contacts: Texts, regions: Texts): DefinitionKeys {
    const written = Object.entries(contacts).map(([kind, text]) => [
        kind,
        JSON.parse(text) as { [part: string]: string },
    ]);
    return withoutUndefined({
        contacts: written.length > 0 ? (Object.fromEntries(written) as DefinitionKeys) : undefined,
        enabledRegions: Object.keys(regions).length > 0 ? Object.keys(regions).sort() : undefined,
    });
}

/** The most accounts and settings that a line names. */
const NAMED = 3;

function report(found: FoundIfAsked, { accounts }: OrganizationInventory): AdoptionReport {
    const settings = accounts.map(({ id }) => settingsOf(id, found));
    const contacts = settings.map((one) => Object.keys(one.contacts).length).filter((count) => count > 0);
    const regions = settings.map(({ enabledRegions }) => enabledRegions.length).filter((count) => count > 0);
    const lines = {
        contacts: `${sum(contacts)} of ${countOf(contacts.length, "account")}: the definition has names, e-mail addresses and phone numbers of people`,
        regions: `${countOf(sum(regions), "opt-in region")} enabled in ${countOf(regions.length, "account")}`,
    };
    return {
        adopted: [
            ...(contacts.length > 0 ? [{ name: "contacts", text: lines.contacts }] : []),
            ...(regions.length > 0 ? [{ name: "regions", text: lines.regions }] : []),
        ],
        notAdopted: accounts.length > 0 ? notAdopted(found, accounts) : [],
        json: { contacts: sum(contacts), enabledRegions: sum(regions) },
    };
}

function notAdopted(found: FoundIfAsked, accounts: Accounts): string[] {
    if (!found) {
        return [
            `contacts and opt-in regions of accounts: not read, because AWS Account Management (${ACCOUNT_MANAGEMENT}) has no access to the organisation. They stay as they are`,
        ];
    }
    return [
        ...unread("contacts", found.contacts, accounts),
        ...unread("opt-in regions", found.regions, accounts),
        ...refusedSettings(found, accounts),
    ];
}

type Accounts = OrganizationInventory["accounts"];

/** The most reasons that are given for one kind of setting. */
const REASONS = 5;

function unread(what: string, answers: AccountAnswers<unknown>, accounts: Accounts): string[] {
    const groups = unreadByReason(accounts, answers);
    const others = groups.slice(REASONS).flatMap((group) => group.accounts);
    return [
        ...groups.slice(0, REASONS),
        ...(others.length > 0 ? [{ reason: "for other reasons", accounts: others }] : []),
    ].map(
        (group) =>
            `${what} of ${list(group.accounts.map(named), NAMED)}: not read (${group.reason}). They stay as they are`,
    );
}

/** What the definition's rules refuse: AWS's limits may have been others when it was set, or are others by now. */
function refusedSettings({ contacts, regions }: FoundSettings, accounts: Accounts): string[] {
    const refused = accounts.flatMap((account) =>
        [
            ...Object.entries(contacts.values.get(account.id) ?? {}).map(([kind, one]) => [kind, contactError(one)]),
            ...(regions.values.get(account.id) ?? []).map((region) => [region, enabledRegionError(region)]),
        ].flatMap(([what, error]) => (error === undefined ? [] : [`${what ?? ""} of ${named(account)}: ${error}`])),
    );
    return refused.length === 0
        ? []
        : [`contacts and opt-in regions that a rule refuses: ${list(refused, NAMED)}. They stay as they are`];
}

function named({ id, name }: Accounts[number]): string {
    return `${name} (${id})`;
}

function sum(counts: readonly number[]): number {
    return counts.reduce((total, count) => total + count, 0);
}
