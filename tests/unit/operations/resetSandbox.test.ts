import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import * as fc from "fast-check";
import { parse } from "yaml";
import type { OrganizationModel } from "../../../definition";
import type { Level } from "../../../operations/ancestry";
import type { Membership } from "../../../operations/members";
import { findAwsNuke, readDryRun, runAwsNuke, VERSION } from "../../../operations/resetSandbox/awsNuke";
import { configText, nukeConfig, type NukeConfig } from "../../../operations/resetSandbox/config";
import { allowedRegions } from "../../../operations/resetSandbox/regions";
import { judge } from "../../../operations/resetSandbox/target";
import { byKey, load } from "../definition/support";

const MANAGEMENT = "111111111111";

/** A unit of a generated organisation; its name in AWS is another than its key. */
interface Unit {
    readonly kind: string | undefined;
    readonly accounts: readonly string[];
    readonly units: readonly Unit[];
}

/** With units below it down to the given number of levels. */
function unitOf(levels: number): fc.Arbitrary<Unit> {
    return fc.record({
        kind: fc.constantFrom(undefined, "sandbox", "sandbox", "sandbox", "workloads", "plain", "security"),
        accounts: fc.array(fc.constantFrom(...Array<string>(6).fill("active"), "closing", "quarantined", "leaving"), {
            maxLength: 2,
        }),
        units: levels === 0 ? fc.constant([]) : fc.array(unitOf(levels - 1), { maxLength: 2 }),
    });
}

/** The definition of generated units, with what an oracle that shares no code with the program knows of each account. */
function definitionOf(units: readonly Unit[]): {
    model: OrganizationModel;
    accounts: { key: string; path: string[]; kind: string; state: string }[];
    unitPaths: { names: string[]; kind: string }[];
} {
    const accounts: { key: string; path: string[]; kind: string; state: string }[] = [];
    const unitPaths: { names: string[]; kind: string }[] = [];
    const written = (list: readonly Unit[], above: string[], inherited: string): Record<string, unknown> =>
        Object.fromEntries(
            list.map(({ kind, accounts: inside, units: below }, index) => {
                const names = [...above, `Name${index}`];
                const own = kind ?? inherited;
                unitPaths.push({ names, kind: own });
                const keys = inside.map((state) => {
                    const key = `a${accounts.length}`;
                    accounts.push({ key, path: names, kind: own, state });
                    return key;
                });
                return [
                    `U${index}`,
                    {
                        name: `Name${index}`,
                        ...(kind !== undefined && { kind }),
                        accounts: Object.fromEntries(
                            keys.map((key, at) => {
                                const id = String(100_000_000_000 + Number(key.slice(1)));
                                return [key, { state: inside[at], acknowledge: { closing: id, leaving: id } }];
                            }),
                        ),
                        units: written(below, names, own),
                    },
                ];
            }),
        );
    const definition = { defaults: { email: "{account}@example.com" }, units: written(units, [], "plain") };
    return { model: load(definition), accounts, unitPaths };
}

function levelsOf(names: readonly string[], id: string): Level[] {
    return [
        { id: "r-1", name: "Root", kind: "root" },
        ...names.map((name, index): Level => ({ id: `ou-${index}`, name, kind: "unit" })),
        { id, name: "whatever", kind: "account" },
    ];
}

function read(text: string): NukeConfig {
    return parse(text) as NukeConfig;
}

