import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import * as fc from "fast-check";
import { parse } from "yaml";
import type { OrganizationModel } from "../../../../../definition";
import type { FoundNode } from "../../../../../aws/organization";
import type { Membership } from "../../../../../operations/members";
import {
    findAwsNuke,
    readDryRun,
    runAwsNuke,
    NUKE_VERSION,
} from "../../../../../operations/commands/resetSandbox/awsNuke";
import { configText, nukeConfig, type NukeConfig } from "../../../../../operations/commands/resetSandbox/nukeConfig";
import { openRegions } from "../../../../../operations/commands/resetSandbox/openRegions";
import {
    judgeSandbox,
    type SandboxEvidence,
    type SandboxJudgement,
} from "../../../../../operations/commands/resetSandbox/sandboxJudgement";
import type { ExistingResources } from "../../../../../program/state";
import { byKey, load } from "../../../definition/definitionFixtures";

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

/** The first value most of the time. */
function mostly<T>(usual: T, ...others: T[]): fc.Arbitrary<T> {
    return fc.constantFrom(...Array<T>(others.length + 12).fill(usual), ...others);
}

/** AWS keeps the letters of an e-mail as they were typed. */
function member(name: string, id: string, state = "ACTIVE"): Membership["members"][number] {
    return { id, arn: "", name, email: `${name.toUpperCase()}@example.com`, state, joinedMethod: "CREATED" };
}

function levelsOf(
    names: readonly string[],
    id: string,
    idOf = (path: readonly string[]): string => `ou-${path.join("-")}`,
): FoundNode[] {
    return [
        { id: "r-1", name: "Root", kind: "root" },
        ...names.map((name, index): FoundNode => ({ id: idOf(names.slice(0, index + 1)), name, kind: "unit" })),
        { id, name: "whatever", kind: "account" },
    ];
}

function read(text: string): NukeConfig {
    return parse(text) as NukeConfig;
}

const NOTHING: ExistingResources = {
    accounts: new Map(),
    units: new Map(),
    policies: new Map(),
    attachments: { root: [], units: new Map(), accounts: new Map() },
};

/** An account that may be emptied, and one beside it. */
const PLAYGROUND: SandboxEvidence = (() => {
    const model = load(
        'defaults: { email: "{account}@example.com" }\nunits: { S: { kind: sandbox, accounts: { playground: {} } }, W: { accounts: { shop: {} } } }',
    );
    const id = "222222222222";
    return {
        definition: { model, account: byKey(model.accounts, "playground") },
        applied: {
            ...NOTHING,
            organizationId: "o-1",
            units: new Map([["S", { id: "ou-S", sandbox: true as const }]]),
            accounts: new Map([["playground", { id, email: "", unit: "S", parentId: "ou-S", closing: false }]]),
        },
        aws: {
            organizationId: "o-1",
            membership: {
                managementAccountId: MANAGEMENT,
                members: [member("playground", id), member("shop", "333333333333")],
            },
            levels: levelsOf(["S"], id),
            unitTags: { "aws-organization:kind": "sandbox" },
            quarantined: false,
        },
    };
})();

