import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { gzipSync } from "node:zlib";
import {
    AcceptHandshakeCommand,
    AttachPolicyCommand,
    DescribeOrganizationCommand,
    EnableAWSServiceAccessCommand,
    MoveAccountCommand,
    OrganizationsClient,
} from "@aws-sdk/client-organizations";
import { stringify } from "yaml";
import { Project } from "../integration/support";
import { Fixture, policyDocument } from "../local/fixture";
import { delegation, morePolicies, people, security, type Yaml } from "./fixtureParts";

/*
 * Makes the fixture of the upgrade test: an organisation with one of everything, its definition, the state that the program of this
 * checkout makes of it, and the journal of its local AWS. `tests/upgrade/make COMMIT` runs it with the program of that commit.
 */

/** Replaces the local AWS's address in the saved state. */
const ADDRESS = "http://LOCAL-AWS";
const INVITED = "210987654321";
const [target = assert.fail("give the folder that the fixture is written to")] = process.argv.slice(2);

async function main(): Promise<void> {
    // The shared accounts of security have providers of their own.
    const project = await Project.start({ ownProviders: true });
    try {
        const ids = await grow(project);
        await apply(project, adopted(ids));
        await apply(project, { ...example(), "more.yaml": stringify(more(ids, false)) });
        await join(project);
        await apply(project, { ...example(), "more.yaml": stringify(more(ids, false)) });
        const { accounts } = await project.outputs();
        const idOf = (key: string): string => accounts[key]?.id ?? assert.fail(`there is no account ${key}`);
        const last = { ...example(), "more.yaml": stringify(more(ids, true, idOf)) };
        await apply(project, last);
        const again = await project.preview();
        assert.match(again.output, /^ +\d+ unchanged$/m, again.output);
        assert.doesNotMatch(again.output, /to (create|update|delete|replace)/, again.output);
        await write(project, last);
    } finally {
        await project.stop();
    }
}

/** Makes by hand what exists before the program runs: a unit with an account and a policy. */
async function grow(project: Project): Promise<Record<"organization" | "unit" | "account" | "policy", string>> {
    const { client } = project;
    const fixture = new Fixture(project.aws, client);
    const { root } = await fixture.createOrganization("ALL");
    await fixture.enable("SERVICE_CONTROL_POLICY");
    await client.send(new EnableAWSServiceAccessCommand({ ServicePrincipal: "account.amazonaws.com" }));
    const unit = await fixture.createUnit(root, "Legacy");
    const account = await fixture.createAccount("legacy", { Owner: "them" });
    await client.send(new MoveAccountCommand({ AccountId: account, SourceParentId: root, DestinationParentId: unit }));
    const policy = await fixture.createPolicy(
        "SERVICE_CONTROL_POLICY",
        "by-hand",
        policyDocument("SERVICE_CONTROL_POLICY"),
    );
    for (const TargetId of [unit, account]) await client.send(new AttachPolicyCommand({ PolicyId: policy, TargetId }));
    const { Organization } = await client.send(new DescribeOrganizationCommand({}));
    return { organization: Organization?.Id ?? "", unit, account, policy };
}

/** The definition of what `grow` has made. */
function legacy({ unit, account, policy }: Awaited<ReturnType<typeof grow>>): { policies: Yaml; units: Yaml } {
    return {
        policies: {
            "by-hand": {
                id: policy,
                type: "SERVICE_CONTROL_POLICY",
                document: JSON.parse(policyDocument("SERVICE_CONTROL_POLICY")) as unknown,
            },
        },
        units: {
            Legacy: {
                id: unit,
                guardrails: ["by-hand"],
                accounts: {
                    legacy: {
                        id: account,
                        email: "legacy@example.com",
                        tags: { Team: "shop" },
                        guardrails: ["by-hand"],
                    },
                },
            },
        },
    };
}

function adopted(ids: Awaited<ReturnType<typeof grow>>): Record<string, string> {
    const organization = { id: ids.organization, serviceAccess: ["account.amazonaws.com"] };
    return { "organization.yaml": stringify({ organization, ...legacy(ids) }) };
}

/**
 * The files of this checkout's example without its assertions, which do not hold for what is added here, and with a policy that lets
 * `security` work in the accounts of logs and audits.
 */
function example(): Record<string, string> {
    const folder = path.resolve(__dirname, "../../organizations/dev");
    const files = Object.fromEntries(
        fs
            .readdirSync(folder, { recursive: true, encoding: "utf8" })
            .filter((file) => /\.(ya?ml|json)$/.test(file) && file !== "assertions.yaml")
            .map((file) => [file, fs.readFileSync(path.join(folder, file), "utf8")]),
    );
    const given = files["organization.yaml"] ?? assert.fail("the example has no organization.yaml");
    const exempt = given
        .replace("without: [deny-leaving-organization, protect-security-services]", (list) =>
            list.replace("]", ", protect-logs]"),
        )
        .replace("guardrails: [only-our-organization]", "guardrails: [only-our-organization, our-protect-logs]");
    assert.equal(exempt.match(/protect-logs\]/g)?.length, 2, "the example's unit Security is written otherwise now");
    const service = "        - sso.amazonaws.com\n";
    assert.ok(exempt.includes(service), "the example's services are written otherwise now");
    return { ...files, "organization.yaml": exempt.replace(service, `        - iam.amazonaws.com\n${service}`) };
}

