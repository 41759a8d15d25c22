import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { EXIT } from "../../../../../operations/cli/commandError";
import { blocksOf } from "../../../docs/pages";
import { inStack, org, type OrgRun } from "../../../operations/orgRuns";

const DEFINITION = `
defaults: { email: "{account}@example.com" }
organization: { serviceAccess: [sso.amazonaws.com] }
policies:
    keep-buckets:
        type: SERVICE_CONTROL_POLICY
        document: { Version: "2012-10-17", Statement: [{ Sid: Keep, Effect: Deny, Action: "s3:DeleteBucket", Resource: "*" }] }
units:
    Production: { guardrails: [keep-buckets], accounts: { shop-prod: { tags: { Team: shop } } } }
    Sandbox: { accounts: { play: {} } }
people:
    groups: { developers: {}, platform: {}, auditors: { external: true } }
    users:
        ada@example.com: { name: Ada Lovelace, groups: [developers, platform] }
        bob@example.com: { name: Bob Bobson, groups: [developers] }
        eve@example.com: { name: Eve Evans, groups: [platform] }
    permissionSets:
        Buckets:
            description: Makes and deletes buckets
            inlinePolicy:
                Version: "2012-10-17"
                Statement:
                    - { Effect: Allow, Action: ["s3:CreateBucket", "s3:DeleteBucket"], Resource: "*" }
                    - { Effect: Allow, Action: "s3:GetObject", Resource: "arn:aws:s3:::shop/*" }
        Restart:
            description: Restarts the shop
            customerManagedPolicies: [{ name: Restart }]
access:
    - { who: developers, permissionSet: Buckets, where: everywhere, because: they own their buckets }
    - { who: platform, permissionSet: break-glass, where: everywhere, because: emergencies }
    - { who: auditors, permissionSet: Restart, where: [shop-prod], because: it is a test }
    - { who: bob@example.com, permissionSet: break-glass, where: [play], until: 2020-01-01, because: long ago }
`;

const run = (...args: string[]): Promise<OrgRun> =>
    inStack({ "organization.yaml": DEFINITION }, (folder) => org(folder, ["access", ...args, "--stack", "test"]));

/** The cells of a table in the output. */
function cells({ out }: OrgRun, head: string): string[][] {
    const lines = out.split("\n");
    const first = lines.findIndex((line) => line.startsWith(head));
    const end = lines.indexOf("", first);
    return lines.slice(first + 1, end < 0 ? undefined : end).map((line) => line.split(/ {2,}/));
}

