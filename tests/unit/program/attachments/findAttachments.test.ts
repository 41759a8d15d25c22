import assert from "node:assert/strict";
import { formatPath } from "../../../../definition";
import { findAttachments, type PolicyOnNode } from "../../../../program/attachments";
import { fromState, type ExistingResources } from "../../../../program/state";
import { load } from "../../definition/definitionFixtures";

const STATEMENT = 'document: { Version: "2012-10-17", Statement: [{ Effect: Deny, Action: "s3:*", Resource: "*" }] }';
const TAGS = "document: { tags: {} }";
const FULL: PolicyOnNode = { id: "p-FullAWSAccess", name: "FullAWSAccess", awsManaged: true };

function scps(...keys: readonly string[]): string {
    return keys.map((key) => `${key}: { type: SERVICE_CONTROL_POLICY, ${STATEMENT} }`).join(", ");
}

function foreign(count: number, prefix: string): PolicyOnNode[] {
    return Array.from({ length: count }, (_, index) => ({
        id: `p-${prefix}${index}`,
        name: `${prefix}${index}`,
        awsManaged: false,
    }));
}

/** A stack with the unit U, to which the policy a is attached. */
const STACK: ExistingResources = {
    ...fromState({}),
    organizationId: "o-1",
    policies: new Map(["a", "b"].map((key) => [key, { id: `p-${key}`, name: key, type: "SERVICE_CONTROL_POLICY" }])),
    units: new Map([["U", { id: "ou-u", name: "U" }]]),
    attachments: { root: [], units: new Map([["U", ["a"]]]), accounts: new Map() },
};
const A: PolicyOnNode = { id: "p-a", name: "a", awsManaged: false };
const B: PolicyOnNode = { id: "p-b", name: "b", awsManaged: false };

describe("program: policies that are attached in AWS", () => {
    const asked: string[] = [];
    const find = (
        text: string,
        attached: Readonly<Record<string, readonly PolicyOnNode[]>> = {},
        existing = STACK,
    ): ReturnType<typeof findAttachments> => {
        asked.length = 0;
        return findAttachments(load(text), existing, "organizations/test", {
            rootId: () => Promise.resolve("r-1"),
            attachedTo: (targetId, type) => {
                asked.push(`${targetId} ${type}`);
                return Promise.resolve(type === "SERVICE_CONTROL_POLICY" ? (attached[targetId] ?? []) : []);
            },
        });
    };
    const refusal = async (
        text: string,
        attached: Readonly<Record<string, readonly PolicyOnNode[]>>,
        existing = STACK,
    ): Promise<string[]> => {
        const { problems } = await find(text, attached, existing);
        return problems.map(({ path, message }) => `${formatPath(path)} ${message}`);
    };
    const both = `policies: { ${scps("a", "b")} }\nunits: { U: { guardrails: [a, b] } }`;

    it("are not looked for in a run that attaches nothing, nor on new nodes", async () => {
        await find(`policies: { ${scps("a", "b")} }\nunits: { U: { guardrails: [a] }, New: { guardrails: [b] } }`);
        assert.deepEqual(asked, []);
    });

    it("are imported if AWS has them and the stack has not", async () => {
        const { found } = await find(both, { "ou-u": [FULL, A, B] });
        assert.deepEqual([...(found.units.get("U") ?? [])], [["b", "ou-u:p-b"]]);
        assert.deepEqual(asked, ["ou-u SERVICE_CONTROL_POLICY"]);
    });

    it("are looked for by type, for new policies too", async () => {
        await find(
            `policies: { ${scps("a", "c")}, t: { type: TAG_POLICY, ${TAGS} } }\nguardrails: [c, t]\nunits: { U: { guardrails: [a] } }`,
        );
        assert.deepEqual(asked, ["r-1 SERVICE_CONTROL_POLICY", "r-1 TAG_POLICY"]);
    });

    it("count against AWS's ten, whoever has attached them", async () => {
        assert.deepEqual(await refusal(both, { "ou-u": [FULL, A, ...foreign(7, "theirs")] }), []);
        const [message, ...more] = await refusal(both, { "ou-u": [FULL, A, ...foreign(8, "theirs")] });
        assert.deepEqual(more, []);
        assert.match(
            message ?? "",
            /^units\.U attaches b to unit U, where AWS has 10 policies of type SERVICE_CONTROL_POLICY attached: FullAWSAccess \(AWS's own\), a, theirs0 \(p-theirs0, not of this stack\), .*That makes 11, and AWS allows 10/,
        );
    });

    it("of Control Tower are reported as such, and are not to be detached", async () => {
        const text = `policies: { ${scps("a", "c", "d")} }\nunits: { U: { guardrails: [a, c, d] } }`;
        const [message = ""] = await refusal(text, { "ou-u": [FULL, A, ...foreign(7, "aws-guardrails-")] });
        assert.match(
            message,
            /attaches c and d to unit U.*aws-guardrails-0 \(p-aws-guardrails-0, of AWS Control Tower\)/,
        );
        assert.match(message, /do not detach what Control Tower has attached/);
    });

    it("count until the end of the run, when they are detached", async () => {
        const keys = Array.from({ length: 9 }, (_, index) => `n${index}`);
        const text = `policies: { ${scps(...keys)} }\nunits: { U: { guardrails: [${keys.join(", ")}] } }`;
        const [message = ""] = await refusal(text, { "ou-u": [FULL, A] });
        assert.match(
            message,
            /That makes 11, and AWS allows 10.*attaches the new policies before it detaches the old ones/,
        );
    });

    it("are all reported at once, for the root, units and accounts", async () => {
        const existing = {
            ...STACK,
            accounts: new Map([["x", { id: "111122223333", email: "x@example.com", closing: false, unit: "U" }]]),
        };
        const full = [FULL, ...foreign(9, "theirs")];
        const told = await refusal(
            `policies: { ${scps("a", "b")} }\nguardrails: [b]\nunits: { U: { guardrails: [a, b], accounts: { x: { email: x@example.com, guardrails: [b] } } } }`,
            { "r-1": full, "ou-u": full, "111122223333": full },
            existing,
        );
        assert.deepEqual(told.map((one) => one.split(" ")[0]).sort(), ["guardrails", "units.U", "units.U.accounts.x"]);
    });
});