describe("the configuration of aws-nuke", () => {
    it("is for one account, only if it is in a sandbox by the definition and by AWS; every other account is blocked", () => {
        let [made, refused] = [0, 0];
        fc.assert(
            fc.property(
                fc.array(unitOf(3), { minLength: 1, maxLength: 3 }),
                fc.nat(),
                fc.nat(),
                fc.constantFrom("there", "there", "there", "anywhere", "anywhere", "root", "unknown", "renamed"),
                fc.constantFrom(...Array<string>(8).fill("ACTIVE"), "PENDING_CLOSURE", "CLOSED"),
                fc.constantFrom(...Array<boolean>(9).fill(false), true),
                (units, which, where, placed, awsState, isManagement) => {
                    const { model, accounts, unitPaths } = definitionOf(units);
                    fc.pre(accounts.length > 0);
                    const chosen = accounts[which % accounts.length] ?? assert.fail();
                    const elsewhere = unitPaths[where % unitPaths.length] ?? assert.fail();
                    const names = {
                        there: chosen.path,
                        anywhere: elsewhere.names,
                        root: [],
                        unknown: [...chosen.path, "Made by hand"],
                        renamed: [...chosen.path.slice(0, -1), "Renamed"],
                    }[placed];
                    const members = accounts.map(({ key }, index) => ({
                        id: isManagement && key === chosen.key ? MANAGEMENT : String(200_000_000_000 + index),
                        arn: "",
                        name: key,
                        // AWS keeps the letters as they were typed.
                        email: `${key.toUpperCase()}@example.com`,
                        state: key === chosen.key ? awsState : "ACTIVE",
                    }));
                    const outside = {
                        id: "012345678901",
                        arn: "",
                        name: "other",
                        email: "x@example.com",
                        state: "CLOSED",
                    };
                    const membership: Membership = {
                        managementAccountId: MANAGEMENT,
                        members: [{ ...outside, id: MANAGEMENT, email: "m@example.com" }, outside, ...members],
                    };
                    const id = members.find(({ name }) => name === chosen.key)?.id ?? assert.fail();
                    const account = byKey(model.accounts, chosen.key);
                    const judged = judge(model, account, membership, levelsOf(names, id));

                    const actual = unitPaths.find(({ names: one }) => one.join("/") === names.join("/"));
                    const allowed =
                        chosen.kind === "sandbox" &&
                        chosen.state === "active" &&
                        awsState === "ACTIVE" &&
                        !isManagement &&
                        actual?.kind === "sandbox" &&
                        names.slice(0, chosen.path.length).join("/") === chosen.path.join("/");
                    assert.equal("target" in judged, allowed, JSON.stringify({ chosen, names, judged }));
                    if (!("target" in judged)) {
                        refused++;
                        assert.ok(judged.reasons.length > 0);
                        return;
                    }
                    made++;
                    const { target } = judged;
                    const config = nukeConfig(target, undefined, model.breakGlassRole);
                    for (const one of [config, read(configText(config, target, model.breakGlassRole))]) {
                        assert.deepEqual(Object.keys(one.accounts), [id]);
                        assert.deepEqual(one["bypass-alias-check-accounts"], [id]);
                        const everyone = new Set(membership.members.map((member) => member.id));
                        everyone.delete(id);
                        assert.deepEqual(new Set(one.blocklist), everyone);
                        assert.ok(one.blocklist.includes(MANAGEMENT));
                        assert.ok(!one.blocklist.includes(id));
                    }
                },
            ),
            { numRuns: 500 },
        );
        assert.ok(
            made > 20 && refused > 100,
            `${made} made, ${refused} refused: the cases are not what they should be`,
        );
    });

    it("an account that AWS does not list, or lists under another parent's chain, is refused", () => {
        const { model } = definitionOf([{ kind: "sandbox", accounts: ["active"], units: [] }]);
        const account = byKey(model.accounts, "a0");
        const none = judge(model, account, { managementAccountId: MANAGEMENT, members: [] }, []);
        assert.ok("reasons" in none && /no account with the e-mail a0@example.com/.test(none.reasons.join()));
        const member = { id: "222222222222", arn: "", name: "a0", email: "a0@example.com", state: "ACTIVE" };
        const membership = { managementAccountId: MANAGEMENT, members: [member] };
        for (const levels of [[], levelsOf(["Name0"], "333333333333"), levelsOf(["Name0"], member.id).slice(1)]) {
            assert.ok("reasons" in judge(model, account, membership, levels));
        }
        assert.ok("target" in judge(model, account, membership, levelsOf(["Name0"], member.id)));
    });

    const model = load({
        organization: { breakGlassRole: "Emergency" },
        defaults: { email: "{account}@example.com", roleName: "Access" },
        guardrails: ["wide"],
        policies: {
            wide: {
                guardrail: "region-deny",
                parameters: { regions: ["eu-central-1", "eu-west-1", "us-east-1"] },
            },
            narrow: { guardrail: "region-deny", parameters: { regions: ["eu-west-1", "us-east-1", "ap-south-1"] } },
        },
        units: {
            Sandbox: { kind: "sandbox", guardrails: ["narrow"], units: { Team: { accounts: { playground: {} } } } },
            Plain: { accounts: { other: {} } },
        },
    });
    const account = byKey(model.accounts, "playground");
    const member = { id: "012345678901", arn: "", name: "p", email: account.email, state: "ACTIVE" };
    const target = { account, member, others: [MANAGEMENT, "098765432109"] };
    const config = nukeConfig(target, allowedRegions(model, "playground"), model.breakGlassRole);
    const text = configText(config, target, model.breakGlassRole);

    it("looks where the guardrails leave regions open, and everywhere else where none closes any", () => {
        assert.deepEqual(config.regions, ["global", "eu-west-1", "us-east-1"]);
        assert.deepEqual(allowedRegions(model, "other"), ["eu-central-1", "eu-west-1", "us-east-1"]);
        const free = load({ defaults: { email: "{account}@example.com" }, units: { S: { accounts: { shop: {} } } } });
        assert.equal(allowedRegions(free, "shop"), undefined);
        assert.deepEqual(nukeConfig(target, undefined, "Emergency").regions, ["all"]);
    });

    it("keeps the ways in, each with what it may do, and what the organisation has made", () => {
        const { filters } = config.presets.keep ?? assert.fail();
        for (const [type, property] of [
            ["IAMRole", "Name"],
            ["IAMRolePolicy", "role:RoleName"],
            ["IAMRolePolicyAttachment", "RoleName"],
        ] as const) {
            const values = (filters[type] ?? []).map((filter) => {
                assert.equal(filter.property, property);
                assert.equal(filter.type, filter.value.includes("*") ? "glob" : undefined);
                return filter.value;
            });
            for (const value of [
                "Access",
                "Emergency",
                "OrganizationAccountAccessRole",
                "AWSReservedSSO_*",
                "AWSServiceRoleFor*",
                "stacksets-exec-*",
                "AWSControlTower*",
            ]) {
                assert.ok(values.includes(value), `${type} does not keep ${value}`);
            }
        }
        assert.ok(filters.CloudFormationStack?.some(({ value }) => value === "StackSet-*"));
        assert.ok(filters.IAMSAMLProvider?.some(({ value }) => value.includes("AWSSSO_")));
        for (const type of ["CloudTrailTrail", "ConfigServiceConfigurationRecorder", "GuardDutyDetector"]) {
            assert.ok(config["resource-types"].excludes.includes(type));
        }
        assert.deepEqual(config.accounts, { "012345678901": { presets: ["keep"] } });
    });

    it("as text is the same, with ids as texts and a reason beside each part", () => {
        assert.deepEqual(read(text), config);
        assert.match(text, /- "098765432109"/);
        assert.match(text, /"012345678901":/);
        assert.match(text, /# every other account of the organisation\n/);
        assert.match(text, /# the way in through IAM Identity Center\n/);
        assert.match(text, /- CloudTrailTrail # the organisation's trail/);
        assert.doesNotMatch(text, /[&*]a\d/);
    });
});

describe("aws-nuke", () => {
    let folder: string;
    beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), "nuke-"))));
    afterEach(() => fs.rmSync(folder, { recursive: true }));

    /** A program in its place. The real one is not here. */
    function standIn(script: string): string {
        const file = path.join(folder, "aws-nuke");
        fs.writeFileSync(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
        return file;
    }

    it("is told with its version and how to install it, where it is missing", async () => {
        await assert.rejects(
            findAwsNuke(folder),
            new RegExp(`aws-nuke is not on the PATH.*\\n.*\\n.*releases/tag/v${VERSION}`),
        );
    });

    for (const [version, accepted] of [
        [VERSION, true],
        ["3.65.0", true],
        ["3.64.2", false],
        ["2.25.0", false],
        ["4.0.0", false],
    ] as const) {
        it(`${version} is ${accepted ? "taken" : "refused"}`, async () => {
            const file = standIn(`echo "aws-nuke version v${version}"`);
            if (accepted) assert.equal(await findAwsNuke(`/nowhere:${folder}`), file);
            else
                await assert.rejects(findAwsNuke(folder), new RegExp(`is ${version}: version ${VERSION} or a later 3`));
        });
    }

    it("gets the credentials of the account, and nothing of the user's own", async () => {
        process.env.AWS_PROFILE = "management";
        process.env.AWS_ASSUME_ROLE_ARN = "arn:aws:iam::111111111111:role/x";
        try {
            const lines: string[] = [];
            const run = {
                config: "c.yaml",
                credentials: { accessKeyId: "A", secretAccessKey: "S", sessionToken: "T" },
                region: "us-east-1",
                onLine: (line: string) => lines.push(line),
            };
            const file = standIn('echo "$@"; env | grep ^AWS_ | sort');
            await runAwsNuke(file, { ...run, remove: false });
            assert.deepEqual(lines, [
                "run --config c.yaml --no-alias-check --force --force-sleep 3 --quiet",
                "AWS_ACCESS_KEY_ID=A",
                "AWS_CONFIG_FILE=/dev/null",
                "AWS_DEFAULT_REGION=us-east-1",
                "AWS_SECRET_ACCESS_KEY=S",
                "AWS_SESSION_TOKEN=T",
                "AWS_SHARED_CREDENTIALS_FILE=/dev/null",
            ]);
            lines.length = 0;
            await runAwsNuke(file, { ...run, remove: true });
            assert.match(lines[0] ?? "", / --no-dry-run$/);
            await assert.rejects(
                runAwsNuke(standIn("echo denied >&2; exit 1"), { ...run, remove: false }),
                /aws-nuke ended with 1\. Nothing was removed\. It said last:\ndenied/,
            );
        } finally {
            delete process.env.AWS_PROFILE;
            delete process.env.AWS_ASSUME_ROLE_ARN;
        }
    });

    it("what it would remove is counted, in both its wordings, with and without colours", () => {
        const output = [
            "aws-nuke version v3.64.3",
            '\u001b[33meu-west-1\u001b[0m - \u001b[36mS3Bucket\u001b[0m - s3://a - [Name: "a"] - \u001b[32mwould remove\u001b[0m',
            'eu-west-1 - S3Bucket - s3://b - [Name: "b"] - would remove',
            'time="2026-11-24T10:00:00Z" level=info msg="would remove" owner=eu-west-1 prop:ID=x state=new state_code=0 type=DSQLCluster',
            'global - IAMRole - Access - [Name: "Access"] - filtered by config',
            "Scan complete: 7 total, 3 nukeable, 4 filtered.",
        ];
        const { lines, types, total } = readDryRun(output);
        assert.deepEqual(
            types.map(([type, count]) => `${count} ${type}`),
            ["2 S3Bucket", "1 DSQLCluster"],
        );
        assert.equal(lines.length, 3);
        assert.equal(total, 3);
        assert.throws(() => readDryRun(output.slice(0, 4)), /"Scan complete" is missing/);
    });
});
