import assert from "node:assert/strict";
import { Account, enableRegions, Organization, setContacts } from "../../../components";
import { TYPES } from "../../../components/typeTokens";
import { AWS, one, provision, type RegisteredResource } from "./mockedPulumi";

const URN = "urn:pulumi:test::aws-organization::";
const CONTACT = {
    name: "Security team",
    title: "Head of Security",
    email: "security@example.com",
    phone: "+49 30 1234567",
} as const;

/** What a program registers that sets something in the account shop. */
async function registeredFor(set: (shop: Account) => void): Promise<readonly RegisteredResource[]> {
    const { registered } = await provision(() => {
        const parent = new Organization("organization", { featureSet: "ALL" });
        set(new Account("shop", { parent, email: "shop@example.com" }));
    });
    return registered;
}

describe("the settings of an account", () => {
    it("are its contacts, each of its kind", async () => {
        const registered = await registeredFor((shop) =>
            setContacts(shop, { billing: CONTACT, operations: { ...CONTACT, name: "Ops" } }),
        );
        assert.deepEqual(one(registered, AWS.contact, "OPERATIONS@shop").inputs, {
            accountId: "account:shop",
            alternateContactType: "OPERATIONS",
            name: "Ops",
            title: "Head of Security",
            emailAddress: "security@example.com",
            phoneNumber: "+49 30 1234567",
        });
        assert.equal(registered.filter(({ type }) => type === AWS.contact).length, 2);
    });

    it("are the opt-in regions that are enabled in it", async () => {
        const registered = await registeredFor((shop) => enableRegions(shop, ["ap-east-1", "me-south-1"]));
        assert.deepEqual(
            registered
                .filter(({ type }) => type === AWS.region)
                .map(({ inputs: { accountId, regionName, enabled } }) => [accountId, regionName, enabled]),
            ["ap-east-1", "me-south-1"].map((region) => ["account:shop", region, true]),
        );
    });

    it("stay with the account until it is deleted itself, and have its component in their URNs", async () => {
        const registered = await registeredFor((shop) => {
            setContacts(shop, { security: CONTACT });
            enableRegions(shop, ["ap-east-1"]);
        });
        const account = one(registered, AWS.account, "shop").resource;
        for (const [type, name] of [
            [AWS.contact, "SECURITY@shop"],
            [AWS.region, "ap-east-1@shop"],
        ] as const) {
            const { options, urn } = one(registered, type, name);
            assert.equal(options.deletedWith, account, name);
            assert.equal(urn, `${URN}${TYPES.organization}$${TYPES.account}$${type}::${name}`);
        }
    });

    it("are imported where AWS has them already, each by its id", async () => {
        const registered = await registeredFor((shop) => {
            setContacts(
                shop,
                { security: CONTACT, billing: CONTACT },
                { importIds: new Map([["security", "111122223333/SECURITY"]]) },
            );
            enableRegions(shop, ["ap-east-1", "me-south-1"], {
                importIds: new Map([["me-south-1", "111122223333,me-south-1"]]),
            });
        });
        const imports = (type: string, name: string): unknown => one(registered, type, name).options.import;
        assert.deepEqual(
            [
                imports(AWS.contact, "SECURITY@shop"),
                imports(AWS.contact, "BILLING@shop"),
                imports(AWS.region, "ap-east-1@shop"),
                imports(AWS.region, "me-south-1@shop"),
            ],
            ["111122223333/SECURITY", undefined, undefined, "111122223333,me-south-1"],
        );
    });

    it("are not registered if none are named", async () => {
        const registered = await registeredFor((shop) => {
            setContacts(shop, {});
            enableRegions(shop, []);
        });
        assert.deepEqual(
            registered.filter(({ type }) => type === AWS.contact || type === AWS.region),
            [],
        );
    });
});
