import assert from "node:assert/strict";
import { formatPath, type PolicyModel } from "../../../definition";
import { findPolicies, type FoundPolicy } from "../../../program/policies";
import { fromState, type ExistingResources } from "../../../program/state";
import { byKey, load } from "../definition/support";

const MODEL = load(`
organization: { breakGlassRole: BreakGlass }
policies:
  own: { type: SERVICE_CONTROL_POLICY, name: Own, description: d, document: { Version: "2012-10-17", Statement: [{ Effect: Deny, Action: "s3:*", Resource: "*" }] } }
guardrails: [deny-root-user]
`);

/** What AWS has of one policy, as the definition has it but for what is given. */
function like(key: string, more: Partial<FoundPolicy & { content: string }> = {}): FoundPolicy & { content: string } {
    const { name, description, content } = byKey(MODEL.policies, key);
    return { id: "p-12345678", name, description, content, ...more };
}

async function found(
    inAws: FoundPolicy & { content: string },
    existing: ExistingResources = fromState({}),
    fresh: readonly PolicyModel[] = MODEL.policies,
): Promise<{ ids: Record<string, string>; problems: string[] }> {
    const { ids, problems } = await findPolicies(fresh, existing, {
        list: (type) => Promise.resolve(type === "SERVICE_CONTROL_POLICY" ? [inAws] : []),
        content: () => Promise.resolve(inAws.content),
    });
    return {
        ids: Object.fromEntries(ids),
        problems: problems.map(({ path, message }) => `${formatPath(path)} ${message}`),
    };
}

describe("program: policies that AWS has already", () => {
    it("are left alone where the name is another", async () => {
        assert.deepEqual(await found(like("own", { name: "Other" })), { ids: {}, problems: [] });
    });

    it("are left alone where the type is another", async () => {
        const tagPolicy = load("policies: { own: { type: TAG_POLICY, name: Own, document: { tags: {} } } }").policies;
        assert.deepEqual(await found(like("own"), undefined, tagPolicy), { ids: {}, problems: [] });
    });

    it("are taken over where nothing differs, however the document is laid out", async () => {
        const laidOut = JSON.stringify(JSON.parse(byKey(MODEL.policies, "own").content), undefined, 4);
        assert.deepEqual(await found(like("own", { content: laidOut })), { ids: { own: "p-12345678" }, problems: [] });
    });

    it("are taken over, whatever they say, where it is the quarantine", async () => {
        assert.deepEqual(await found(like("quarantine", { content: "{}", description: "in a hurry" })), {
            ids: { quarantine: "p-12345678" },
            problems: [],
        });
    });

    it("are refused where they say something else, and the id is told", async () => {
        for (const difference of [{ content: "{}" }, { description: "other" }]) {
            const { ids, problems } = await found(like("own", difference));
            assert.deepEqual(ids, {});
            assert.equal(problems.length, 1);
            assert.match(
                problems[0] ?? "",
                /^policies\.own the organisation has a SERVICE_CONTROL_POLICY of the name "Own" already, p-12345678, [^]*policies: \{ own: \{ id: p-12345678 \} \}/,
            );
        }
    });

    it("are refused where a guardrail of the library would have their name: it has no id to be given", async () => {
        const { problems } = await found(like("deny-root-user", { content: "{}" }));
        assert.match(
            problems[0] ?? "",
            /^guardrails\[0\] [^]*aws organizations update-policy --policy-id p-12345678 --name "deny-root-user \(before\)"$/,
        );
    });

    it("are refused where another key of the stack has them", async () => {
        const existing = { ...fromState({}), policies: new Map([["before", { id: "p-12345678" }]]) };
        const { ids, problems } = await found(like("own"), existing);
        assert.deepEqual(ids, {});
        assert.match(
            problems[0] ?? "",
            /^policies\.own policy own has the name "Own", and so has policy before \(p-12345678\) of this stack\. [^]*keep the key before/,
        );
    });
});
