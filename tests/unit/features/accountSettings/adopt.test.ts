import assert from "node:assert/strict";
import fc from "fast-check";
import { FEATURES } from "../../../../features";
import { accountSettingsAdoption } from "../../../../features/accountSettings/adopt";
import { AdoptedFeatures } from "../../../../operations/commands/adopt/feature";
import { isActive, type Inventory } from "../../../../operations/commands/adopt/inventory";
import { inventorySummary } from "../../../../operations/commands/adopt/inventorySummary";
import { awsError, readingFrom } from "../../operations/commands/adopt/adoptionReading";
import {
    account,
    drafted,
    inventory,
    organizations,
    text,
    unit,
    unitId,
} from "../../operations/commands/adopt/organizationFixture";
import { clientsOf, inAws, type SettingsInAws } from "./settingsInAws";
import { settingsOf } from "./support";

const at = (number: number) => ({ parent: unitId(number) });
const ORGANIZATION = inventory({
    organization: { ...inventory().organization, serviceAccess: ["account.amazonaws.com"] },
    units: [unit(1, "Workloads"), unit(2, "Sandbox")],
    accounts: [
        account(1, "shop", at(1)),
        account(2, "data", at(1)),
        account(3, "play", at(2)),
        account(4, "gone", { state: "SUSPENDED" }),
    ],
});
const idOf = (number: number): string => String(100_000_000_000 + number);

async function adopted(
    settings: Readonly<Record<string, SettingsInAws>>,
    of = ORGANIZATION,
): Promise<{ readonly features: AdoptedFeatures; readonly asked: readonly string[] }> {
    const clients = clientsOf(settings);
    const features = await AdoptedFeatures.read(FEATURES, [accountSettingsAdoption], of, readingFrom(clients));
    return { features, asked: clients.asked };
}

/** The lines of the summary about contacts and regions. */
function lines(of: Inventory, features: AdoptedFeatures): string[] {
    return drafted(of, ({ leftOut, featureReport }) => inventorySummary(of, leftOut, featureReport), features)
        .split("\n")
        .filter((line) => /^ {2}(- |contacts|regions)/.test(line));
}

