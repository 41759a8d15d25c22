import assert from "node:assert/strict";
import type { ExistingState } from "../../../../definition/feature";
import { packedAccounts, unpackedAccounts } from "../../../../cloudformation/packedBlock";
import { BLOCK_RESOURCE } from "../../../../features/baseline/plan/homeRegion";
import { baseline } from "../../../../features/baseline/definition";
import { deniedStacks } from "../../../../features/baseline/language/deniedStacks";
import { BASELINE_LIBRARY } from "../../../../features/baseline/library";
import { reviewBaseline } from "../../../../features/baseline/review";
import { Files, load } from "../../definition/definitionFixtures";
import { baselineMistakes, loadBaseline, ORGANISATION } from "./baselineFixture";
import { accountIdOf, NO_STATE, stateAfterUp } from "./baselineState";

const ROLE = `baseline: { read-only-role: { trustedAccounts: ["111122223333"] } }`;
const UNITS =
    "units: { Workloads: { GUARDRAILS accounts: { a: {}, b: {} } }, Sandbox: { kind: sandbox, accounts: { c: {} } } }";
const policy = (action: string, more = ""): string =>
    `policies: { mine: { type: SERVICE_CONTROL_POLICY, document: { Version: "2012-10-17", Statement: [{ Sid: Mine, Effect: Deny, Action: "${action}", Resource: "*"${more} }] } } }`;
const within = (guardrails: string): string => UNITS.replace("GUARDRAILS", guardrails);
const FREE = `${ROLE}\n${within("")}`;
const denied = (action: string, more = "", block = ROLE): string =>
    [block, policy(action, more), within("guardrails: [mine],")].join("\n");

function refused(text: string, before: ExistingState = NO_STATE): string[] {
    const { model, organization } = loadBaseline(text);
    return reviewBaseline(model, before, organization).problems.map(
        ({ path, message }) => `${path.join(".")}: ${message}`,
    );
}
const afterUp = (text: string): ExistingState => stateAfterUp(loadBaseline(text));

