import { fromState, type ExistingResources } from "../../../../program/state";
import { load } from "../../definition/definitionFixtures";

export const HEAD = `
defaults: { email: "{account}@example.com" }
policies: { tight: { guardrail: deny-root-user }, same: { guardrail: deny-root-user }, other: { guardrail: deny-purchases } }
`;

/** The state that a definition would leave behind. Ids are made of the keys. */
export function stateOf(text: string): ExistingResources {
    const { units, accounts, policies, guardrails } = load(HEAD + text);
    const attached = (all: readonly { key: string; guardrails: readonly string[] }[]): Map<string, readonly string[]> =>
        new Map(all.map((one) => [one.key, one.guardrails]));
    return {
        ...fromState({}),
        organizationId: "o-aaaaaaaaaa",
        featureSet: "ALL",
        units: new Map(
            units.map(({ key, name, parent }) => [
                key,
                { id: `ou-${key}`, name, ...(parent !== undefined && { parent }) },
            ]),
        ),
        accounts: new Map(
            accounts.map(({ key, email, unit }) => [key, { id: `id-${key}`, email, unit, closing: false }]),
        ),
        policies: new Map(policies.map(({ key, type, content }) => [key, { id: `p-${key}`, type, content }])),
        attachments: { root: guardrails, units: attached(units), accounts: attached(accounts) },
    };
}
