import assert from "node:assert/strict";
import { byKey, Files, load, refused, yaml } from "./definitionFixtures";

const DENY = '{ Version: "2012-10-17", Statement: [{ Effect: Deny, Action: "*", Resource: "*" }] }';
const MINIFIED = '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}';

describe("definition: policies", () => {
    it("may have their document in place, which is minified", () => {
        const policy = byKey(
            load(`policies: { p: { type: SERVICE_CONTROL_POLICY, name: P, description: d, document: ${DENY} } }`)
                .policies,
            "p",
        );
        assert.equal(policy.content, MINIFIED);
        assert.deepEqual([policy.type, policy.name, policy.description], ["SERVICE_CONTROL_POLICY", "P", "d"]);
    });

    it("may have it in a file, relative to the definition's folder", () => {
        const files = new Files({
            "deep/a.yaml": "policies: { p: { type: SERVICE_CONTROL_POLICY, file: policies/p.json } }",
            "policies/p.json": JSON.stringify(JSON.parse(MINIFIED), undefined, 4),
        });
        assert.equal(byKey(load(files).policies, "p").content, MINIFIED);
    });

    it("may be made from the library, with parameters", () => {
        const { policies, units } = load(yaml`
            policies:
              regions: { guardrail: region-deny, parameters: { regions: [eu-west-1, eu-central-1] } }
            units: { A: { guardrails: [regions] } }
        `);
        const policy = byKey(policies, "regions");
        assert.equal(policy.type, "SERVICE_CONTROL_POLICY");
        assert.match(policy.description, /regions/);
        assert.match(policy.content, /"aws:RequestedRegion":\["eu-central-1","eu-west-1"\]/);
        assert.deepEqual(units[0]?.guardrails, ["regions"]);
    });

    it("of the library are made once, however often they are named", () => {
        const { policies, policyTypes } = load(
            "guardrails: [deny-root-user]\nunits: { A: { guardrails: [deny-root-user] }, B: { kind: workloads } }",
        );
        assert.equal(policies.filter(({ key }) => key === "deny-root-user").length, 1);
        assert.deepEqual(policyTypes, ["SERVICE_CONTROL_POLICY"]);
    });

    it("spare the access role of the definition, unless the parameters name another", () => {
        const content = (text: string): string | undefined =>
            load(text).policies.find(({ content }) => content.includes("ProtectAccessRole"))?.content;
        assert.match(content("defaults: { roleName: Admin }\nunits: { A: { kind: workloads } }") ?? "", /role\/Admin"/);
        assert.match(
            content("policies: { p: { guardrail: protect-access-role, parameters: { roleName: Own } } }") ?? "",
            /role\/Own"/,
        );
    });

    it("enable their types, in addition to the types that the definition names", () => {
        const { policyTypes } = load(yaml`
            organization: { policyTypes: [TAG_POLICY, BACKUP_POLICY] }
            policies: { p: { type: TAG_POLICY, document: { tags: {} } }, q: { guardrail: deny-root-user } }
        `);
        assert.deepEqual(policyTypes, ["BACKUP_POLICY", "SERVICE_CONTROL_POLICY", "TAG_POLICY"]);
    });

    const errors: readonly [string, string | Record<string, string>, ...string[]][] = [
        [
            "nothing to say",
            "policies: { ▶p: { type: TAG_POLICY } }",
            "has no document: give one of document, file, guardrail (one of the library) and merge",
        ],
        [
            "two sources",
            "policies: { ▶p: { type: TAG_POLICY, document: {}, file: x, guardrail: y } }",
            "gives document, file and guardrail: keep one of them",
        ],
        ["no type", "policies: { ▶p: { document: {} } }", "has no type: give the type in AWS"],
        [
            "a type that is not the guardrail's",
            "policies: { p: { ▶type: TAG_POLICY, guardrail: deny-root-user } }",
            "guardrail deny-root-user is a SERVICE_CONTROL_POLICY: leave the type out",
        ],
        [
            "an unknown guardrail",
            "policies: { p: { ▶guardrail: deny-root-usr } }",
            'there is no guardrail "deny-root-usr" in the library. Did you mean "deny-root-user"? docs/guardrails.md lists them.',
        ],
        [
            "parameters without a guardrail",
            "policies: { p: { type: TAG_POLICY, document: { tags: {} }, ▶parameters: {} } }",
            "are only for a guardrail of the library, and this policy is not made from one",
        ],
        [
            "an unknown parameter",
            "policies: { p: { guardrail: region-deny, parameters: { regions: [eu-west-1], ▶region: x } } }",
            'guardrail region-deny has no parameter "region". Did you mean "regions"? It has regions, alsoAllowed and exemptRoles.',
        ],
        [
            "a parameter of the wrong kind",
            "policies: { p: { guardrail: region-deny, parameters: { ▶regions: eu-west-1 } } }",
            'is the text "eu-west-1", and must be a list such as [one, two] (guardrail region-deny)',
        ],
        [
            "a region that no region can be",
            "policies: { p: { guardrail: region-deny, parameters: { regions: [eu-west-1, ▶eu-sotuh-1] } } }",
            '"eu-sotuh-1" is not a region. Did you mean "eu-south-1"? (guardrail region-deny)',
        ],
        [
            "a missing parameter",
            "policies: { p: { guardrail: region-deny, ▶parameters: {} } }",
            "is missing: give a list such as [one, two] (guardrail region-deny)",
        ],
        [
            "a missing parameter, and no parameters",
            "policies: { ▶p: { guardrail: region-deny } }",
            "is missing: give a list such as [one, two] (guardrail region-deny)",
        ],
        [
            "an @ in the key, which joins a policy and its target in the stack",
            "policies: { ▶p@home: { guardrail: deny-root-user } }",
            'the key of a policy cannot hold "@"',
        ],
        [
            "a file that is not there",
            "policies: { p: { type: TAG_POLICY, ▶file: nowhere.json } }",
            "nowhere.json cannot be read: there is no such file, or a link that leads nowhere. Give the path of a JSON file, relative to",
        ],
        [
            "a file that is no JSON",
            { "a.yaml": "policies: { p: { type: TAG_POLICY, file: p.json } }", "p.json": "{▶" },
            "is not valid JSON: it ends before it is complete",
        ],
        [
            "a file that holds no object",
            { "a.yaml": "policies: { p: { type: TAG_POLICY, ▶file: p.json } }", "p.json": "[]" },
            "p.json does not hold a JSON object",
        ],
        [
            "a name that another has",
            "policies: { p: { guardrail: deny-root-user, name: N }, ▶q: { guardrail: deny-purchases, name: N } }",
            'policy q has the name "N", as policy p at organization.yaml:1:13: in AWS a name is unique within a type. Give one of them another `name`',
        ],
        [
            "the name of a guardrail of the library, as an organisation that was taken over may have it",
            "guardrails: [deny-purchases]\npolicies: { ▶mine: { guardrail: deny-purchases, name: deny-purchases } }",
            "To use mine in its place, write `guardrails: [mine]` where you want it, and `without: [deny-purchases]` where a kind or a framework brings it.",
        ],
        [
            "a tag in two spellings in a tag policy",
            "policies: { p: { guardrail: tag-spelling, parameters: { ▶tags: { Team: [], team: [a] } } } }",
            "has one tag in two spellings: keep the one to use (guardrail tag-spelling)",
        ],
        [
            "a name that is no policy, at the root",
            "guardrails: [▶deny-rot-user]",
            'there is no policy or guardrail "deny-rot-user". Did you mean "deny-root-user"?',
        ],
        [
            "a name that is no policy, in a unit and an account",
            "policies: { own: { guardrail: deny-root-user } }\nunits: { A: { guardrails: [▶ownn], accounts: { a: { email: a@example.com, guardrails: [own, ▶on] } } } }",
            'Did you mean "own"? There are own and those of the library, which docs/guardrails.md lists.',
            'Did you mean "own"?',
        ],
        [
            "a policy named twice",
            "units: { A: { guardrails: [deny-root-user, ▶deny-root-user] } }",
            "names deny-root-user a second time: keep one",
        ],
        [
            "a guardrail that needs parameters, named without",
            "units: { A: { guardrails: [▶region-deny] } }",
            "guardrail region-deny needs regions: give it under policies, as `region-deny: { parameters: { regions: ... } }`",
        ],
    ];
    for (const [what, definition, ...messages] of errors) {
        it(`refuse ${what}`, () => void refused(definition, ...messages));
    }
});
