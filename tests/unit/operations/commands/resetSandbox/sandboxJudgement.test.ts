import { judgedWorlds } from "./sandboxWorlds";
import assert from "node:assert/strict";
import * as fc from "fast-check";
import { configText, nukeConfig } from "../../../../../operations/commands/resetSandbox/nukeConfig";
import {
    judgeSandbox,
    type SandboxEvidence,
    type SandboxJudgement,
} from "../../../../../operations/commands/resetSandbox/sandboxJudgement";
import type { ExistingResources } from "../../../../../program/state";
import { byKey, load } from "../../../definition/definitionFixtures";
import { levelsOf, PLAYGROUND, read, MANAGEMENT } from "./sandboxFixture";

describe("org reset-sandbox: which account may be emptied", () => {
    it("allows one account, if the definition, the applied state and AWS put it into the same sandbox, and blocks every other account", () => {
        let [made, refused] = [0, 0];
        fc.assert(
            fc.property(judgedWorlds, ({ evidence, id, mayBeEmptied, told }) => {
                const judged = judgeSandbox(evidence);
                assert.equal("target" in judged, mayBeEmptied, JSON.stringify({ told, judged }));
                if (!("target" in judged)) {
                    refused++;
                    assert.ok(judged.reasons.length > 0);
                    return;
                }
                made++;
                const { target } = judged;
                const { breakGlassRole } = evidence.definition.model;
                const config = nukeConfig(target, undefined, breakGlassRole);
                for (const one of [config, read(configText(config, target, breakGlassRole))]) {
                    assert.deepEqual(Object.keys(one.accounts), [id]);
                    assert.deepEqual(one["bypass-alias-check-accounts"], [id]);
                    const everyone = new Set(evidence.aws.membership.members.map((member) => member.id));
                    everyone.delete(id);
                    assert.deepEqual(new Set(one.blocklist), everyone);
                    assert.ok(one.blocklist.includes(MANAGEMENT));
                    assert.ok(!one.blocklist.includes(id));
                    // The role with which the account was created is kept, even if the working copy gives it another name.
                    assert.ok(one.presets.keep?.filters.IAMRole?.some(({ value }) => value === "Applied"));
                }
            }),
            { numRuns: 400 },
        );
        assert.ok(
            made > 20 && refused > 100,
            `${made} made, ${refused} refused: the cases are not what they should be`,
        );
    });

    it("refuses and says which of the three sources contradicts", () => {
        const reasons = (change: (evidence: SandboxEvidence) => SandboxEvidence): string => {
            const judged: SandboxJudgement = judgeSandbox(change(PLAYGROUND));
            return "reasons" in judged ? judged.reasons.join("\n") : "";
        };
        assert.equal(
            reasons((one) => one),
            "",
        );
        const defined = (text: string): ((evidence: SandboxEvidence) => SandboxEvidence) => {
            const model = load(text);
            return (one) => ({ ...one, definition: { model, account: byKey(model.accounts, "playground") } });
        };
        const aws =
            (change: Partial<SandboxEvidence["aws"]>): ((evidence: SandboxEvidence) => SandboxEvidence) =>
            (one) => ({ ...one, aws: { ...one.aws, ...change } });
        const applied =
            (change: Partial<ExistingResources>): ((evidence: SandboxEvidence) => SandboxEvidence) =>
            (one) => ({ ...one, applied: { ...one.applied, ...change } });
        const DEFAULTS = 'defaults: { email: "{account}@example.com" }\n';
        for (const [change, ...expected] of [
            [
                defined(`${DEFAULTS}units: { S: { kind: workloads, accounts: { playground: {} } } }`),
                /^the definition has playground in the unit S, whose kind is workloads: /,
            ],
            [
                defined(`${DEFAULTS}units: { S: {}, T: { kind: sandbox, accounts: { playground: {} } } }`),
                /^the stack's state has playground \(222222222222\) in S, and the definition in T: apply/,
            ],
            // The worst case: the working copy has another account's e-mail.
            [
                defined("units: { S: { kind: sandbox, accounts: { playground: { email: shop@example.com } } } }"),
                /^the stack's state has playground as account 222222222222, and the e-mail shop@example\.com of the definition is that of 333333333333$/,
            ],
            [applied({ accounts: new Map() }), /^the stack's state has no account playground: apply/],
            [
                applied({ units: new Map([["S", { id: "ou-S" }]]) }),
                /^the stack's state has no mark of a sandbox on the unit S \(ou-S\): it was not applied as one\..*have that reviewed and run `up`/,
            ],
            [
                aws({ unitTags: { "aws-organization:kind": "Sandbox" } }),
                /^AWS has no mark of a sandbox \(the tag aws-organization:kind\) on the unit S \(ou-S\)/,
            ],
            [
                // A unit of the same name elsewhere.
                aws({ levels: levelsOf(["S"], "222222222222", () => "ou-other") }),
                /^AWS has playground \(222222222222\) in S \(ou-other\), and the stack's state in ou-S: move it back/,
            ],
            [aws({ organizationId: "o-2" }), /^the credentials are for the organisation o-2, and the stack has o-1/],
            [aws({ quarantined: true }), /^AWS has the policy quarantine attached to 222222222222/],
        ] as const) {
            for (const pattern of expected) assert.match(reasons(change), pattern);
            assert.equal(reasons(change).split("\n").length, 1);
        }
    });

    it("refuses an account that AWS does not list, or lists below another parent", () => {
        const { aws } = PLAYGROUND;
        const none = judgeSandbox({ ...PLAYGROUND, aws: { ...aws, membership: { ...aws.membership, members: [] } } });
        assert.ok("reasons" in none && /AWS has no account with the e-mail playground@/.test(none.reasons.join()));
        const chain = levelsOf(["S"], "222222222222");
        for (const levels of [[], levelsOf(["S"], "333333333333"), chain.slice(1), chain.slice(0, -1)]) {
            assert.ok("reasons" in judgeSandbox({ ...PLAYGROUND, aws: { ...aws, levels } }));
        }
    });
});
