import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import path from "node:path";
import * as prettier from "prettier";
import { statefulResources } from "../../../../../cloudformation";
import { awsPolicies } from "../../../../../evaluator/awsPolicies";
import { parsePolicy } from "../../../../../evaluator/evaluation";
import { catalogueFor, lint } from "../../../../../evaluator/lint";
import { LIBRARY } from "../../../../../guardrails";
import { BASELINE_LIBRARY, FUNCTION_ROLE_PATH } from "../../../../../features/baseline/library";
import { baselineBlocksPage } from "../../../../../features/baseline/library/baselineBlocksPage";
import { blockVariants } from "./blockVariants";
import { resolvedBlock, templateOf } from "./resolvedBlock";

const PAGE = "docs/baseline-blocks.md";
const CHECKOUT = path.resolve(__dirname, "../../../../..");

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html: a template in a request. */
const TEMPLATE_BYTES = 51_200;
/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html: a managed policy, and the inline policies of a role. */
const MANAGED_CHARACTERS = 6_144;
const INLINE_CHARACTERS = 10_240;

describe("the library of blocks", () => {
    it("has a page that is up to date: `make docs` writes it", async () => {
        const config = await prettier.resolveConfig(PAGE);
        const text = await prettier.format(baselineBlocksPage(), { ...config, filepath: PAGE });
        assert.equal(fs.readFileSync(PAGE, "utf8"), text);
    });

    it("passes cfn-lint with every variant", function () {
        this.timeout(120_000);
        const folder = fs.mkdtempSync(path.join(os.tmpdir(), "blocks-"));
        const files = blockVariants().map(([name, parameters], index) => {
            const file = path.join(folder, `${index}-${name}.json`);
            fs.writeFileSync(file, JSON.stringify(templateOf(name, parameters), undefined, 1));
            return file;
        });
        const { status, stdout, stderr } = spawnSync("tests/cfnLint/cfnLint", files, {
            cwd: CHECKOUT,
            encoding: "utf8",
        });
        fs.rmSync(folder, { recursive: true });
        assert.equal(status, 0, stdout + stderr);
    });

    it("makes the vault and the role that the guardrail backup-by-tag names", () => {
        const named = LIBRARY.get("backup-by-tag")?.parameters.parse({ regions: ["eu-central-1"] });
        assert.equal(resolvedBlock("backup-vault").Setting?.Name, named?.vault);
        assert.equal(resolvedBlock("backup-role").Setting?.Role, named?.role);
    });

    it("is sorted by name", () => {
        const names = [...BASELINE_LIBRARY.keys()];
        assert.deepEqual(names, [...names].sort());
    });

    for (const block of BASELINE_LIBRARY.values()) {
        describe(block.name, () => {
            const variants = blockVariants().filter(([name]) => name === block.name);

            it("describes every parameter", () => {
                for (const [key, schema] of Object.entries(block.parameters.shape)) {
                    const { description } = schema as { readonly description?: string };
                    assert.match(description ?? "", /[.:]$|\.`?$/, key);
                }
            });

            it("gives CloudFormation every parameter of its template, and no other", () => {
                for (const [name, parameters] of variants) {
                    const read = block.parameters.parse(parameters);
                    const said = Object.keys(block.cloudFormationParameters(read)).sort();
                    assert.deepEqual(said, Object.keys(block.template(read).Parameters ?? {}).sort(), name);
                }
            });

            it("makes one template for all values that a place may change", () => {
                for (const [, parameters] of variants) {
                    const read = block.parameters.parse(parameters);
                    const used = new Set(JSON.stringify(block.template(read)).match(/"Ref":"\w+"|\$\{\w+\}/g) ?? []);
                    for (const name of Object.keys(block.cloudFormationParameters(read))) {
                        assert.ok(used.has(`"Ref":"${name}"`) || used.has(`\${${name}}`), `${name} is not used`);
                    }
                }
            });

            it("loses nothing that nobody can make again", () => {
                for (const [name, parameters] of variants) {
                    for (const { logicalId, survivesDeletion, survivesReplacement } of statefulResources(
                        templateOf(name, parameters),
                    )) {
                        assert.ok(survivesDeletion && survivesReplacement, logicalId);
                    }
                }
            });

            it("keeps AWS's limits, with capabilities that fit", () => {
                for (const [name, parameters] of variants) {
                    const template = templateOf(name, parameters);
                    assert.ok(JSON.stringify(template).length < TEMPLATE_BYTES);
                    const named = Object.values(template.Resources).some(
                        ({ Properties = {} }) => "RoleName" in Properties || "ManagedPolicyName" in Properties,
                    );
                    const hasIam = Object.values(template.Resources).some(({ Type }) => Type.startsWith("AWS::IAM::"));
                    const needed = named ? ["CAPABILITY_NAMED_IAM"] : hasIam ? ["CAPABILITY_IAM"] : [];
                    assert.deepEqual(block.capabilities, needed);
                    // A role or policy is the account's: in a second region, its name would be taken.
                    if (!block.isGlobal) assert.equal(named, false);
                }
            });

            it("names actions that AWS has", async () => {
                const Action = [...new Set([...block.actions, ...(block.functionActions ?? [])])];
                const statement = { Effect: "Allow", Action, Resource: "*" };
                const document = parsePolicy(
                    { Version: "2012-10-17", Statement: [statement] },
                    "SERVICE_CONTROL_POLICY",
                );
                assert.deepEqual(lint(document, await catalogueFor([document])), []);
            });

            for (const [name, parameters, about] of variants) {
                it(`writes policies that IAM takes (${about})`, async () => {
                    const resources = resolvedBlock(name, parameters);
                    const policies = Object.values(resources).flatMap(policiesOf);
                    for (const { document, limit } of policies) {
                        assert.ok(
                            JSON.stringify(document).length <= limit,
                            `${JSON.stringify(document).length} characters`,
                        );
                        const read = parsePolicy(document as never, "SERVICE_CONTROL_POLICY");
                        assert.deepEqual(lint(read, await catalogueFor([read])), []);
                    }
                    for (const { ManagedPolicyArns = [] } of Object.values(resources)) {
                        for (const arn of ManagedPolicyArns as string[]) {
                            assert.ok(awsPolicies().has(arn.replace("arn:aws:iam::aws:policy/", "")), arn);
                        }
                    }
                });
            }

            it("has a function that does what it says, and nothing else", () => {
                const { FunctionRole } = resolvedBlock(block.name);
                assert.equal(FunctionRole === undefined, block.functionActions === undefined);
                if (FunctionRole === undefined) return;
                assert.equal(FunctionRole.Path, FUNCTION_ROLE_PATH);
                const [policy] = policiesOf(FunctionRole);
                const { Statement } = policy?.document as { Statement: { Sid: string; Action: string[] }[] };
                const own = Statement.filter(({ Sid }) => Sid !== "OwnLog").flatMap(({ Action }) => Action);
                assert.deepEqual([...own].sort(), [...(block.functionActions ?? [])].sort());
                assert.ok(own.every((action) => !action.includes("*")));
            });
        });
    }
});

function policiesOf(properties: Readonly<Record<string, unknown>>): { document: unknown; limit: number }[] {
    const { ManagedPolicyName, PolicyDocument, Policies } = properties;
    // A function is called with texts, whatever they are named.
    const inline = Array.isArray(Policies)
        ? (Policies as { PolicyDocument: unknown }[]).map((one) => one.PolicyDocument)
        : [];
    return [
        ...(ManagedPolicyName === undefined ? [] : [{ document: PolicyDocument, limit: MANAGED_CHARACTERS }]),
        ...inline.map((document) => ({ document, limit: INLINE_CHARACTERS })),
    ];
}