describe("the configuration of aws-nuke", () => {
    it("is for one account, only if it is in one sandbox by the definition, the applied state and AWS; every other account is blocked", () => {
        let [made, refused] = [0, 0];
        fc.assert(
            fc.property(
                fc.array(unitOf(3), { minLength: 1, maxLength: 3 }),
                fc.nat(),
                fc.record({
                    placed: mostly("there", "elsewhere", "root", "unlisted"),
                    elsewhere: fc.nat(),
                    awsState: mostly("ACTIVE", "PENDING_CLOSURE", "CLOSED"),
                    // What AWS and the state say of the unit, each for itself.
                    markedInAws: mostly("as defined", "marked", "unmarked"),
                    markedInState: mostly("as defined", "marked", "unmarked"),
                    stateHas: mostly("it", "it elsewhere", "another id", "it not", "it closing", "it leaving"),
                    isManagement: mostly(false, true),
                    quarantined: mostly(false, true),
                    organization: mostly("o-1", "o-2"),
                }),
                (units, which, world) => {
                    const { model, accounts, unitPaths } = definitionOf(units);
                    fc.pre(accounts.length > 0);
                    const chosen = accounts[which % accounts.length] ?? assert.fail();
                    const other = unitPaths[world.elsewhere % unitPaths.length] ?? assert.fail();
                    const idOf = (names: readonly string[]): string => `ou-${names.join("-")}`;
                    const keyOf = (names: readonly string[]): string => names.join("/").replaceAll("Name", "U");
                    const id = world.isManagement ? MANAGEMENT : "222222222222";
                    const others = accounts
                        .filter(({ key }) => key !== chosen.key)
                        .map(({ key }, index) => member(key, String(300_000_000_000 + index)));
                    const membership: Membership = {
                        managementAccountId: MANAGEMENT,
                        members: [
                            ...(world.isManagement ? [] : [member("management", MANAGEMENT)]),
                            member("gone", "012345678901", "CLOSED"),
                            ...(world.placed === "unlisted" ? [] : [member(chosen.key, id, world.awsState)]),
                            ...others,
                        ],
                    };
                    const actual =
                        world.placed === "root" ? [] : world.placed === "elsewhere" ? other.names : chosen.path;
                    const isMarked = (mark: string, kind: string | undefined): boolean =>
                        mark === "as defined" ? kind === "sandbox" : mark === "marked";
                    const kindOf = (names: readonly string[]): string | undefined =>
                        unitPaths.find((one) => one.names.join("/") === names.join("/"))?.kind;
                    const appliedPath = world.stateHas === "it elsewhere" ? other.names : chosen.path;
                    const applied: ExistingResources = {
                        ...NOTHING,
                        organizationId: "o-1",
                        units: new Map(
                            unitPaths.map(({ names, kind }) => [
                                keyOf(names),
                                {
                                    id: idOf(names),
                                    ...(isMarked(world.markedInState, kind) && { sandbox: true as const }),
                                },
                            ]),
                        ),
                        accounts: new Map(
                            world.stateHas === "it not"
                                ? []
                                : [
                                      [
                                          chosen.key,
                                          {
                                              id: world.stateHas === "another id" ? "999999999999" : id,
                                              email: "",
                                              roleName: "Applied",
                                              unit: keyOf(appliedPath),
                                              parentId: idOf(appliedPath),
                                              closing: world.stateHas === "it closing",
                                              ...(world.stateHas === "it leaving" && { leaving: true }),
                                          },
                                      ],
                                  ],
                        ),
                    };
                    const markInAws = isMarked(world.markedInAws, kindOf(actual));
                    const judged = judgeSandbox({
                        definition: { model, account: byKey(model.accounts, chosen.key) },
                        applied,
                        aws: {
                            organizationId: world.organization,
                            membership,
                            levels: world.placed === "unlisted" ? [] : levelsOf(actual, id, idOf),
                            unitTags: markInAws ? { "aws-organization:kind": "sandbox" } : {},
                            quarantined: world.quarantined,
                        },
                    });

                    const same = actual.join("/") === chosen.path.join("/");
                    const allowed =
                        chosen.kind === "sandbox" &&
                        chosen.state === "active" &&
                        world.placed !== "unlisted" &&
                        same &&
                        world.awsState === "ACTIVE" &&
                        !world.isManagement &&
                        !world.quarantined &&
                        world.organization === "o-1" &&
                        world.markedInAws !== "unmarked" &&
                        world.markedInState !== "unmarked" &&
                        (world.stateHas === "it" ||
                            (world.stateHas === "it elsewhere" && other.names.join("/") === chosen.path.join("/")));
                    assert.equal("target" in judged, allowed, JSON.stringify({ chosen, world, judged }));
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
                        const everyone = new Set(membership.members.map((one) => one.id));
                        everyone.delete(id);
                        assert.deepEqual(new Set(one.blocklist), everyone);
                        assert.ok(one.blocklist.includes(MANAGEMENT));
                        assert.ok(!one.blocklist.includes(id));
                        // The role by which the account was made is kept, whatever the working copy calls it.
                        assert.ok(one.presets.keep?.filters.IAMRole?.some(({ value }) => value === "Applied"));
                    }
                },
            ),
            { numRuns: 400 },
        );
        assert.ok(
            made > 20 && refused > 100,
            `${made} made, ${refused} refused: the cases are not what they should be`,
        );
    });

    it("is refused with who says what, where one of the three says something else", () => {
        const reasons = (change: (evidence: SandboxEvidence) => SandboxEvidence): string => {
            const judged: SandboxJudgement = judgeSandbox(change(PLAYGROUND));
            return "reasons" in judged ? judged.reasons.join("\n") : "";
        };
        assert.equal(
            reasons((one) => one),
            "",
        );
        const defined = (text: string): ((evidence: SandboxEvidence) => SandboxEvidence) => {
            const model = load(text);
            return (one) => ({ ...one, definition: { model, account: byKey(model.accounts, "playground") } });
        };
        const aws =
            (change: Partial<SandboxEvidence["aws"]>): ((evidence: SandboxEvidence) => SandboxEvidence) =>
            (one) => ({ ...one, aws: { ...one.aws, ...change } });
        const applied =
            (change: Partial<ExistingResources>): ((evidence: SandboxEvidence) => SandboxEvidence) =>
            (one) => ({ ...one, applied: { ...one.applied, ...change } });
        const DEFAULTS = 'defaults: { email: "{account}@example.com" }\n';
        for (const [change, ...expected] of [
            [
                defined(`${DEFAULTS}units: { S: { kind: workloads, accounts: { playground: {} } } }`),
                /^the definition has playground in the unit S, whose kind is workloads: /,
            ],
            [
                defined(`${DEFAULTS}units: { S: {}, T: { kind: sandbox, accounts: { playground: {} } } }`),
                /^the stack's state has playground \(222222222222\) in S, and the definition in T: apply/,
            ],
            // The worst: another account's e-mail in the working copy.
            [
                defined("units: { S: { kind: sandbox, accounts: { playground: { email: shop@example.com } } } }"),
                /^the stack's state has playground as account 222222222222, and the e-mail shop@example\.com of the definition is that of 333333333333$/,
            ],
            [applied({ accounts: new Map() }), /^the stack's state has no account playground: apply/],
            [
                applied({ units: new Map([["S", { id: "ou-S" }]]) }),
                /^the stack's state has no mark of a sandbox on the unit S \(ou-S\): it was not applied as one\..*have that reviewed and run `up`/,
            ],
            [
                aws({ unitTags: { "aws-organization:kind": "Sandbox" } }),
                /^AWS has no mark of a sandbox \(the tag aws-organization:kind\) on the unit S \(ou-S\)/,
            ],
            [
                // A unit of the same name elsewhere.
                aws({ levels: levelsOf(["S"], "222222222222", () => "ou-other") }),
                /^AWS has playground \(222222222222\) in S \(ou-other\), and the stack's state in ou-S: move it back/,
            ],
            [aws({ organizationId: "o-2" }), /^the credentials are for the organisation o-2, and the stack has o-1/],
            [aws({ quarantined: true }), /^AWS has the policy quarantine attached to 222222222222/],
        ] as const) {
            for (const pattern of expected) assert.match(reasons(change), pattern);
            assert.equal(reasons(change).split("\n").length, 1);
        }
    });

    it("an account that AWS does not list, or lists under another parent's chain, is refused", () => {
        const { aws } = PLAYGROUND;
        const none = judgeSandbox({ ...PLAYGROUND, aws: { ...aws, membership: { ...aws.membership, members: [] } } });
        assert.ok("reasons" in none && /AWS has no account with the e-mail playground@/.test(none.reasons.join()));
        const chain = levelsOf(["S"], "222222222222");
        for (const levels of [[], levelsOf(["S"], "333333333333"), chain.slice(1), chain.slice(0, -1)]) {
            assert.ok("reasons" in judgeSandbox({ ...PLAYGROUND, aws: { ...aws, levels } }));
        }
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
    const target = {
        account,
        member: member("p", "012345678901"),
        roles: [account.roleName],
        others: [MANAGEMENT, "098765432109"],
    };
    const config = nukeConfig(target, openRegions(model, "playground"), model.breakGlassRole);
    const text = configText(config, target, model.breakGlassRole);

    it("looks where the guardrails leave regions open, and everywhere else where none closes any", () => {
        assert.deepEqual(config.regions, ["global", "eu-west-1", "us-east-1"]);
        assert.deepEqual(openRegions(model, "other"), ["eu-central-1", "eu-west-1", "us-east-1"]);
        const free = load({ defaults: { email: "{account}@example.com" }, units: { S: { accounts: { shop: {} } } } });
        assert.equal(openRegions(free, "shop"), undefined);
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
            new RegExp(`aws-nuke is not on the PATH.*\\n.*\\n.*releases/tag/v${NUKE_VERSION}`),
        );
    });

    for (const [version, accepted] of [
        [NUKE_VERSION, true],
        ["3.65.0", true],
        ["3.64.2", false],
        ["2.25.0", false],
        ["4.0.0", false],
    ] as const) {
        it(`${version} is ${accepted ? "taken" : "refused"}`, async () => {
            const file = standIn(`echo "aws-nuke version v${version}"`);
            if (accepted) assert.equal(await findAwsNuke(`/nowhere:${folder}`), file);
            else
                await assert.rejects(
                    findAwsNuke(folder),
                    new RegExp(`is ${version}: version ${NUKE_VERSION} or a later 3`),
                );
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