describe("the adoption of contacts and enabled regions", () => {
    const SETTINGS: Readonly<Record<string, SettingsInAws>> = {
        [idOf(1)]: {
            contacts: { SECURITY: inAws("Team"), BILLING: inAws("Purchasing", { PhoneNumber: "0049" }) },
            regions: {
                "me-south-1": "ENABLED",
                "af-south-1": "ENABLED",
                "ap-east-1": "ENABLED",
                "ca-west-1": "ENABLING",
            },
        },
        [idOf(2)]: { contacts: { SECURITY: inAws("Team") }, regions: { "me-south-1": "ENABLED" } },
        [idOf(3)]: { contacts: { SECURITY: inAws("Ada: #1") }, regions: { "eu-central-1": "ENABLED_BY_DEFAULT" } },
    };

    it("writes what accounts share once, and asks four questions about each active account", async () => {
        const { features, asked } = await adopted(SETTINGS);
        assert.equal(
            text(ORGANIZATION, "organization.yaml", features),
            `organization:
    id: o-abcdefghij
    policyTypes: [SERVICE_CONTROL_POLICY]
    serviceAccess: [account.amazonaws.com]

defaults:
    contacts: { security: { name: Team, title: Security, email: security@example.com, phone: +49 30 1234567 } }

units:
    Sandbox:
        id: ou-ab12-00000002
        accounts:
            play:
                id: "100000000003"
                email: account-3@example.com
                contacts:
                    security: { name: "Ada: #1", title: Security, email: security@example.com, phone: +49 30 1234567 }
    Workloads:
        id: ou-ab12-00000001
        enabledRegions: [me-south-1]
        accounts:
            data: { id: "100000000002", email: account-2@example.com }
            shop:
                id: "100000000001"
                email: account-1@example.com
                contacts: { billing: { name: Purchasing, title: Security, email: security@example.com, phone: "0049" } }
                enabledRegions: [af-south-1, ap-east-1]
`,
        );
        // Two pages of regions for the account with three.
        assert.equal(asked.length, 3 * 4 + 1);
        assert.ok(!asked.some((one) => one.includes(idOf(4))));
        assert.deepEqual(lines(ORGANIZATION, features).slice(0, 2), [
            "  contacts   4 of 3 accounts: the definition has names, e-mail addresses and phone numbers of people",
            "  regions    4 opt-in regions enabled in 2 accounts",
        ]);
    });

    it("lets no account inherit what was not read, or what AWS would refuse today", async () => {
        const { features } = await adopted({
            ...SETTINGS,
            [idOf(2)]: {
                contacts: { SECURITY: inAws("Team", { PhoneNumber: "x" }) },
                regions: awsError("InternalServerException", "busy"),
            },
        });
        drafted(
            ORGANIZATION,
            ({ model }) => {
                assert.deepEqual(settingsOf(model, "data"), { contacts: {}, enabledRegions: [] });
                assert.equal(settingsOf(model, "shop").contacts.security?.name, "Team");
            },
            features,
        );
        assert.deepEqual(lines(ORGANIZATION, features).slice(2, 4), [
            "  - opt-in regions of data (100000000002): not read (InternalServerException: busy). They stay as they are",
            '  - contacts and opt-in regions that a rule refuses: security of data (100000000002): contact phone "x" has a form that AWS refuses: use digits, spaces and ()+-, such as +49 30 1234567. They stay as they are',
        ]);
    });

    it("reads the others if one account is denied, also the first", async () => {
        const denied = awsError("AccessDeniedException", "not allowed");
        const { features } = await adopted({
            ...SETTINGS,
            [idOf(1)]: { contacts: { BILLING: denied }, regions: denied },
        });
        assert.deepEqual(
            lines(ORGANIZATION, features).filter((line) => line.includes("not read")),
            [
                "  - contacts of shop (100000000001): not read (AccessDeniedException: not allowed). They stay as they are",
                "  - opt-in regions of shop (100000000001): not read (AccessDeniedException: not allowed). They stay as they are",
            ],
        );
        drafted(
            ORGANIZATION,
            ({ model }) => assert.equal(settingsOf(model, "data").contacts.security?.name, "Team"),
            features,
        );
    });

    it("goes on without them where they are denied", async () => {
        const denied = awsError("AccessDeniedException", "not allowed");
        const all = [1, 2, 3].map((number) => [
            idOf(number),
            { contacts: { SECURITY: denied, BILLING: denied, OPERATIONS: denied }, regions: denied },
        ]);
        const { features } = await adopted(Object.fromEntries(all) as Record<string, SettingsInAws>);
        const names = "shop (100000000001), data (100000000002) and play (100000000003)";
        assert.deepEqual(lines(ORGANIZATION, features).slice(0, 2), [
            `  - contacts of ${names}: not read (AccessDeniedException: not allowed). They stay as they are`,
            `  - opt-in regions of ${names}: not read (AccessDeniedException: not allowed). They stay as they are`,
        ]);
    });

    for (const [why, organization] of Object.entries({
        "Account Management has no access": { serviceAccess: ["sso.amazonaws.com"] },
        "billing is all that the organisation shares": { featureSet: "CONSOLIDATED_BILLING", policyTypes: [] },
    })) {
        it(`does not ask where ${why}`, async () => {
            const of = inventory({
                ...ORGANIZATION,
                organization: { ...ORGANIZATION.organization, serviceAccess: [], ...organization },
            });
            const { features, asked } = await adopted(SETTINGS, of);
            assert.deepEqual(asked, []);
            assert.deepEqual(lines(of, features).slice(0, 1), [
                "  - contacts and opt-in regions of accounts: not read, because AWS Account Management (account.amazonaws.com) has no access to the organisation. They stay as they are",
            ]);
        });
    }

    it("writes a definition that gives every account exactly what AWS has", async () => {
        const contact = fc.record({
            Name: fc.constantFrom("Team", "yes", "- x", "'", "Ünï, {a}", "#1"),
            Title: fc.constantFrom("Head", "null", "a: b"),
            EmailAddress: fc.constantFrom("a@example.com", "b+c@example.com"),
            PhoneNumber: fc.constantFrom("0049", "+49 30 1", "(030)", "1-2"),
        });
        const settings = fc.record({
            contacts: fc.dictionary(fc.constantFrom("SECURITY", "BILLING", "OPERATIONS"), contact, {
                noNullPrototype: true,
            }),
            regions: fc.dictionary(fc.constantFrom("me-south-1", "ap-east-1", "sa-west-1"), fc.constant("ENABLED"), {
                noNullPrototype: true,
            }),
        });
        await fc.assert(
            fc.asyncProperty(organizations, fc.array(settings, { minLength: 1, maxLength: 3 }), async (some, all) => {
                const of = {
                    ...some,
                    organization: { ...some.organization, serviceAccess: ["account.amazonaws.com"] },
                };
                const ids = of.accounts.filter(isActive).map(({ id }) => id);
                const inAccounts: Record<string, (typeof all)[number]> = Object.fromEntries(
                    ids.map((id, index) => [id, all[index % all.length] ?? assert.fail()]),
                );
                const { features } = await adopted(inAccounts, of);
                // It would throw if the definition were not exact.
                drafted(
                    of,
                    ({ model }) => {
                        for (const { key, id = "" } of model.accounts) {
                            const { contacts, enabledRegions } = settingsOf(model, key);
                            const wanted = inAccounts[id] ?? assert.fail(id);
                            assert.deepEqual(enabledRegions, Object.keys(wanted.regions ?? {}).sort());
                            assert.deepEqual(
                                Object.keys(contacts)
                                    .map((kind) => kind.toUpperCase())
                                    .sort(),
                                Object.keys(wanted.contacts ?? {}).sort(),
                            );
                        }
                    },
                    features,
                );
            }),
            { numRuns: 40 },
        );
    });
});
