import assert from "node:assert/strict";
import { DEFAULT_ROLE_NAME } from "../../definition";
import type { PolicyInput, UnitInput } from "../../definition/schema";
import { LIBRARY, STOP_SPENDING } from "../../guardrails";
import { FRAMEWORKS } from "../../guardrails/frameworks";
import { policyTypeLimits } from "../../limits";
import { load } from "../unit/definition/definitionFixtures";
import { assertChanges, inAws, Project, type Definition } from "./support";

/** Puts the guardrails into as few groups as AWS's limits on attachments allow. */
function groups(): string[][] {
    const found: string[][] = [];
    for (const { name, type } of LIBRARY.values()) {
        const { maxAttached, attachedByAws } = policyTypeLimits(type);
        const hasRoom = (group: readonly string[]): boolean =>
            group.filter((one) => LIBRARY.get(one)?.type === type).length + attachedByAws < maxAttached;
        const group = found.find(hasRoom);
        if (group) group.push(name);
        else found.push([name]);
    }
    return found;
}

/** Attached for good instead of by a budget, it denies the access role what repairs need. */
function acknowledged(name: string): Pick<PolicyInput, "acknowledge"> {
    return name === STOP_SPENDING ? { acknowledge: { lockOut: [DEFAULT_ROLE_NAME] } } : {};
}

describe("the library of guardrails", function () {
    this.timeout(180_000);
    let project: Project;
    /** A guardrail with parameters is a policy with a key of its own. */
    const keyOf = (name: string): string => (LIBRARY.get(name)?.example ? `our-${name}` : name);
    const policies = Object.fromEntries(
        [...LIBRARY.values()].flatMap(({ name, example }): [string, PolicyInput][] =>
            example ? [[keyOf(name), { guardrail: name, parameters: example, ...acknowledged(name) }]] : [],
        ),
    );
    const units: Record<string, UnitInput> = Object.fromEntries(
        groups().map((names, index) => [`Group${index + 1}`, { guardrails: names.map(keyOf) }]),
    );
    const definition: Definition = {
        policies,
        units: {
            ...units,
            Cards: { kind: "workloads", compliance: ["pci-dss", "gdpr-data-residency"], regions: ["eu-central-1"] },
            More: { compliance: ["pci-dss"], without: ["deny-iam-users", "only-tls"] },
        },
    };
    const model = load(definition);

    before(async () => {
        project = await Project.start();
    });
    after(() => project.stop());

    it("is created and attached as a whole, with bundles and regions beside it", async () => {
        await project.apply(definition);
        const found = await inAws(project.client);
        for (const { key, guardrails } of model.units) {
            const names = model.policies.flatMap((one) => (guardrails.includes(one.key) ? [one.name] : []));
            assert.deepEqual(found.units[key]?.policies, names.sort(), key);
        }
        const attached = new Set(model.units.flatMap(({ guardrails }) => guardrails));
        for (const name of LIBRARY.keys()) assert.ok(attached.has(keyOf(name)), name);
        for (const name of FRAMEWORKS["gdpr-data-residency"].guardrails) {
            const isControl = LIBRARY.get(name)?.type === "SERVICE_CONTROL_POLICY";
            assert.ok(found.units.Cards?.policies.includes(isControl ? "compliance-gdpr-data-residency" : name), name);
        }
        assert.ok(found.units.Cards?.policies.includes("regions-of-unit-cards"));
        assert.ok(found.units.More?.policies.includes("compliance-pci-dss-of-unit-more"));
        for (const { name, content } of model.policies)
            assert.deepEqual(found.policies[name], JSON.parse(content), name);
    });

    it("has nothing to change the second time", async () => {
        const run = await project.preview();
        assert.equal(run.code, 0, run.output);
        assertChanges(run, {});
    });
});
