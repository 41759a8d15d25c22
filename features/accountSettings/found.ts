import { isDeepStrictEqual } from "node:util";
import { AccountManagement } from "../../aws/accountManagement";
import type { AwsClients } from "../../aws/awsClients";
import { exceptionName } from "../../aws/organization";
import type { AccountModel, OrganizationModel } from "../../definition";
import type { ExistingState } from "../../definition/feature";
import type { AccountSettings, AccountSettingsModel } from "./accountSettingsModel";
import { contactOf, contactType } from "./contactInAws";
import type { Contact, ContactKind } from "./contacts";

/** The settings of an account that AWS has exactly as the definition has them: ids to import them by, by kind of contact and by region. */
export interface SameSettings {
    readonly contacts: ReadonlyMap<string, string>;
    readonly regions: ReadonlyMap<string, string>;
}

/**
 * Finds the settings that accounts which are taken over in this run have already: by account key. They are imported, so that taking over an
 * account changes nothing in it. A setting that differs is not among them: it is set, over the one that the account has.
 */
export async function findSameSettings(
    { accounts: settings }: AccountSettingsModel,
    { accounts }: Pick<OrganizationModel, "accounts">,
    before: Pick<ExistingState, "accounts">,
    aws: () => AccountManagement,
): Promise<ReadonlyMap<string, SameSettings>> {
    const takenOver = accounts.flatMap((account) => takenOverBy(account, settings.get(account.key), before));
    if (takenOver.length === 0) return new Map();
    const management = aws();
    return new Map(
        await Promise.all(
            takenOver.map(async ({ key, id, contacts, enabledRegions }): Promise<[string, SameSettings]> => {
                const same = await Promise.all([
                    idsOf(Object.entries(contacts), ([kind, contact]) =>
                        sameContact(management, id, kind as ContactKind, contact),
                    ),
                    idsOf(enabledRegions, (region) => sameRegion(management, id, region)),
                ]);
                return [key, { contacts: same[0], regions: same[1] }];
            }),
        ),
    );
}

/** Account Management of the stack's AWS, at AWS's pace. */
export function accountManagement(clients: AwsClients): AccountManagement {
    return new AccountManagement(clients, clients.pacedCaller());
}

interface TakenOverAccount extends AccountSettings {
    readonly key: string;
    readonly id: string;
}

function takenOverBy(
    { key, id }: AccountModel,
    settings: AccountSettings | undefined,
    before: Pick<ExistingState, "accounts">,
): TakenOverAccount[] {
    if (id === undefined || before.accounts.has(key) || !settings) return [];
    const isEmpty = Object.keys(settings.contacts).length + settings.enabledRegions.length === 0;
    return isEmpty ? [] : [{ key, id, ...settings }];
}

/** A setting and the id of its resource; undefined if AWS does not have it so. */
type SameSetting = readonly [setting: string, id: string] | undefined;

async function idsOf<T>(
    all: readonly T[],
    find: (one: T) => Promise<SameSetting>,
): Promise<ReadonlyMap<string, string>> {
    const found = await Promise.all(all.map(find));
    return new Map(found.filter((one) => one !== undefined));
}

async function sameContact(
    management: AccountManagement,
    id: string,
    kind: ContactKind,
    contact: Contact,
): Promise<SameSetting> {
    const type = contactType(kind);
    const found = await unlessRefused(() => management.alternateContact(id, type));
    return found && isDeepStrictEqual(contactOf(found), { ...contact }) ? [kind, `${id}/${type}`] : undefined;
}

async function sameRegion(management: AccountManagement, id: string, region: string): Promise<SameSetting> {
    const status = await unlessRefused(() => management.regionStatus(id, region));
    return status === "ENABLED" ? [region, `${id},${region}`] : undefined;
}

/**
 * Whoever may not read a setting may still set it: then it is set as in an account that does not have it. An id that is no member's is refused
 * where accounts are taken over.
 */
async function unlessRefused<T>(ask: () => Promise<T>): Promise<T | undefined> {
    try {
        return await ask();
    } catch (error) {
        if (REFUSALS.has(exceptionName(error) ?? "")) return undefined;
        throw error;
    }
}

const REFUSALS: ReadonlySet<string> = new Set([
    "AccessDeniedException",
    "ResourceNotFoundException",
    "ValidationException",
]);
