import { security } from "../../../../features/security/definition";
import type { SecurityModel } from "../../../../features/security/securityModel";
import { load, mistakes } from "../../definition/definitionFixtures";

/** An organisation with the two shared accounts and one more. */
export const ORGANISATION = `
defaults: { email: "aws+{account}@example.com" }
regions: [eu-central-1, eu-west-1]
units:
    Security: { kind: security, without: [protect-security-services, protect-logs], accounts: { audit: {}, log-archive: {} } }
    Workloads: { accounts: { shop: {}, old: { state: leaving, acknowledge: { leaving: "111122223333" } } } }
`;

export function modelOf(keys: string, organisation = ORGANISATION): SecurityModel {
    return load(organisation + keys).features.get(security);
}

export function messages(keys: string, organisation = ORGANISATION): string[] {
    return mistakes(organisation + keys).map(({ path, message }) => `${path}: ${message}`);
}
