import assert from "node:assert/strict";
import { EXIT } from "../../../../operations/cli/commandError";
import { inStack, org } from "../orgRuns";

const DEFINITION = {
    "organization.yaml": `
organization: { breakGlassRole: Glass }
costs: { notify: [finops@example.com] }
defaults: { email: "aws+{account}@example.com" }
units:
    S: { kind: sandbox, accountBudget: { monthly: 50, stop: true }, accounts: { play: {}, free: { budget: none } } }
`,
};

const explain = (...args: string[]): ReturnType<typeof org> =>
    inStack(DEFINITION, (folder) => org(folder, ["explain", "--stack", "test", ...args]));

const UNASKED = "Whether AWS has done so is not asked.";

describe("org explain of an account that a budget stops", () => {
    const LATER =
        "Not counted here: when its monthly budget of 50 USD is used up, AWS attaches stop-spending to the account. With it, ";

    it("says what would be denied, apart from what is", async () => {
        const { code, out } = await explain("play", "ec2:RunInstances", "--expect", "allowed");
        assert.equal(code, EXIT.done, "the answer is about what is in force");
        assert.match(out, /^ALLOWED: no guardrail stops ec2:RunInstances/);
        assert.ok(out.endsWith(`\n${LATER}this is denied. ${UNASKED}`), out);
    });

    it("says what stays allowed, to everybody or to the break-glass role", async () => {
        assert.ok(
            (await explain("play", "ec2:TerminateInstances")).out.endsWith(`${LATER}this stays as it is. ${UNASKED}`),
        );
        const glass = await explain("play", "ec2:RunInstances", "--principal", "Glass");
        assert.ok(glass.out.endsWith(`${LATER}this stays as it is. ${UNASKED}`), glass.out);
    });

    it("sums up many actions, and has the answers for programs", async () => {
        const { out } = await explain("play", "sqs:*");
        assert.match(out, /With it, \d+ of \d+ actions are denied\. Whether AWS has done so is not asked\.$/);
        const json = JSON.parse((await explain("play", "ec2:RunInstances", "--json")).out) as Record<string, unknown>;
        assert.equal(json["decision"], "allowed");
        assert.deepEqual(json["later"], [
            {
                policy: "stop-spending",
                when: "when its monthly budget of 50 USD is used up",
                decisions: [{ action: "ec2:RunInstances", decision: "explicitly denied" }],
            },
        ]);
    });

    it("says nothing of an account without such a budget", async () => {
        const { out } = await explain("free", "ec2:RunInstances");
        assert.doesNotMatch(out, /Not counted here/);
        const json = JSON.parse((await explain("free", "ec2:RunInstances", "--json")).out) as Record<string, unknown>;
        assert.ok(!Object.hasOwn(json, "later"));
    });
});
