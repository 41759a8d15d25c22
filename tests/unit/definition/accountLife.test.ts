import assert from "node:assert/strict";
import { closingsAllowed } from "../../../limits";
import { byKey, load, mistakes, refused } from "./definitionFixtures";

const account = (text: string): string => `units: { A: { accounts: { a: { email: a@example.com, ${text} } } } }`;

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

    it("are reported once if the tag is given as well", () => {
        refused(account("▶owner: ada, tags: { Owner: linus }"), "becomes the tag Owner, which tags sets too");
        assert.deepEqual(mistakes(account("owner: ada, tags: { Owner: ada }")), []);
    });

    it("must be a valid tag value, and a day that exists", () => {
        refused(account('▶owner: "ada & linus"'), 'owner "ada & linus" has a form that AWS refuses');
        refused(account('▶owner: ""'), 'owner "" has 0 characters: AWS allows 1 to 256');
        for (const day of ["2027-02-30", "31.01.2027", "2027-1-31", "2027-13-01", "soon", "2027-01-31T00:00:00Z"]) {
            refused(account(`▶expires: "${day}"`), `"${day}" is not a date: use one such as 2027-01-31`);
        }
        assert.deepEqual(mistakes(account("expires: 2028-02-29")), []);
    });
});

describe("definition: the break-glass role", () => {
    it("is spared by a quarantine, also if the quarantine is named as a guardrail", () => {
        for (const text of ["state: quarantined", "guardrails: [quarantine]"]) {
            const model = load(`organization: { breakGlassRole: BreakGlass }\n${account(text)}`);
            assert.match(byKey(model.policies, "quarantine").content, /arn:\*:iam::\*:role\/BreakGlass"/);
            assert.deepEqual(model.accounts[0]?.guardrails, ["quarantine"]);
        }
    });

    it("is the access role by default; the quarantine policy is then made only when it is needed", () => {
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

    it("is no role of IAM Identity Center, which no guardrail would spare", () => {
        refused(
            "organization: { ▶breakGlassRole: AWSReservedSSO_break-glass_0123456789abcdef }",
            "is a role that IAM Identity Center makes of a permission set. Guardrails spare arn:*:iam::*:role/NAME, and these roles have a path and another name in each account, so that nobody would be spared. Name a role of your own that every account has",
        );
    });

    it("must be spared by every policy that denies everything and spares others", () => {
        const policy = (roles: string): string =>
            `organization: { breakGlassRole: BreakGlass }\npolicies: { ▶suspend: { guardrail: deny-everything, parameters: { exemptRoles: [${roles}] } } }`;
        refused(
            policy('"arn:*:iam::*:role/Admin"'),
            "policy suspend denies everything, and spares arn:*:iam::*:role/Admin but not the organisation's break-glass role BreakGlass. Add arn:*:iam::*:role/BreakGlass to the roles that it spares",
        );
        for (const roles of [
            "",
            '"arn:*:iam::*:role/BreakGlass"',
            '"arn:*:iam::*:role/Break*", "arn:*:iam::*:role/x"',
        ]) {
            assert.deepEqual(mistakes(policy(roles).replace("▶", "")), [], roles);
        }
    });

    it("is refused with consolidated billing", () => {
        refused(
            "organization: { featureSet: CONSOLIDATED_BILLING, ▶breakGlassRole: BreakGlass }",
            "has no policies, and so no quarantine that spares a role",
        );
    });
});

describe("definition: leaving", () => {
    it("must be acknowledged by the account's id, in every kind of unit", () => {
        for (const kind of ["plain", "sandbox", "workloads", "security"]) {
            refused(
                `units: { A: { kind: ${kind}, accounts: { a: { email: a@example.com, ▶state: leaving } } } }`,
                /account a will leave the organisation and stay open[^]*acknowledge: \{ leaving: "<its account id>" \}/,
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
    it("suggests to move the account first to a unit where everything is denied, unless it is in one", () => {
        refused(account("▶state: closing"), "`org close` first moves it to a unit whose guardrails deny everything");
        const [mistake] = mistakes(
            "units: { A: { guardrails: [deny-everything], accounts: { a: { email: a@example.com, state: closing } } } }",
        );
        assert.doesNotMatch(mistake?.message ?? "org close", /org close/);
    });

    it("must be acknowledged with the id of the account itself, and so must leaving", () => {
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
                `acknowledges the ${state} of ${other}, but is written for account a (${own})`,
            );
            refused(
                accounts(`acknowledge: { ▶${state}: "${other}" }`, `id: "${other}"`),
                `acknowledges the ${state} of ${other}, which is account b, but is written for account a`,
            );
            refused(
                accounts(
                    `acknowledge: { ${state}: "${other}" }`,
                    `state: ${state}, acknowledge: { ▶${state}: "${other}" }`,
                ),
                `acknowledges the ${state} of ${other}, which is account a, but is written for account b`,
            );
            assert.deepEqual(mistakes(accounts(`id: "${own}", acknowledge: { ${state}: "${own}" }`, "")), []);
            assert.deepEqual(mistakes(accounts(`acknowledge: { ${state}: "${own}" }`, "")), []);
        }
    });

    it("is limited by AWS to 20 % of the members in 30 days, but at least 250 and at most 1,000", () => {
        assert.deepEqual([10, 1_250, 1_260, 5_000, 50_000].map(closingsAllowed), [250, 250, 252, 1_000, 1_000]);
    });
});

describe("definition: an invitation", () => {
    it("has notes of at most 1,024 characters", () => {
        assert.deepEqual(mistakes(account(`invite: { notes: "${"n".repeat(1_024)}" }`)), []);
        refused(account(`invite: { ▶notes: "${"n".repeat(1_025)}" }`), "has 1025 characters: AWS allows 0 to 1024");
    });

    it("names the earlier invitation that it replaces by its id", () => {
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

    it("is the last free place on every account", () => {
        assert.deepEqual(mistakes(definition(8).replace("▶", "")), []);
        assert.deepEqual(mistakes(definition(8, ", state: quarantined").replace("▶", "")), []);
        refused(
            definition(9),
            /^account a has 9 policies of type SERVICE_CONTROL_POLICY attached \(p0, .*, p8\), and 1 of AWS's own: AWS allows 10, and the last one is reserved for the quarantine\. Merge some/,
        );
    });

    it("is not reported in addition to AWS's own limit", () => {
        refused(definition(10), /AWS allows 10\. Merge some/);
        refused(definition(9, ", state: quarantined"), /AWS allows 10\. Merge some/);
    });
});
