import assert from "node:assert/strict";
import { Catalogue, parsePolicy } from "../../../../evaluator/evaluation";
import { POLICY_TYPES } from "../../../../limits";
import { documentOf } from "./support";

/** Words in the names of actions that begin something. */
const BEGINS =
    /^(Accept|Add|Allocate|Copy|Create|Enable|Import|Invoke|Modify|Purchase|Put|Register|Renew|Request|Restore|Resume|Run|Send|Set|Start|Update)/;
/** What begins with such a word and costs nothing: stopping, signing in, and asking for help. */
const HARMLESS = /^(lambda:PutFunctionConcurrency$|sts:|support:)/;

describe("stop-spending", () => {
    it("spares actions that exist, none of which begins something that costs", async () => {
        const policy = parsePolicy(documentOf("stop-spending", { roleName: "Admin" }), "SERVICE_CONTROL_POLICY");
        const patterns = policy.statements.flatMap(({ actions }) => actions.patterns);
        const catalogue = await Catalogue.load([...new Set(patterns.map((pattern) => pattern.split(":", 1)[0] ?? ""))]);
        for (const pattern of patterns) {
            const actions = catalogue.expandActions(pattern);
            assert.ok(actions.length > 0, `${pattern} is no action`);
            const beginning = actions.filter(
                (action) => BEGINS.test(action.split(":")[1] ?? "") && !HARMLESS.test(action),
            );
            assert.deepEqual(beginning, [], pattern);
        }
    });

    it("has room for actions that a definition adds", () => {
        const { length } = JSON.stringify(documentOf("stop-spending", { roleName: "R".repeat(64) }));
        assert.ok(length < POLICY_TYPES.SERVICE_CONTROL_POLICY.maxCharacters / 2, `${length} characters`);
    });
});