/**
 * What is added to the example.
 *
 * @param states whether some accounts are closing, leaving or quarantined.
 * @param idOf the id of an account by its key, for the acknowledgements of those states.
 */
function more(ids: Awaited<ReturnType<typeof grow>>, states: boolean, idOf: (key: string) => string = () => ""): Yaml {
    const { policies, units } = legacy(ids);
    return {
        organization: { id: ids.organization },
        policies: { ...policies, ...morePolicies() },
        units: { ...units, ...moreUnits() },
        accounts: moreAccounts(states, idOf),
        security: security(),
        ...delegation(),
        ...people(),
        rollOut: { rings: [["PolicyStaging"], ["Sandbox"], ["others"], ["Workloads/Production"]], concurrency: "25%" },
    };
}

function moreUnits(): Yaml {
    return {
        "Odd: units @ home": {
            name: "Odd (units)",
            ownTags: { Alone: "yes" },
            compliance: ["startup-baseline"],
            baseline: {
                oncall: {
                    roles: { oncall: { trust: { accounts: "111122223333" }, managedPolicies: ["ReadOnlyAccess"] } },
                },
                "backup-vault": { regions: ["eu-central-1"] },
            },
            units: {
                Deep: {
                    guardrails: ["merged", "ec2", "large"],
                    accounts: {
                        "legacy::shop": {
                            email: "aws+legacy-shop@example.com",
                            tags: { Team: "shop" },
                            baseline: { "password-policy": { minimumLength: 20 }, oncall: false },
                        },
                        shop: {
                            tags: { Team: "shop" },
                            enabledRegions: ["ap-east-1"],
                            baseline: { auditors: { block: "read-only-role", trustedAccounts: ["111122223333"] } },
                        },
                    },
                },
            },
        },
        Allowed: {
            fullAccess: false,
            guardrails: ["only-storage"],
            accounts: { allowed: { tags: { Team: "shop" }, regions: ["eu-central-1", "us-east-1"] } },
        },
    };
}

function moreAccounts(states: boolean, idOf: (key: string) => string): Yaml {
    const state = (key: string, which: "closing" | "leaving" | "quarantined"): Yaml =>
        states ? { state: which, ...(which !== "quarantined" && { acknowledge: { [which]: idOf(key) } }) } : {};
    return {
        joined: {
            unit: "Allowed",
            id: INVITED,
            invite: true,
            email: `account+${INVITED}@example.com`,
            tags: { Team: "shop" },
        },
        retired: { unit: "Sandbox", tags: { Team: "shop" }, ...state("retired", "closing") },
        sold: { unit: "Legacy", tags: { Team: "shop" }, ...state("sold", "leaving") },
        broken: { unit: "Workloads", tags: { Team: "shop" }, ...state("broken", "quarantined") },
    };
}

async function join(project: Project): Promise<void> {
    const { invitations } = (await project.outputs()) as { invitations?: Record<string, { handshakeId: string }> };
    const client = new OrganizationsClient(project.aws.clientConfig(INVITED));
    await client.send(new AcceptHandshakeCommand({ HandshakeId: invitations?.joined?.handshakeId }));
    client.destroy();
}

async function apply(project: Project, files: Record<string, string>): Promise<void> {
    const folder = path.join(project.folder, "organizations", "test");
    fs.rmSync(folder, { recursive: true, force: true });
    put(folder, files);
    const run = await project.up();
    assert.equal(run.code, 0, run.output);
    process.stdout.write(run.output.slice(run.output.lastIndexOf("\nResources:")));
}

function put(folder: string, files: Record<string, string>): void {
    for (const [file, text] of Object.entries(files)) {
        fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
        fs.writeFileSync(path.join(folder, file), text);
    }
}

async function write(project: Project, files: Record<string, string>): Promise<void> {
    const { output } = await project.pulumi("stack", "export", "--stack", "test");
    put(path.join(target, "definition"), files);
    const pack = (file: string, text: Buffer | string): void =>
        fs.writeFileSync(path.join(target, `${file}.gz`), gzipSync(text, { level: 9 }));
    pack("state.json", output.replaceAll(project.aws.url, ADDRESS));
    pack("journal.jsonl", fs.readFileSync(path.join(project.aws.state, "journal.jsonl")));
}

void main();
