import assert from "node:assert/strict";
import { AccountManagement } from "../../../../aws/accountManagement";
import { PacedCaller } from "../../../../aws/pacedCaller";
import { accountSettings } from "../../../../features/accountSettings/definition";
import { findSameSettings } from "../../../../features/accountSettings/found";
import { AWS, one, provision } from "../../components/mockedPulumi";
import { load } from "../../definition/definitionFixtures";
import { awsError } from "../../operations/commands/adopt/adoptionReading";
import { registerModel } from "../../program/register/registerModel";
import { clientsOf, inAws, type SettingsInAws } from "./settingsInAws";
import { CONTACT } from "./support";

const MODEL = load(`
organization: { id: o-exists1234, serviceAccess: [account.amazonaws.com] }
defaults: { email: "{account}@example.com", enabledRegions: [me-south-1, ap-east-1], contacts: { security: { ${CONTACT} } } }
units:
    A:
        accounts:
            shop: { id: "111122223333", contacts: { billing: { ${CONTACT} } } }
            known: { id: "444455556666" }
            fresh: {}
`);

/** What is found of the account shop, which is taken over, beside one that the state has and one that is created. */
async function found(shop: SettingsInAws): Promise<{ readonly asked: readonly string[]; readonly ids: unknown }> {
    const clients = clientsOf({ "111122223333": shop });
    const settings = await findSameSettings(
        MODEL.features.get(accountSettings),
        MODEL,
        { accounts: new Map([["known", { id: "444455556666" }]]) },
        () => new AccountManagement(clients, new PacedCaller(false)),
    );
    assert.deepEqual([...settings.keys()], ["shop"]);
    const { contacts, regions } = settings.get("shop") ?? assert.fail();
    return { asked: clients.asked, ids: { ...Object.fromEntries(contacts), ...Object.fromEntries(regions) } };
}

describe("the settings of an account that is taken over", () => {
    it("are found where AWS has them as the definition does, by questions about what the definition names", async () => {
        const { asked, ids } = await found({
            contacts: { SECURITY: inAws("Security team"), BILLING: inAws("Somebody else"), OPERATIONS: inAws("Ops") },
            regions: { "me-south-1": "ENABLED", "ap-east-1": "ENABLING", "af-south-1": "ENABLED" },
        });
        assert.deepEqual(ids, { security: "111122223333/SECURITY", "me-south-1": "111122223333,me-south-1" });
        assert.deepEqual([...asked].sort(), [
            "GetAlternateContact 111122223333 BILLING",
            "GetAlternateContact 111122223333 SECURITY",
            "GetRegionOptStatus 111122223333 ap-east-1",
            "GetRegionOptStatus 111122223333 me-south-1",
        ]);
    });

    for (const name of ["AccessDeniedException", "ValidationException"]) {
        it(`are set as in a new account where AWS answers ${name}`, async () => {
            const error = awsError(name);
            const { ids } = await found({ contacts: { SECURITY: error, BILLING: error }, regions: error });
            assert.deepEqual(ids, {});
        });
    }

    it("stop the run where AWS does not answer", async () => {
        await assert.rejects(found({ regions: awsError("InternalServerException") }), {
            name: "InternalServerException",
        });
    });

    it("are not asked for where no account is taken over, or none of it has settings", async () => {
        const none = load(
            `defaults: { email: "{account}@example.com" }\nunits: { A: { accounts: { a: { id: "111122223333" }, b: {} } } }`,
        );
        const settings = await findSameSettings(none.features.get(accountSettings), none, { accounts: new Map() }, () =>
            assert.fail("AWS is asked"),
        );
        assert.equal(settings.size, 0);
    });

    it("are imported, and the others are created", async () => {
        const same = {
            contacts: new Map([["security", "1/SECURITY"]]),
            regions: new Map([["me-south-1", "1,me-south-1"]]),
        };
        const { registered } = await provision(() => {
            registerModel(MODEL, { found: new Map([["accountSettings", new Map([["shop", same]])]]) });
        });
        const imported = registered.flatMap(({ type, name, options }) =>
            (type === AWS.contact || type === AWS.region) && options.import !== undefined
                ? [`${name}: ${options.import}`]
                : [],
        );
        assert.deepEqual(imported.sort(), ["SECURITY@shop: 1/SECURITY", "me-south-1@shop: 1,me-south-1"]);
        assert.equal(one(registered, AWS.contact, "BILLING@shop").options.import, undefined);
    });
});
