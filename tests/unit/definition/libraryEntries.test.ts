import assert from "node:assert/strict";
import { byKey, load, refused, yaml } from "./definitionFixtures";

const SPARED = 'parameters: { exemptRoles: ["arn:*:iam::*:role/Admin"] }';

describe("definition: an entry of policies with the name of a guardrail", () => {
    it("gives it parameters where it is brought by a kind, named, and merged, and it stays the same policy", () => {
        const { policies, units } = load(yaml`
            policies:
              protect-logs: { ${SPARED}, tags: { Owner: us } }
              both: { merge: [protect-logs, deny-root-user] }
            units: { A: { kind: security }, B: { guardrails: [protect-logs] }, C: { guardrails: [both] } }
        `);
        const policy = byKey(policies, "protect-logs");
        assert.deepEqual([policy.name, policy.type], ["protect-logs", "SERVICE_CONTROL_POLICY"]);
        assert.match(policy.content, /role\/Admin/);
        assert.equal(policy.tags.Owner, "us");
        assert.deepEqual(policy.path, ["policies", "protect-logs"]);
        assert.ok(units[0]?.guardrails.includes("protect-logs"));
        assert.deepEqual(units[1]?.guardrails, ["protect-logs"]);
        assert.match(byKey(policies, "both").content, /role\/Admin/);
    });

    it("gives it parameters in the policy of a framework, and makes no policy that nothing attaches", () => {
        const keys = (text: string): string[] => load(text).policies.map(({ key }) => key);
        const framework = "compliance: [startup-baseline]";
        assert.deepEqual(keys(`${framework}\npolicies: { protect-security-services: { ${SPARED} } }`), keys(framework));
        const { content } = byKey(
            load(`${framework}\npolicies: { protect-security-services: { ${SPARED} } }`).policies,
            "compliance-startup-baseline",
        );
        assert.match(content, /role\/Admin/);
    });

    it("may give parameters without which it cannot be", () => {
        const { policies } = load(
            "guardrails: [region-deny]\npolicies: { region-deny: { parameters: { regions: [eu-west-1] } } }",
        );
        assert.match(byKey(policies, "region-deny").content, /eu-west-1/);
    });

    it("may stage it, or another version of it", () => {
        const { policies, units } = load(yaml`
            guardrails: [protect-logs, deny-root-user]
            policies:
              protect-logs: { tags: { Owner: us }, staged: { ${SPARED} } }
              deny-root-user: { tags: { Owner: us }, staged: true }
            units: { PolicyStaging: {} }
        `);
        assert.doesNotMatch(byKey(policies, "protect-logs").content, /Admin/);
        assert.match(byKey(policies, "protect-logs-staged").content, /Admin/);
        assert.deepEqual(units[0]?.guardrails, ["protect-logs-staged", "deny-root-user"]);
    });

    it("acknowledges a lock-out", () => {
        const { policies } = load(yaml`
            policies: { deny-everything: { acknowledge: { lockOut: [Admin] } } }
            units: { Suspended: { guardrails: [deny-everything] } }
        `);
        assert.deepEqual(byKey(policies, "deny-everything").acknowledge?.lockOut, ["Admin"]);
    });

    const errors: [string, string, ...string[]][] = [
        [
            "a document of its own",
            "guardrails: [deny-root-user]\npolicies: { ▶deny-root-user: { type: SERVICE_CONTROL_POLICY, document: { Version: x } } }",
            '"deny-root-user" is the name of a guardrail of the library, and document makes another policy of it: choose another key for your own policy. Its `parameters` can be written here',
        ],
        [
            "another guardrail",
            "guardrails: [deny-root-user]\npolicies: { ▶deny-root-user: { guardrail: deny-iam-users } }",
            "and guardrail makes another policy of it",
        ],
        [
            "parameters that the guardrail does not have, once",
            "guardrails: [protect-logs]\npolicies: { protect-logs: { parameters: { ▶roles: [] } }, both: { merge: [protect-logs, deny-root-user] } }",
            'guardrail protect-logs has no parameter "roles".',
        ],
        [
            "parameters of a guardrail that nothing uses",
            `policies: { ▶protect-logs: { ${SPARED} } }`,
            "says how the guardrail protect-logs is, and nothing uses the guardrail: name it in `guardrails` of the root, a unit or an account, or leave the entry out",
        ],
        [
            "anything about the quarantine",
            "policies: { ▶quarantine: { parameters: {} } }",
            "`./org quarantine` attaches this policy also if the definition cannot be read, so nothing can be written about it: leave the entry out",
        ],
    ];
    for (const [what, definition, ...messages] of errors) {
        it(`refuses ${what}`, () => void refused(definition, ...messages));
    }
});