describe("org access", () => {
    it("shows the whole matrix, one person, one account and one unit", async () => {
        const whole = await run();
        assert.deepEqual([whole.code, whole.error], [EXIT.done, ""]);
        assert.match(
            whole.out,
            /^Access in test on \d{4}-\d\d-\d\d: 3 people and 1 external group have access to 2 accounts of 3\./,
        );
        assert.deepEqual(
            cells(whole, "PERMISSION SET").map((row) => row.slice(0, 3)),
            [
                ["Buckets", "ada@example.com and bob@example.com (group developers)", "every account (2)"],
                ["break-glass", "ada@example.com and eve@example.com (group platform)", "every account (2)"],
                ["Restart", "group auditors (external)", "shop-prod"],
            ],
        );
        assert.match(whole.out, /1 grant ended before this day: .*organization\.yaml:\d+/);
        const one = await run("--who", "EVE@example.com", "--json");
        const { access } = JSON.parse(one.out) as { access: { who: string; account: string; from: string }[] };
        assert.deepEqual(
            access.map(({ who, account }) => `${who} ${account}`),
            ["eve@example.com play", "eve@example.com shop-prod"],
        );
        assert.match(access[0]?.from ?? "", /organization\.yaml:\d+:\d+$/);
        const unit = await run("--where", "Sandbox");
        assert.deepEqual(
            cells(unit, "PERMISSION SET").map(([set]) => set),
            ["Buckets", "break-glass"],
        );
    });

    it("says who can do something, worst first, with the reason", async () => {
        const asked = await run("--can", "s3:deletebucket");
        assert.deepEqual([asked.code, asked.error], [EXIT.done, ""]);
        assert.match(
            asked.out,
            /^Who can s3:DeleteBucket on .*: yes for 3 people and groups, no for 4 people and groups\./,
        );
        const rows = cells(asked, "CAN").map((row) => row.slice(0, 4));
        const by = "service control policy keep-buckets at unit Production";
        assert.deepEqual(rows, [
            [
                "yes",
                "ada@example.com and bob@example.com (group developers)",
                "play",
                "Buckets: its inline policy allows it",
            ],
            [
                "yes",
                "ada@example.com and eve@example.com (group platform)",
                "play",
                "break-glass: AdministratorAccess allows it",
            ],
            [
                "no",
                "ada@example.com and bob@example.com (group developers)",
                "shop-prod",
                `Buckets: denied by statement Keep of ${by}`,
            ],
            [
                "no",
                "ada@example.com and eve@example.com (group platform)",
                "shop-prod",
                `break-glass: denied by statement Keep of ${by}`,
            ],
            ["no", "group auditors (external)", "shop-prod", `Restart: denied by statement Keep of ${by}`],
        ]);
    });

    it("says it as docs/access.md shows it", async () => {
        const block = blocksOf("docs/access.md").find(({ text }) => text.startsWith("Who can"))?.text ?? "";
        const lines = (text: string): string[] =>
            text
                .split("\n")
                .map((line) =>
                    line.replace(/ {2,}\S*organization\.yaml\S*$| {2,}\.\.\.$| {2,}WRITTEN IN$/, "").trimEnd(),
                );
        const { out } = await run("--can", "s3:DeleteBucket");
        const today = new Date().toISOString().slice(0, 10);
        assert.deepEqual(lines(block), lines(out.replace(today, "2026-11-27")).slice(0, lines(block).length));
    });

    it("says what it does not know, and never guesses", async () => {
        const restarts = await run("--can", "ec2:RebootInstances", "--where", "shop-prod", "--who", "auditors");
        assert.deepEqual(cells(restarts, "CAN")[0]?.slice(0, 4), [
            "not known",
            "group auditors (external)",
            "shop-prod",
            "Restart: what /Restart of Restart says is not known here",
        ]);
        const object = await run("--can", "s3:GetObject", "--who", "bob@example.com", "--where", "play");
        assert.match(object.out, /not known .*Buckets: it depends on the resource \(give --resource\)/);
        const named = await run(
            "--can",
            "s3:GetObject",
            "--who",
            "bob@example.com",
            "--resource",
            "arn:aws:s3:::shop/a",
        );
        assert.match(named.out, /^Who can s3:GetObject on arn:aws:s3:::shop\/a on .*: yes for 1 person or group\./);
    });

    it("writes files, and refuses what it cannot answer before anything is written", async () => {
        await inStack({ "organization.yaml": DEFINITION }, async (folder) => {
            const page = path.join(folder, "access.html");
            const csv = path.join(folder, "access.csv");
            const written = await org(folder, ["access", "--html", page, "--csv", csv, "--stack", "test"]);
            assert.deepEqual([written.code, written.error], [EXIT.done, ""]);
            assert.match(
                fs.readFileSync(page, "utf8"),
                /^<!doctype html>\n<html lang="en">\n<head>\n<meta name="generator" content="org access">/,
            );
            assert.equal(fs.readFileSync(csv, "utf8").trim().split("\r\n").length, 1 + 9);
            fs.writeFileSync(page, "my notes");
            const refused = await org(folder, ["access", "--html", page, "--stack", "test"]);
            assert.equal(refused.code, EXIT.usage);
            assert.match(refused.error, /is no page of org access, so it is not replaced/);
            assert.equal(fs.readFileSync(page, "utf8"), "my notes");
        });
        for (const [args, message] of [
            [
                ["--who", "adda@example.com"],
                /there is no person or group "adda@example\.com" in the definition\. Did you mean "ada@example\.com"\?/,
            ],
            [["--where", "Prodction"], /there is no account or unit "Prodction"\. Did you mean "Production"\?/],
            [
                ["--can", "s3:DeleteBuckt"],
                /--can: there is no action s3:DeleteBuckt\. Did you mean "s3:DeleteBucket"\?/,
            ],
            [["--can", "s3:Delete*"], /stands for \d+ actions, .*Ask about one/],
            [["--region", "eu-west-1"], /belong to --can/],
            [["--can", "s3:DeleteBucket", "--html", "a.html"], /--html shows the whole matrix/],
            [["--in-aws", "--who", "ada@example.com"], /--in-aws takes no other option/],
        ] as const) {
            const { code, error } = await run(...args);
            assert.equal(code, EXIT.usage, error);
            assert.match(error, message);
        }
    });
});
