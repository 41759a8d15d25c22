import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { gunzipSync } from "node:zlib";
import { parseUrn } from "../../program/state/urn";
import { Project } from "../integration/support";

/**
 * What today's program does to the states that earlier ones have made: nothing, but for what is named here. A release that means to add
 * or to update something in place names it, by resource and property. Nothing is ever replaced, deleted or made anew.
 */
const MEANT: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
    "0abeb8c": {},
    "76ebbbc": {},
    "2fb5dd4": {},
    be3abd7: {},
    "197753a": {},
    "13af0a2": {
        // The mark by which AWS tells a sandbox.
        "update aws:organizations/organizationalUnit:OrganizationalUnit Sandbox": [
            'tagsAll["aws-organization:kind"]',
            'tags["aws-organization:kind"]',
        ],
        // The list of services that region-deny exempts follows AWS's own list.
        "update aws:organizations/policy:Policy regions": ["content"],
        "update aws:organizations/policy:Policy regions-of-account-allowed": ["content"],
        "update aws:organizations/policy:Policy regions-of-unit-Workloads/NonProduction": ["content"],
    },
};

interface Step {
    readonly op: string;
    readonly urn: string;
    readonly detailedDiff?: Readonly<Record<string, unknown>> | null;
}

const unpack = (fixture: string, file: string): Buffer =>
    gunzipSync(fs.readFileSync(path.join(__dirname, fixture, `${file}.gz`)));

/** `op type name` of each step that does something, with the properties that change. */
function changesOf(output: string): Record<string, readonly string[]> {
    const { steps } = JSON.parse(output.slice(output.indexOf("{"))) as { steps: readonly Step[] };
    return Object.fromEntries(
        steps
            // The default provider's endpoints hold the local AWS's port, which is another one in every test.
            .filter(({ op, urn }) => op !== "same" && !urn.includes("pulumi:providers:"))
            .map(({ op, urn, detailedDiff }) => {
                const { type, name } = parseUrn(urn);
                return [`${op} ${type} ${name}`, Object.keys(detailedDiff ?? {}).sort()] as const;
            }),
    );
}

describe("a state that an earlier version has made", function () {
    this.timeout(180_000);

    for (const [fixture, meant] of Object.entries(MEANT)) {
        it(`of ${fixture} is taken on: nothing changes that is not meant to`, async () => {
            const project = await Project.start({
                journal: unpack(fixture, "journal.jsonl"),
                // Two accounts of these have providers of their own, and a provider that runs share would be configured for one only.
                ownProviders: ["76ebbbc", "0abeb8c"].includes(fixture),
            });
            try {
                project.defineFolder(path.join(__dirname, fixture, "definition"));
                const state = unpack(fixture, "state.json").toString();
                await project.importState(state.replaceAll("http://LOCAL-AWS", project.aws.url));

                const { code, output } = await project.preview("--json");
                assert.equal(code, 0, output);
                assert.deepEqual(changesOf(output), meant);
                assert.doesNotMatch(output, /"op": "(delete|replace|create-replacement|import)/);
                // A preview of `security` works in two accounts; the local AWS keeps their credentials.
                const changing = (await project.mutations()).filter((call) => call !== "sts.AssumeRole");
                assert.deepEqual(changing, []);
            } finally {
                await project.stop();
            }
        });
    }

    it("is there for each fixture", () => {
        const folders = fs.readdirSync(__dirname, { withFileTypes: true }).filter((entry) => entry.isDirectory());
        assert.deepEqual(folders.map(({ name }) => name).sort(), Object.keys(MEANT).sort());
    });
});
