import assert from "node:assert/strict";
import * as fs from "node:fs";
import { assertRefused, Project } from "./support";

const FILE = "organizations/test/organization.yaml";

/** Mistakes as people make them, each with its whole message. */
const MISTAKES: readonly { title: string; lines: string[]; message: string }[] = [
    {
        title: "an unknown key",
        lines: ["units:", "    Sandbox:", "        acounts: {}"],
        message: `${FILE}:3:9 units.Sandbox.acounts unknown key "acounts". Did you mean "accounts"?`,
    },
    {
        title: "a bad e-mail",
        lines: [
            "units:",
            "    Sandbox:",
            "        accounts:",
            "            play:",
            "                email: nobody.example.com",
        ],
        message: `${FILE}:5:17 units.Sandbox.accounts.play.email account play: `,
    },
    {
        title: "a missing unit",
        lines: ["units:", "    Sandbox: {}", "accounts:", "    play: { unit: Sandbx, email: play@example.com }"],
        message: `${FILE}:4:13 accounts.play.unit there is no unit "Sandbx". Did you mean "Sandbox"?`,
    },
];

describe("a mistake in the definition", function () {
    this.timeout(60_000);
    let project: Project;
    before(async () => {
        project = await Project.start();
    });
    after(() => project.stop());

    for (const { title, lines, message } of MISTAKES) {
        it(`${title} gives one message with its place, and AWS is not called`, async () => {
            project.defineText(lines.join("\n"));
            for (const run of [await project.preview(), await project.previewAndUp()]) {
                assertRefused(run, "The definition has 1 mistake. Nothing was sent to AWS.", message);
                assert.equal(run.output.match(/organization\.yaml:\d+:\d+/g)?.length, 1, run.output);
            }
            assert.deepEqual(await project.aws.calls(), {});
        });
    }

    it("a missing definition is reported with the place to write it", async () => {
        fs.rmSync(`${project.folder}/organizations`, { recursive: true, force: true });
        assertRefused(await project.preview(), "organizations/test does not exist. Write the definition there");
        assert.deepEqual(await project.aws.calls(), {});
    });

    it("a region of the stack that is none is reported with its file, before the provider refuses it", async () => {
        project.defineText("units: { Sandbox: {} }");
        const settings = `${project.folder}/Pulumi.test.yaml`;
        const right = fs.readFileSync(settings, "utf8");
        const wrong = right.replace(/(aws:region"?: *"?)us-east-1/, "$1us-esat-1");
        assert.notEqual(wrong, right);
        fs.writeFileSync(settings, wrong);
        const run = await project.preview();
        fs.writeFileSync(settings, right);
        assertRefused(run, 'Pulumi.test.yaml: aws:region: "us-esat-1" is not a region. Did you mean "us-east-1"?');
        assert.doesNotMatch(run.output, /invalid AWS Region/);
        assert.deepEqual(await project.aws.calls(), {});
    });

    it("names that every JavaScript object has are valid, and end no preview", async () => {
        const statement = "{ Effect: Deny, Action: s3:*, Resource: '*' }";
        project.defineText(
            [
                "defaults: { email: '{account}@example.com', tags: { constructor: toString } }",
                "guardrails: [constructor, valueOf]",
                "policies:",
                `    constructor: { type: SERVICE_CONTROL_POLICY, document: { Version: "2012-10-17", Statement: [${statement}] } }`,
                "    valueOf: { type: TAG_POLICY, document: { tags: { constructor: { tag_key: { '@@assign': constructor } } } } }",
                "    both: { merge: [constructor, deny-root-user] }",
                "units:",
                "    constructor:",
                "        units: { toString: { guardrails: [both] } }",
                "        accounts: { hasOwnProperty: { owner: isPrototypeOf } }",
            ].join("\n"),
        );
        const { code, output } = await project.preview();
        assert.equal(code, 0, output);
        assert.match(output, /hasOwnProperty/);
    });
});
