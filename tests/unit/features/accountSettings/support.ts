import assert from "node:assert/strict";
import type { DefinitionModel } from "../../../../definition";
import type { AccountSettings } from "../../../../features/accountSettings/accountSettingsModel";
import { accountSettings } from "../../../../features/accountSettings/definition";

/** Gives AWS Account Management access to the organisation, which contacts and regions need. */
export const LET_IN = "organization: { serviceAccess: [account.amazonaws.com] }\n";
export const CONTACT = 'name: Security team, title: Security, email: security@example.com, phone: "+49 30 1234567"';

/** The settings of an account in a definition. */
export function settingsOf({ features }: DefinitionModel, key: string): AccountSettings {
    const found = features.get(accountSettings).accounts.get(key);
    assert.ok(found, `account ${key} has no settings`);
    return found;
}