describe("a roll-out that a policy stops", () => {
    it("is refused where the policy certainly denies what a new stack needs, with what to do", () => {
        assert.deepEqual(refused(denied("iam:CreateRole")), [
            "baseline.read-only-role: block read-only-role comes into 2 accounts (a and b), where its stack needs iam:CreateRole, which statement Mine of policy mine denies: the roll-out would stop there. Spare the roles arn:*:iam::*:role/stacksets-exec-* in the policy, or leave the accounts out: `baseline: { read-only-role: false }` there. If it is allowed in AWS all the same, write\nrollOut: { acknowledge: { denied: [{ block: read-only-role, policy: mine }] } }",
        ]);
        assert.match(
            refused(denied("cloudformation:*")).join(),
            /its stack needs cloudformation:CreateStack, which statement Mine/,
        );
    });

    it("is refused in a region that a new stack may not have, and where no policy allows it", () => {
        const [found] = refused("baseline: { search-index: { regions: [eu-central-1, us-east-1] } }\n" + within(""));
        assert.match(
            found ?? "",
            /^baseline\.search-index: block search-index comes into 3 accounts \(a, b and c\) in us-east-1, where its stack needs cloudformation:CreateStack, .*, which statement \S+ of `regions` \(policy regions-of-root\) denies: .*acknowledge: \{ denied: \[\{ block: search-index, policy: regions-of-root \}\] \}/s,
        );
        const nothing = [
            ROLE,
            `policies: { few: { type: SERVICE_CONTROL_POLICY, document: { Version: "2012-10-17", Statement: [{ Effect: Allow, Action: "s3:*", Resource: "*" }] } } }`,
            within("guardrails: [few], fullAccess: false,"),
        ].join("\n");
        assert.match(
            refused(nothing).join(),
            /where its stack needs .*, which no policy allows: .*denied: \[\{ block: read-only-role \}\]/s,
        );
    });

    it("is refused, and warned of, for what a property of an own template needs", () => {
        const organization = load(
            new Files({
                "organization.yaml": `${ORGANISATION}baseline: { logs: { template: cloudformation/logs.yaml, parameters: { Days: "30" } } }\nunits: { Workloads: { guardrails: [protect-logs], accounts: { a: {} } } }`,
                "cloudformation/logs.yaml": `Parameters: { Days: { Type: Number } }
Resources:
    Logs: { Type: AWS::Logs::LogGroup, DeletionPolicy: Retain, UpdateReplacePolicy: Retain, Properties: { RetentionInDays: !Ref Days } }
`,
            }),
        );
        const { problems } = reviewBaseline(organization.features.get(baseline), NO_STATE, organization);
        assert.match(
            problems.map(({ message }) => message).join("\n"),
            /^block logs comes into 1 account \(a\) .*needs logs:PutRetentionPolicy, which statement \S+ of policy protect-logs denies/,
        );
        assert.match(
            organization.features.warnings(organization).join("\n"),
            /the stack of the block logs needs logs:PutRetentionPolicy, which policy protect-logs denies in 1 account \(a\)/,
        );
    });

    it("is refused for what changes in a stack that is there", () => {
        const longer = ROLE.replace("] }", "], sessionMinutes: 120 }");
        const before = afterUp(FREE);
        assert.deepEqual(refused(denied("iam:CreateRole", "", longer), before), []);
        assert.match(
            refused(denied("cloudformation:UpdateStack", "", longer), before).join(),
            /block read-only-role changes in 2 accounts \(a and b\) in eu-central-1, where its stack needs cloudformation:UpdateStack, which .*: the roll-out would stop there\. Spare the roles \S+ in the policy\. If it is/,
        );
    });

    it("is none where nothing changes, the policy spares the role or depends on what nobody knows", () => {
        assert.deepEqual(refused(denied("*"), afterUp(FREE)), []);
        for (const condition of [
            `ArnNotLike: { "aws:PrincipalArn": "arn:*:iam::*:role/stacksets-exec-*" }`,
            `ArnNotEquals: { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/stacksets-exec-00000000000000000000000000000000" }`,
            `StringNotEquals: { "aws:PrincipalTag/Team": "platform" }`,
            `Bool: { "aws:ViaAWSService": "false" }`,
        ]) {
            assert.deepEqual(refused(denied("iam:*", `, Condition: { ${condition} }`)), [], condition);
        }
    });

    it("is none in an account that the policy spares by its id, which the state knows, and is one in others", () => {
        for (const condition of [
            `StringNotEquals: { "aws:PrincipalAccount": "${accountIdOf("b")}" }`,
            `ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::${accountIdOf("b")}:role/*" }`,
        ]) {
            const before = { ...NO_STATE, accounts: afterUp(FREE).accounts };
            const [found = "", ...others] = refused(denied("iam:*", `, Condition: { ${condition} }`), before);
            assert.deepEqual(others, [], condition);
            assert.match(found, /comes into 1 account \(a\), where its stack needs [^,]*iam:CreateRole/, condition);
        }
    });

    it("is none in accounts that are quarantined, or were until this run", () => {
        const both = "a: { state: quarantined }, b: { state: quarantined }";
        assert.deepEqual(refused(denied("*").replace("a: {}, b: {}", both)), []);
        const before = afterUp(FREE);
        const resources = (before.resources.get(BLOCK_RESOURCE) ?? []).map((one) => {
            const accounts = unpackedAccounts(one.outputs["accounts"]).map((it) => ({ ...it, isLeftAlone: true }));
            return { ...one, outputs: { ...one.outputs, accounts: packedAccounts(accounts) } };
        });
        const released = { ...before, resources: new Map([[BLOCK_RESOURCE, resources]]) };
        assert.deepEqual(refused(denied("*", "", ROLE.replace("] }", "], sessionMinutes: 120 }")), released), []);
    });

    it("is none if the definition tolerates so many failures, or acknowledges the denial", () => {
        const tolerant = (most: string): string =>
            `${denied("iam:CreateRole")}\nrollOut: { failureTolerance: ${most} }`;
        assert.equal(refused(tolerant("1")).length, 1);
        assert.deepEqual(refused(tolerant("2")), []);
        const meant = (what: string): string =>
            `${denied("iam:CreateRole")}\nrollOut: { acknowledge: { denied: [${what}] } }`;
        assert.deepEqual(refused(meant("{ block: read-only-role, policy: mine }")), []);
        const warnings = (text: string): readonly string[] => {
            const { model, organization } = loadBaseline(text);
            return deniedStacks(model, organization, BASELINE_LIBRARY);
        };
        assert.equal(warnings(denied("iam:CreateRole")).length, 1);
        assert.deepEqual(warnings(meant("{ block: read-only-role, policy: mine }")), []);
        assert.equal(refused(meant("{ block: another, policy: mine }")).length, 1);
        assert.equal(refused(meant("{ block: read-only-role }")).length, 1);
        assert.match(
            baselineMistakes(meant("{ block: read-only-role, policy: mien }")).join(),
            /rollOut\.acknowledge\.denied\[0\]\.policy: there is no policy "mien"\. Did you mean "mine"/,
        );
    });
});
