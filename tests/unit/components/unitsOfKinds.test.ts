import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import {
    Organization,
    OrganizationalUnit,
    SandboxUnit,
    SecurityUnit,
    WorkloadsUnit,
    type UnitOfKindArgs,
} from "../../../components";
import { KIND_GUARDRAILS } from "../../../guardrails/unitKindGuardrails";
import { AWS, one, provision, type RegisteredResource } from "./mockedPulumi";
import { policy } from "./shopAccount";

const UNITS = { plain: OrganizationalUnit, sandbox: SandboxUnit, workloads: WorkloadsUnit, security: SecurityUnit };

type KindOfUnit = keyof typeof UNITS;

/** A unit U of a kind, with arguments of its own. */
async function unitOf(
    kind: KindOfUnit,
    args: Omit<UnitOfKindArgs, "parent"> = {},
): Promise<readonly RegisteredResource[]> {
    const { registered } = await provision(
        () => new UNITS[kind]("U", { ...args, parent: new Organization("organization") }),
    );
    return registered;
}

const attachedTo = (registered: readonly RegisteredResource[], unit: string): string[] =>
    registered.flatMap(({ type, name }) =>
        type === AWS.attachment && name.endsWith(`@${unit}`) ? [name.split("@")[0] ?? ""] : [],
    );

describe("components: units of kinds", () => {
    for (const [kind, guardrails] of Object.entries(KIND_GUARDRAILS)) {
        it(`${kind} brings ${guardrails.length === 0 ? "nothing" : guardrails.join(", ")}`, async () => {
            const registered = await unitOf(kind as KindOfUnit);
            assert.deepEqual(attachedTo(registered, "U"), guardrails);
            const tags = kind === "sandbox" ? { "aws-organization:kind": "sandbox" } : {};
            assert.deepEqual(one(registered, AWS.unit, "U").inputs.tags, tags);
        });
    }

    it("are of one type in URNs: a change of kind replaces nothing", async () => {
        const urns = new Set<string>();
        for (const kind of Object.keys(UNITS) as KindOfUnit[]) {
            urns.add(one(await unitOf(kind, { kindGuardrails: [] }), AWS.unit, "U").urn);
        }
        assert.equal(urns.size, 1);
    });

    it("can have guardrails of their own, with or without those of the kind", async () => {
        const registered = await unitOf("sandbox", { guardrails: ["deny-root-user"] });
        assert.deepEqual(attachedTo(registered, "U"), [...KIND_GUARDRAILS.sandbox, "deny-root-user"]);
        const without = await unitOf("sandbox", { kindGuardrails: ["deny-purchases"], tags: { Team: "shop" } });
        assert.deepEqual(attachedTo(without, "U"), ["deny-purchases"]);
        assert.deepEqual(one(without, AWS.unit, "U").inputs.tags, {
            Team: "shop",
            "aws-organization:kind": "sandbox",
        });
    });

    it("bring nothing below a unit of their kind, and share the policies of the library", async () => {
        const { registered } = await provision(() => {
            const organization = new Organization("organization", { guardrails: (root) => [policy("p", root)] });
            const above = new SandboxUnit("A", { parent: organization });
            new SandboxUnit("A/B", { parent: above });
            new WorkloadsUnit("A/C", { parent: above });
        });
        assert.deepEqual(attachedTo(registered, "A"), KIND_GUARDRAILS.sandbox);
        assert.deepEqual(attachedTo(registered, "A/B"), []);
        assert.deepEqual(one(registered, AWS.unit, "A/B").inputs.tags, { "aws-organization:kind": "sandbox" });
        assert.deepEqual(attachedTo(registered, "A/C"), KIND_GUARDRAILS.workloads);
        const policies = registered.filter(({ type }) => type === AWS.policy).map(({ name }) => name);
        assert.equal(new Set(policies).size, policies.length);
    });

    it("say in their docstrings and in the README which guardrails they bring", () => {
        const folder = path.resolve(__dirname, "../../../components");
        const read = (file: string): string => fs.readFileSync(path.join(folder, file), "utf8");
        for (const [file, guardrails] of [
            ["sandboxUnit", KIND_GUARDRAILS.sandbox],
            ["workloadsUnit", KIND_GUARDRAILS.workloads],
            ["securityUnit", KIND_GUARDRAILS.security],
        ] as const) {
            const [, docstring = ""] = /\/\*\*(.*?)\*\/\nexport class/s.exec(read(`${file}.ts`)) ?? [];
            assert.deepEqual(
                new Set(docstring.match(/`[a-z]+(?:-[a-z]+)+`/g)),
                new Set(guardrails.map((name) => `\`${name}\``)),
                file,
            );
            const row = new RegExp(`^\\| \`${file}\`(.*)$`, "im").exec(read("README.md"))?.[1] ?? "";
            assert.deepEqual(row.match(/\b(?:deny|protect)-[a-z-]+/g), guardrails, file);
        }
    });
});
