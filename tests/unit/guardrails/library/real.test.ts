import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { LIBRARY } from "../../../../guardrails";
import { Catalogue, parsePolicy, type ControlPolicy } from "../../../../evaluator/evaluation";
import { lint } from "../../../../evaluator/lint";
import { isManagementPolicy } from "../../../../evaluator/managementPolicies";
import { LARGE, SAMPLES } from "./samples";
import { documentOf } from "./support";

const servicesIn = ({ statements }: ControlPolicy): string[] =>
    statements
        .flatMap(({ actions, conditions }) => [...actions.patterns, ...conditions.map(({ key }) => key)])
        .map((name) => name.split(":", 1)[0] ?? "");

describe("library: what its documents name exists", () => {
    for (const [name, { type }] of LIBRARY) {
        if (isManagementPolicy(type)) continue;
        // Of region-deny the large sample names services that do not exist.
        const large = name === "region-deny" ? undefined : LARGE[name];
        const samples = [SAMPLES[name] ?? {}, ...(large ? [large] : [])];
        for (const [index, sample] of samples.entries()) {
            it(`${name}${index > 0 ? ", large" : ""}: each action exists, and carries each condition key`, async () => {
                const policy = parsePolicy(documentOf(name, sample), type);
                const catalogue = await Catalogue.load(servicesIn(policy));
                assert.deepEqual(
                    lint(policy, catalogue).map(({ message }) => message),
                    [],
                );
                for (const { sid, actions, conditions } of policy.statements) {
                    if (actions.not || actions.patterns.includes("*")) continue;
                    for (const pattern of actions.patterns) {
                        const found = catalogue.expandActions(pattern);
                        assert.ok(found.length > 0, `${sid}: ${pattern}`);
                        for (const { key } of conditions) {
                            assert.ok(catalogue.conditionKey(key), `${sid}: ${key}`);
                            assert.ok(
                                found.some((action) => {
                                    const known = catalogue.action(action);
                                    return known && catalogue.keyApplies(key, known);
                                }),
                                `${sid}: ${pattern} never carries ${key}`,
                            );
                        }
                    }
                }
            });
        }
    }

    it("has a table of cases for each guardrail of statements", () => {
        const files = ["services.test.ts", "perimeter.test.ts"];
        const text = files.map((file) => fs.readFileSync(path.join(__dirname, file), "utf8")).join("\n");
        for (const [name, { type }] of LIBRARY) {
            if (!isManagementPolicy(type)) assert.ok(text.includes(`casesOf("${name}", [`), name);
        }
    });

    it("region-deny spares actions and services that exist", async () => {
        const policy = parsePolicy(documentOf("region-deny", SAMPLES["region-deny"]), "SERVICE_CONTROL_POLICY");
        const catalogue = await Catalogue.load(servicesIn(policy));
        for (const pattern of policy.statements[0]?.actions.patterns ?? []) {
            assert.ok(catalogue.expandActions(pattern).length > 0, pattern);
        }
    });
});
