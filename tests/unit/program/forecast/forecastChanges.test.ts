import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { gunzipSync } from "node:zlib";
import type { ForecastState } from "../../../../program/forecast";
import { changesBetween, CHECKOUT, stateOfDefinition } from "./stateOfDefinition";

const BEFORE = `
defaults: { tags: { Organization: acme } }
policies:
    no-s3: { type: SERVICE_CONTROL_POLICY, document: { Version: "2012-10-17", Statement: [{ Sid: NoBuckets, Effect: Deny, Action: "s3:CreateBucket", Resource: "*" }] } }
guardrails: [deny-root-user]
units:
    Sandbox: { kind: sandbox, accounts: { play: { email: play@example.com } } }
    Workloads: { kind: workloads, guardrails: [no-s3], accounts: { shop: { email: shop@example.com, tags: { Team: shop } } } }
`;

describe("a forecast from definition and state", function () {
    this.timeout(30_000);
    let folder = "";
    let state: readonly ForecastState[] = [];
    const write = (text: string): string => {
        const file = path.join(folder, "organization.yaml");
        fs.writeFileSync(file, text);
        return file;
    };
    before(async () => {
        folder = fs.mkdtempSync(path.join(os.tmpdir(), "forecast-"));
        state = await stateOfDefinition(write(BEFORE));
    });
    after(() => fs.rmSync(folder, { recursive: true, force: true }));

    for (const [about, from, to, changes] of [
        ["nothing", "", "", []],
        ["an account that is added", "shop: {", "shop2: { email: b@example.com }, shop: {", ["create Account shop2"]],
        ["a tag", "Team: shop", "Team: web", ["update Account shop: tags"]],
        ["a statement", "s3:CreateBucket", "s3:DeleteBucket", ["update Policy no-s3: content"]],
        [
            "a policy that is detached",
            "guardrails: [no-s3],",
            "guardrails: [deny-leaving-organization],",
            ["delete PolicyAttachment no-s3@Workloads"],
        ],
        [
            "a service",
            "defaults:",
            "organization: { serviceAccess: [ram.amazonaws.com] }\ndefaults:",
            ["update Organization organization: awsServiceAccessPrincipals"],
        ],
        ["a unit", "    Sandbox:", "    New: {}\n    Sandbox:", ["create OrganizationalUnit New"]],
        [
            "a quarantine",
            "Team: shop }",
            "Team: shop }, state: quarantined",
            ["create Policy quarantine", "create PolicyAttachment quarantine@shop"],
        ],
    ] as const) {
        it(`names ${about}`, async () => {
            const text = from === "" ? BEFORE : BEFORE.replace(from, to);
            assert.ok(from === "" || text !== BEFORE);
            assert.deepEqual([...(await changesBetween(write(text), state))].sort(), [...changes].sort());
        });
    }

    it("creates everything of a stack that holds nothing", async () => {
        const changes = await changesBetween(write(BEFORE), []);
        assert.ok(changes.length > 10);
        assert.deepEqual(
            changes.filter((line) => !line.startsWith("create ")),
            [],
        );
    });

    it("does not change an account that is left out: the plan refuses it", async () => {
        const changes = await changesBetween(write(BEFORE.replace(/, accounts: \{ play: .*? \} \}/, "")), state);
        assert.equal(changes.length, 1);
        assert.match(changes[0] ?? "", /^refused: .*play/);
    });
});

/** What earlier programs have left, and what tests/upgrade holds Pulumi's own preview to. */
describe("a forecast of a state that an earlier version has made", function () {
    this.timeout(60_000);
    const upgrade = path.join(CHECKOUT, "tests", "upgrade");
    for (const fixture of fs.readdirSync(upgrade).filter((name) => /^[0-9a-f]{7}$/.test(name) && name !== "13af0a2")) {
        it(`of ${fixture} finds no change, as the engine does`, async () => {
            const text = gunzipSync(fs.readFileSync(path.join(upgrade, fixture, "state.json.gz"))).toString();
            const { deployment } = JSON.parse(text) as { deployment: { resources: readonly ForecastState[] } };
            assert.deepEqual(await changesBetween(path.join(upgrade, fixture, "definition"), deployment.resources), []);
        });
    }
});
