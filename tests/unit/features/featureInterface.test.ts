import assert from "node:assert/strict";
import { z } from "zod";
import { DefinitionError, formatPath, formatPlace, loadDefinition, NO_IDS, type Feature } from "../../../definition";
import type { AccountEvent } from "../../../definition/feature";
import { Origins } from "../../../definition/valueOrigins";
import { FEATURES } from "../../../features";
import { inFolder } from "../definition/definitionFixtures";
import { badges, DEFINITION, loadWith, WITH_BADGES } from "./tinyFeature";

function mistakes(text: string, features = WITH_BADGES): string[] {
    try {
        loadWith(text, features);
        return [];
    } catch (error) {
        if (!(error instanceof DefinitionError)) throw error;
        return error.problems.map(
            ({ place, path, message }) =>
                `${formatPlace(place).replace(/^.*organization.yaml/, "")} ${formatPath(path)} ${message.split("\n")[0]}`,
        );
    }
}

describe("a feature of a test's own", () => {
    it("adds keys at the root, in defaults, units and accounts, and resolves them", () => {
        const { motto, accounts } = loadWith(DEFINITION).features.get(badges);
        assert.equal(motto, "onward");
        assert.deepEqual(Object.fromEntries(accounts), { a: "team A", b: "team A", c: "guest", own: "mine" });
    });

    it("leaves other definitions as they are: without it, its keys are unknown", () => {
        assert.deepEqual(
            mistakes(DEFINITION, FEATURES).map((one) => one.replace(/ Did you mean.*/, "")),
            [
                ':2:1 motto unknown key "motto".',
                ':3:45 defaults.badge unknown key "badge".',
                ':5:8 units.A.badge unknown key "badge".',
                ':5:49 units.A.accounts.own.badge unknown key "badge".',
            ],
        );
        assert.throws(() => loadWith("units: {}", FEATURES).features.get(badges), /loaded without the feature badges/);
    });

    it("has its mistakes reported with all others, each at its place", () => {
        const definition = DEFINITION.replace("badge: mine", 'badge: ""').replace("badge: team A", "badge: 7");
        assert.deepEqual(mistakes(definition.replace("C: {", "C: { knd: plain, ")), [
            ':5:8 units.A.badge is the number 7, and must be a text: put it in quotes, "7"',
            ":5:44 units.A.accounts.own.badge is empty: write what stands on the badge",
            ':6:8 units.C.knd unknown key "knd". Did you mean "kind"?',
        ]);
    });

    it("cannot add a key that the definition or another feature has", () => {
        const clash = (schema: Feature["schema"]): Feature => ({ ...badges, key: "clash", schema });
        assert.throws(
            () => loadWith("units: { A: {} }", [clash({ unit: { tags: z.string() } })]),
            /brings the key tags/,
        );
        assert.throws(
            () => loadWith("units: {}", [badges, clash({ root: { motto: z.string() } })]),
            /brings the key motto/,
        );
    });

    it("has policies created that it needs, attached to nothing, and says which of them AWS may attach", () => {
        const keys = (text: string): string[] => loadWith(text).policies.map(({ key }) => key);
        const careful = DEFINITION.replace("onward", "careful");
        assert.deepEqual(keys(DEFINITION), []);
        assert.deepEqual(keys(careful), ["quarantine"]);
        assert.deepEqual(keys(DEFINITION.replace("badge: mine", "badge: trainee")), ["deny-purchases"]);
        assert.deepEqual(keys(careful.replace("id: o-exists1234", "featureSet: CONSOLIDATED_BILLING")), []);
        const model = loadWith(careful);
        const attached = [model, ...model.units, ...model.accounts].flatMap(({ guardrails }) => guardrails);
        assert.deepEqual(attached, []);
        assert.deepEqual(
            model.accounts.map((account) => [account.key, model.features.attachedByAws(account).length]),
            [
                ["a", 0],
                ["b", 0],
                ["c", 1],
                ["own", 0],
            ],
        );
        const unknown = [{ ...badges, preparedPolicies: () => [{ guardrail: "no-such", usedAt: [] }] }];
        assert.throws(() => loadWith(DEFINITION, unknown), /the library has no guardrail no-such/);
    });

    it("says what to know of an account before something happens to it", () => {
        const { accounts, features } = loadWith(DEFINITION);
        const words = (event: AccountEvent): string[] =>
            accounts.flatMap((account) => features.wordsOnAccount(account, event));
        assert.deepEqual(words({ kind: "quarantine" }), ["Collect the badge before the quarantine."]);
        assert.deepEqual(words({ kind: "hand-over", attached: ["a", "b"] }), [
            "Collect the badge before the hand-over (a, b).",
        ]);
    });

    it("is asked for warnings, facts and proofs, and failures are reported together", async () => {
        assert.deepEqual(loadWith(DEFINITION).features.warnings(loadWith(DEFINITION)), []);
        const silent = loadWith(DEFINITION.replace("motto: onward\n", ""));
        assert.deepEqual(silent.features.warnings(silent), ["the badges have no motto"]);
        const tested = await silent.features.test(silent, { accounts: new Map([["a", "111122223333"]]) });
        assert.deepEqual(
            tested.map(({ summary, json, warnings }) => [summary, json, warnings]),
            [
                ["0 assertions hold.", { assertions: 0 }, []],
                [
                    "4 badges can be printed.",
                    { badges: 4 },
                    ["b has no id yet", "c has no id yet", "own has no id yet"],
                ],
            ],
        );
        const wrong = loadWith(`${DEFINITION.replace("onward", "wrong")}assertions: { no: { can: [s3:Nothing] } }\n`);
        await assert.rejects(wrong.features.test(wrong, NO_IDS), (error) => {
            assert.ok(error instanceof DefinitionError);
            assert.deepEqual(error.problems.map(({ path }) => formatPath(path)).sort(), [
                "assertions.no.can[0]",
                "motto",
            ]);
            return true;
        });
        inFolder(DEFINITION, (folder) => {
            const model = loadDefinition(folder, WITH_BADGES);
            const origins = new Origins(model);
            const b = model.accounts.find(({ key }) => key === "b") ?? assert.fail();
            const section = model.features.facts(b, origins).find(({ key }) => key === "badges");
            assert.deepEqual(section?.facts, [
                { name: "text", value: "team A", from: `${folder}/organization.yaml:5:8` },
            ]);
        });
    });
});
