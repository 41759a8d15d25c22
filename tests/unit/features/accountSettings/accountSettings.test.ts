import assert from "node:assert/strict";
import { load, mistakes, refused, yaml } from "../../definition/definitionFixtures";
import { CONTACT, LET_IN, settingsOf } from "./support";

const account = (text: string): string => `units: { A: { accounts: { a: { email: a@example.com, ${text} } } } }`;

describe("contacts", () => {
    it("are inherited by kind, and the nearest wins", () => {
        const model = load(yaml`
            ${LET_IN.trim()}
            defaults:
              email: "{account}@example.com"
              contacts: { security: { ${CONTACT} }, billing: { ${CONTACT} } }
            units:
              A:
                contacts: { billing: { ${CONTACT.replace("Security team", "Purchasing")} } }
                accounts: { a: {}, b: { contacts: { security: { ${CONTACT.replace("Security team", "Ada")} } } } }
        `);
        const names = (key: string): unknown =>
            Object.fromEntries(Object.entries(settingsOf(model, key).contacts).map(([kind, { name }]) => [kind, name]));
        assert.deepEqual(names("a"), { security: "Security team", billing: "Purchasing" });
        assert.deepEqual(names("b"), { security: "Ada", billing: "Purchasing" });
    });

    it("must keep AWS's limits; mistakes are reported once, where they are written", () => {
        refused(
            yaml`
                ${LET_IN.trim()}
                defaults:
                  email: "{account}@example.com"
                  contacts: { security: { ▶name: "${"n".repeat(65)}", ▶title: "", ▶email: security, ▶phone: 0049 x } }
                units: { A: { accounts: { a: {}, b: {} } } }
            `,
            "has 65 characters: AWS allows 1 to 64",
            'contact title "" has 0 characters: AWS allows 1 to 50',
            'contact e-mail "security" has a form that AWS refuses: use one address such as security@example.com',
            'contact phone "0049 x" has a form that AWS refuses: use digits, spaces and ()+-, such as +49 30 1234567',
        );
    });

    it("need all four parts, as AWS requires", () => {
        refused(LET_IN + account("contacts: { ▶billing: { name: A, title: B, email: a@example.com } }"), "is missing");
    });
});

describe("enabledRegions", () => {
    it("are added to the inherited ones", () => {
        const model = load(
            `${LET_IN}defaults: { enabledRegions: [me-south-1] }\n${account("enabledRegions: [af-south-1]")}`,
        );
        assert.deepEqual(settingsOf(model, "a").enabledRegions, ["af-south-1", "me-south-1"]);
    });

    it("must be codes of regions that are disabled in a new account", () => {
        refused(
            LET_IN + account("enabledRegions: [▶Frankfurt, ▶eu-central-1, ▶ap-est-1x, ap-east-1, ▶ap-east-1]"),
            '"Frankfurt" is not a region: use a code such as eu-central-1',
            "region eu-central-1 is enabled in every account by default: leave it out",
            'Did you mean "ap-east-1"?',
            "names ap-east-1 a second time: keep one",
        );
    });

    it("must have the form of a region, a direction among the rest", () => {
        refused(
            LET_IN + account("enabledRegions: [▶eu-sotuh-1]"),
            '"eu-sotuh-1" is not a region. Did you mean "eu-south-1"?',
        );
    });

    it("may be newer than this program, which warns of them once", () => {
        const model = load(
            `${LET_IN}defaults: { email: "{account}@example.com", enabledRegions: [sa-west-1, eusc-de-east-1, eu-south-12] }\nunits: { A: { accounts: { a: {}, b: {} } } }`,
        );
        const warnings = model.features.warnings(model).map((one) => one.replace(/^.*organization.yaml/, ""));
        assert.deepEqual(warnings, [
            ':3:27: accounts a and b: enabledRegions: there is no region "eu-south-12" that this program knows. Did you mean "eu-south-1"? If AWS has added it recently, ignore this warning',
            ':3:27: accounts a and b: enabledRegions: there is no region "sa-west-1" that this program knows. If AWS has added it recently, ignore this warning',
        ]);
    });

    it("cause a warning if the guardrails deny everybody to use them", () => {
        const model = load(`
organization: { serviceAccess: [account.amazonaws.com] }
defaults: { email: "aws+{account}@example.com", enabledRegions: [ap-east-1] }
policies: { here: { guardrail: region-deny, parameters: { regions: [eu-central-1, me-south-1] } } }
units:
    W:
        regions: [eu-central-1, ap-east-1]
        accounts: { shop: { enabledRegions: [me-south-1] }, blog: {} }
    S:
        guardrails: [here]
        accounts: { play: { enabledRegions: [me-south-1] } }
    Free: { accounts: { free: {} } }
`);
        const warnings = model.features.warnings(model).map((one) => one.replace(/^.*organization.yaml/, ""));
        assert.deepEqual(warnings, [
            ":11:21: account play: enabledRegions enables ap-east-1, but policy here at unit S denies all work there. Remove it from enabledRegions, or allow the region",
            ":8:21: account shop: enabledRegions enables me-south-1, but `regions` of unit W denies all work there. Remove it from enabledRegions, or allow the region",
        ]);
    });
});

describe("account management", () => {
    it("needs access to the organisation for contacts and regions, which is reported once", () => {
        refused(
            yaml`
                organization: { ▶serviceAccess: [sso.amazonaws.com] }
                defaults: { email: "{account}@example.com", enabledRegions: [me-south-1] }
                units: { A: { accounts: { a: {}, b: {}, c: {}, d: {}, e: {} } } }
            `,
            "accounts a, b, c and 2 more have contacts or enabledRegions, which AWS sets only if Account Management has access to the organisation. Add it:\n" +
                "organization: { serviceAccess: [sso.amazonaws.com, account.amazonaws.com] }",
        );
        assert.match(
            mistakes(account(`contacts: { billing: { ${CONTACT} } }`))[0]?.message ?? "",
            /^account a has contacts or enabledRegions, .*Add it:\norganization: \{ serviceAccess: \[account\.amazonaws\.com\] \}/,
        );
    });

    it("is refused with consolidated billing", () => {
        refused(
            `organization: { ▶featureSet: CONSOLIDATED_BILLING }\n${account("enabledRegions: [me-south-1]")}`,
            "account a has contacts or enabledRegions, which need all features",
        );
    });
});
