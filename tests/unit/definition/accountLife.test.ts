import assert from "node:assert/strict";
import { closingsAllowed } from "../../../limits";
import { byKey, load, mistakes, refused, yaml } from "./definitionFixtures";

const LET_IN = "organization: { serviceAccess: [account.amazonaws.com] }\n";
const CONTACT = 'name: Security team, title: Security, email: security@example.com, phone: "+49 30 1234567"';
const account = (text: string): string => `units: { A: { accounts: { a: { email: a@example.com, ${text} } } } }`;

describe("definition: contacts", () => {
    it("are inherited by kind; the nearest wins", () => {
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
            Object.fromEntries(
                Object.entries(byKey(model.accounts, key).contacts).map(([kind, { name }]) => [kind, name]),
            );
        assert.deepEqual(names("a"), { security: "Security team", billing: "Purchasing" });
        assert.deepEqual(names("b"), { security: "Ada", billing: "Purchasing" });
    });

    it("keep to AWS's limits, told once, where they are written", () => {
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

    it("are whole: AWS wants all four parts", () => {
        refused(LET_IN + account("contacts: { ▶billing: { name: A, title: B, email: a@example.com } }"), "is missing");
    });
});

describe("definition: enabledRegions", () => {
    it("add to what is above", () => {
        const { accounts } = load(
            `${LET_IN}defaults: { enabledRegions: [me-south-1] }\n${account("enabledRegions: [af-south-1]")}`,
        );
        assert.deepEqual(accounts[0]?.enabledRegions, ["af-south-1", "me-south-1"]);
    });

    it("are codes of regions that are off in a new account", () => {
        refused(
            LET_IN + account("enabledRegions: [▶Frankfurt, ▶eu-central-1, ▶ap-est-1x, ap-east-1, ▶ap-east-1]"),
            'region "Frankfurt" has a form that AWS refuses: use a code such as ap-east-1.',
            "region eu-central-1 is on in every account from the start: leave it out",
            'Did you mean "ap-east-1"?',
            "names ap-east-1 a second time: keep one",
        );
    });

    it("may be newer than this program", () => {
        assert.deepEqual(mistakes(LET_IN + account("enabledRegions: [sa-west-1, eusc-de-east-1]")), []);
    });
});

describe("definition: account management", () => {
    it("has to be let in for contacts and regions, told once for all", () => {
        refused(
            yaml`
                organization: { ▶serviceAccess: [sso.amazonaws.com] }
                defaults: { email: "{account}@example.com", enabledRegions: [me-south-1] }
                units: { A: { accounts: { a: {}, b: {}, c: {}, d: {}, e: {} } } }
            `,
            "accounts a, b, c and 2 more have contacts or enabledRegions, which AWS sets only where account management may work with the organisation. Add it:\n" +
                "organization: { serviceAccess: [sso.amazonaws.com, account.amazonaws.com] }",
        );
        assert.match(
            mistakes(account(`contacts: { billing: { ${CONTACT} } }`))[0]?.message ?? "",
            /^account a has contacts or enabledRegions, .*Add it:\norganization: \{ serviceAccess: \[account\.amazonaws\.com\] \}/,
        );
    });

    it("is nothing that consolidated billing has", () => {
        refused(
            `organization: { ▶featureSet: CONSOLIDATED_BILLING }\n${account("enabledRegions: [me-south-1]")}`,
            "account a has contacts or enabledRegions, which need all features",
        );
    });
});

describe("definition: owner and expires", () => {
    it("become tags", () => {
        const { accounts } = load(account("owner: ada@example.com, expires: 2027-01-31, tags: { Team: shop }"));
        assert.deepEqual(accounts[0]?.tags, { Team: "shop", Owner: "ada@example.com", Expires: "2027-01-31" });
    });

    it("override an inherited tag, unless it is locked", () => {
        const { accounts } = load(`defaults: { tags: { Owner: platform } }\n${account("owner: ada")}`);
        assert.equal(accounts[0]?.tags["Owner"], "ada");
        refused(
            `defaults: { tags: { Owner: platform }, lockedTags: [Owner] }\n${account("▶owner: ada")}`,
            'overrides the tag Owner, which defaults locks to "platform"',
        );
    });

    it("are told once where the tag is given as well", () => {
        refused(account("▶owner: ada, tags: { Owner: linus }"), "becomes the tag Owner, which tags gives as well");
        assert.deepEqual(mistakes(account("owner: ada, tags: { Owner: ada }")), []);
    });

    it("are a tag's value, and a day of the calendar", () => {
        refused(account('▶owner: "ada & linus"'), 'owner "ada & linus" has a form that AWS refuses');
        refused(account('▶owner: ""'), 'owner "" has 0 characters: AWS allows 1 to 256');
        for (const day of ["2027-02-30", "31.01.2027", "2027-1-31", "2027-13-01", "soon", "2027-01-31T00:00:00Z"]) {
            refused(account(`▶expires: "${day}"`), `"${day}" is no day of the calendar: use one such as 2027-01-31`);
        }
        assert.deepEqual(mistakes(account("expires: 2028-02-29")), []);
    });
});

describe("definition: the break-glass role", () => {
    it("is what a quarantine spares, also where the quarantine is named as a guardrail", () => {
        for (const text of ["state: quarantined", "guardrails: [quarantine]"]) {
            const model = load(`organization: { breakGlassRole: BreakGlass }\n${account(text)}`);
            assert.match(byKey(model.policies, "quarantine").content, /arn:\*:iam::\*:role\/BreakGlass"/);
            assert.deepEqual(model.accounts[0]?.guardrails, ["quarantine"]);
        }
    });

    it("is the access role unless it is named, and then the quarantine is made when it is needed", () => {
        assert.deepEqual(load(account("name: A")).policies, []);
        const model = load(`defaults: { roleName: Admin }\n${account("state: quarantined")}`);
        assert.match(byKey(model.policies, "quarantine").content, /role\/Admin"/);
    });

    it("has the form of a role's name", () => {
        refused(
            'organization: { ▶breakGlassRole: "arn:aws:iam::111122223333:role/Admin" }',
            'role name "arn:aws:iam::111122223333:role/Admin" has a form that AWS refuses: use letters, digits and _+=,.@-',
        );
    });

    it("is not forgotten by a policy that denies everything and spares others", () => {
        const policy = (roles: string): string =>
            `organization: { breakGlassRole: BreakGlass }\npolicies: { ▶suspend: { guardrail: deny-everything, parameters: { exemptRoles: [${roles}] } } }`;
        refused(
            policy('"arn:*:iam::*:role/Admin"'),
            "policy suspend denies everything, and spares arn:*:iam::*:role/Admin but not the organisation's break-glass role BreakGlass. Add arn:*:iam::*:role/BreakGlass to what it spares",
        );
        for (const roles of [
            "",
            '"arn:*:iam::*:role/BreakGlass"',
            '"arn:*:iam::*:role/Break*", "arn:*:iam::*:role/x"',
        ]) {
            assert.deepEqual(mistakes(policy(roles).replace("▶", "")), [], roles);
        }
    });

    it("is nothing that consolidated billing has", () => {
        refused(
            "organization: { featureSet: CONSOLIDATED_BILLING, ▶breakGlassRole: BreakGlass }",
            "has no policies, and no quarantine that could spare a role",
        );
    });
});

describe("definition: leaving", () => {
    it("is acknowledged by the account's id, in every kind of unit", () => {
        for (const kind of ["plain", "sandbox", "workloads", "security"]) {
            refused(
                `units: { A: { kind: ${kind}, accounts: { a: { email: a@example.com, ▶state: leaving } } } }`,
                /account a is to leave the organisation, open, [^]*acknowledge: \{ leaving: "<its account id>" \}/,
            );
        }
        assert.deepEqual(mistakes(account('state: leaving, acknowledge: { leaving: "111122223333" }')), []);
        refused(
            account("state: leaving, acknowledge: { ▶leaving: 'yes' }"),
            'account id "yes" has 3 characters: AWS allows 12',
        );
    });

    it("is possible with consolidated billing", () => {
        assert.deepEqual(
            mistakes(
                `organization: { featureSet: CONSOLIDATED_BILLING }\n${account('state: leaving, acknowledge: { leaving: "111122223333" }')}`,
            ),
            [],
        );
    });
});

describe("definition: closing", () => {
    it("is advised to begin with a move to where everything is denied, unless the account is there", () => {
        refused(account("▶state: closing"), "`org close` moves it first to a unit whose guardrails deny everything");
        const [mistake] = mistakes(
            "units: { A: { guardrails: [deny-everything], accounts: { a: { email: a@example.com, state: closing } } } }",
        );
        assert.doesNotMatch(mistake?.message ?? "org close", /org close/);
    });

    it("and leaving are acknowledged for the account that they stand beside", () => {
        const [own, other] = ["111122223333", "444455556666"];
        for (const [unit, state] of [
            ["A: { ", "closing"],
            ["A: { kind: sandbox, ", "closing"],
            ["A: { ", "leaving"],
        ]) {
            const accounts = (a: string, b: string): string =>
                `units: { ${unit}accounts: { a: { email: a@example.com, state: ${state}, ${a} }, b: { email: b@example.com, ${b} } } } }`;
            refused(
                accounts(`id: "${own}", acknowledge: { ▶${state}: "${other}" }`, ""),
                `acknowledges the ${state} of ${other}, and stands beside account a (${own})`,
            );
            refused(
                accounts(`acknowledge: { ▶${state}: "${other}" }`, `id: "${other}"`),
                `acknowledges the ${state} of ${other}, which is account b, and stands beside account a`,
            );
            refused(
                accounts(
                    `acknowledge: { ${state}: "${other}" }`,
                    `state: ${state}, acknowledge: { ▶${state}: "${other}" }`,
                ),
                `acknowledges the ${state} of ${other}, which is account a, and stands beside account b`,
            );
            assert.deepEqual(mistakes(accounts(`id: "${own}", acknowledge: { ${state}: "${own}" }`, "")), []);
            assert.deepEqual(mistakes(accounts(`acknowledge: { ${state}: "${own}" }`, "")), []);
        }
    });

    it("is limited by AWS to 20 % of the members in 30 days, 250 at least and 1,000 at most", () => {
        assert.deepEqual([10, 1_250, 1_260, 5_000, 50_000].map(closingsAllowed), [250, 250, 252, 1_000, 1_000]);
    });
});

describe("definition: an invitation", () => {
    it("has notes of at most 1,024 characters", () => {
        assert.deepEqual(mistakes(account(`invite: { notes: "${"n".repeat(1_024)}" }`)), []);
        refused(account(`invite: { ▶notes: "${"n".repeat(1_025)}" }`), "has 1025 characters: AWS allows 0 to 1024");
    });

    it("names the one in whose place it is sent by its id", () => {
        assert.deepEqual(mistakes(account("invite: { again: h-12ab34cd56 }")), []);
        refused(
            account("invite: { ▶again: 12ab34cd56 }"),
            "has a form that AWS refuses: use an id such as h-12ab34cd56",
        );
    });
});

describe("definition: the place of the quarantine", () => {
    const keys = (count: number): string[] => Array.from({ length: count }, (_, index) => `p${index}`);
    const definition = (count: number, more = ""): string =>
        `policies: { ${keys(count)
            .map((key) => `${key}: { guardrail: deny-root-user }`)
            .join(", ")} }\n${account(`guardrails: [${keys(count).join(", ")}]${more}`).replace("{ a: {", "{ ▶a: {")}`;

    it("is the last on every account", () => {
        assert.deepEqual(mistakes(definition(8).replace("▶", "")), []);
        assert.deepEqual(mistakes(definition(8, ", state: quarantined").replace("▶", "")), []);
        refused(
            definition(9),
            /^account a has 9 policies of type SERVICE_CONTROL_POLICY attached \(p0, .*, p8\), and 1 of AWS's own: AWS allows 10, and the last place is kept for the quarantine\. Merge some/,
        );
    });

    it("is not told beside AWS's own limit", () => {
        refused(definition(10), /AWS allows 10\. Merge some/);
        refused(definition(9, ", state: quarantined"), /AWS allows 10\. Merge some/);
    });
});
