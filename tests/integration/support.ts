import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import {
    DescribePolicyCommand,
    ListAccountsForParentCommand,
    ListOrganizationalUnitsForParentCommand,
    ListPoliciesForTargetCommand,
    ListRootsCommand,
    ListTagsForResourceCommand,
    OrganizationsClient,
    paginateListPolicies,
    type PolicyType,
} from "@aws-sdk/client-organizations";
import { parse, stringify } from "yaml";
import type { DefinitionInput } from "../../definition/schema";
import { parseUrn } from "../../program/state/urn";
import { startLocalAws, type LocalAws, type LocalAwsOptions } from "../local/server";
import { startProvider, type RunningProvider } from "./provider";

interface ProjectOptions extends LocalAwsOptions {
    /** Each run starts a provider of its own, as on a user's machine: a run that is killed takes it along. Default: the runs share one. */
    readonly ownProviders?: boolean;
}

/** The checkout whose program is tested. */
export const CHECKOUT = path.resolve(__dirname, "../..");
/** What a test writes as its definition: as in YAML, only checked by the compiler. */
export type Definition = DefinitionInput;

const STACK = "test";
/** One process of Pulumi; by far more than the slowest takes. */
const RUN_LIMIT_MS = 300_000;
const LOCAL_ACCOUNT = "test";

/** How many resources a run has touched, or a preview would touch; what did not happen is 0. */
export interface Changes {
    readonly created: number;
    readonly updated: number;
    readonly replaced: number;
    readonly deleted: number;
    readonly imported: number;
    readonly unchanged: number;
}

/** What one run of Pulumi did and said. */
export interface Run {
    readonly code: number | null;
    /** What the user sees, stdout and stderr as they came. */
    readonly output: string;
    readonly changes: Changes;
}

/** A stack's outputs, as far as the tests look at them. */
export interface Outputs {
    readonly organization: { readonly id: string; readonly rootId: string; readonly managementAccountId: string };
    readonly tree: Readonly<Record<string, UnitOutput>>;
    readonly accounts: Readonly<Record<string, { readonly id: string; readonly email: string; readonly unit: string }>>;
    readonly policies: Readonly<Record<string, { readonly id: string }>>;
}

interface UnitOutput {
    readonly id: string;
    readonly accounts?: Readonly<Record<string, string>>;
    readonly units?: Readonly<Record<string, UnitOutput>>;
}

/**
 * A project of the test's own that runs the program of this checkout: a temporary folder with links to it, a definition,
 * a state and a local AWS. Nothing is written in the checkout, and nothing is shared with another test.
 */
export class Project {
    readonly aws: LocalAws;
    readonly client: OrganizationsClient;
    /** The folder of the project: where the user would type `pulumi`. */
    readonly folder: string;
    readonly #environment: NodeJS.ProcessEnv;

    readonly #ownsAws: boolean;

    readonly #provider: RunningProvider | undefined;

    private constructor(aws: LocalAws, folder: string, account: string | undefined, provider?: RunningProvider) {
        this.aws = aws;
        this.#provider = provider;
        this.#ownsAws = account === undefined;
        this.client = new OrganizationsClient(aws.clientConfig(account));
        this.folder = folder;
        this.#environment = {
            ...toolchain(),
            ...provider?.environment,
            PULUMI_BACKEND_URL: `file://${folder}/state?metadata=skip`,
            PULUMI_CONFIG_PASSPHRASE: "test",
        };
    }

    /** Makes a project with an empty stack and an AWS without an organisation. */
    static async start({ ownProviders = false, ...options }: ProjectOptions = {}): Promise<Project> {
        return Project.#make(await startLocalAws(options), ownProviders);
    }

    /** Makes a project on the AWS of this one, with the credentials of another account. It is stopped before this one. */
    withCredentialsOf(account: string): Promise<Project> {
        return Project.#make(this.aws, false, account);
    }

    static async #make(aws: LocalAws, ownProviders: boolean, account?: string): Promise<Project> {
        const folder = fs.mkdtempSync(path.join(tmpdir(), "aws-organization-"));
        for (const linked of ["Pulumi.yaml", "package.json", "program", "node_modules"]) {
            fs.symlinkSync(path.join(CHECKOUT, linked), path.join(folder, linked));
        }
        fs.mkdirSync(path.join(folder, "state"));
        // The settings are those of the stack dev, for they are part of what is tested. They name a file of the local AWS's state.
        fs.mkdirSync(path.join(folder, ".local"));
        fs.symlinkSync(aws.state, path.join(folder, ".local", "aws"));
        const settings = fs.readFileSync(path.join(CHECKOUT, "Pulumi.dev.yaml"), "utf8");
        const { config } = parse(settings) as { config: object };
        const credentials =
            account === undefined ? {} : { "aws:accessKey": account, "aws:allowedAccountIds": [account] };
        fs.writeFileSync(
            path.join(folder, `Pulumi.${STACK}.yaml`),
            stringify({ config: { ...config, ...credentials } }),
        );
        // Where Pulumi would start it, for the settings name files relative to that.
        const provider = ownProviders ? undefined : await startProvider(toolchain(), folder);
        const project = new Project(aws, folder, account, provider);
        const { code, output } = await project.pulumi("stack", "init", STACK);
        assert.equal(code, 0, output);
        return project;
    }

    async stop(): Promise<void> {
        this.client.destroy();
        this.#provider?.stop();
        if (this.#ownsAws) await this.aws.stop();
        fs.rmSync(this.folder, { recursive: true, force: true });
    }

    /** Writes the definition where the program looks for it. */
    define(definition: Definition): void {
        this.defineText(stringify(definition));
    }

    /** Takes a definition of several files as it is. */
    defineFolder(folder: string): void {
        const here = path.join(this.folder, "organizations", STACK);
        fs.rmSync(here, { recursive: true, force: true });
        fs.cpSync(folder, here, { recursive: true });
    }

    /** Gives the stack a state that was exported before. */
    async importState(state: string): Promise<void> {
        const file = path.join(this.folder, "imported.json");
        fs.writeFileSync(file, state);
        const { code, output } = await this.pulumi("stack", "import", "--stack", STACK, "--file", file);
        assert.equal(code, 0, output);
    }

    /** Writes the definition as text, where lines and mistakes matter. */
    defineText(text: string): void {
        const folder = path.join(this.folder, "organizations", STACK);
        fs.mkdirSync(folder, { recursive: true });
        fs.writeFileSync(path.join(folder, "organization.yaml"), text);
    }

    preview(...args: string[]): Promise<Run> {
        return this.pulumi("preview", "--stack", STACK, "--suppress-outputs", ...args);
    }

    /** Brings the stack up as the user does: the preview first, and nothing where that fails. */
    previewAndUp(...args: string[]): Promise<Run> {
        return this.pulumi("up", "--stack", STACK, "--yes", "--suppress-outputs", ...args);
    }

    /** Brings the stack up without the preview before it, which would only take time. */
    up(...args: string[]): Promise<Run> {
        return this.pulumi("up", "--stack", STACK, "--yes", "--skip-preview", "--suppress-outputs", ...args);
    }

    /** Brings the stack up as `make up` and the workflow do, which go on by themselves where an answer of AWS was lost. */
    upAsMake(): Promise<Run> {
        const script = path.join(CHECKOUT, "program", "up.cjs");
        const args = ["--stack", STACK, "--yes", "--suppress-outputs", "--non-interactive", "--color", "never"];
        return this.#spawn(process.execPath, [script, ...args]).ended;
    }

    refresh(...args: string[]): Promise<Run> {
        return this.pulumi("refresh", "--stack", STACK, "--yes", "--skip-preview", "--suppress-outputs", ...args);
    }

    destroy(...args: string[]): Promise<Run> {
        return this.pulumi("destroy", "--stack", STACK, "--yes", "--skip-preview", ...args);
    }

    /** Writes the definition and brings it up; the test fails where that fails. */
    async apply(definition: Definition, ...args: string[]): Promise<Run> {
        this.define(definition);
        const run = await this.up(...args);
        assert.equal(run.code, 0, run.output);
        return run;
    }

    async outputs(): Promise<Outputs> {
        const { code, output } = await this.pulumi("stack", "output", "--json", "--stack", STACK);
        assert.equal(code, 0, output);
        return JSON.parse(output) as Outputs;
    }

    /** The resources in the state, the stack itself and the providers left out. */
    async resources(): Promise<{ urn: string; type: string; id?: string; protect?: boolean }[]> {
        const { code, output } = await this.pulumi("stack", "export", "--stack", STACK);
        assert.equal(code, 0, output);
        const { deployment } = JSON.parse(output) as {
            deployment: { resources?: { urn: string; type: string; id?: string; protect?: boolean }[] };
        };
        return (deployment.resources ?? []).filter(({ type }) => !type.startsWith("pulumi:"));
    }

    /** The URN of the one resource of AWS of that type and name. */
    async urnOf(type: string, name: string): Promise<string> {
        const found = (await this.resources()).filter(
            (resource) => resource.type === type && parseUrn(resource.urn).name === name,
        );
        assert.equal(found.length, 1, `${type} ${name}`);
        return found[0]?.urn ?? "";
    }

    /** Runs `pulumi` in the project, as a user would type it. */
    pulumi(...args: string[]): Promise<Run> {
        return this.start(...args).ended;
    }

    /** The same, with an environment that is added to what it has. */
    pulumiWith(environment: NodeJS.ProcessEnv, ...args: string[]): Promise<Run> {
        return this.#spawn("pulumi", [...args, "--non-interactive", "--color", "never"], environment).ended;
    }

    /** Runs `org` in the project, as a user would type it; `environment` is added to what it has. */
    org(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<Run> {
        return this.startOrg(args, environment).ended;
    }

    /** Starts `org`, to be interrupted as by Ctrl-C. */
    startOrg(
        args: readonly string[],
        environment: NodeJS.ProcessEnv = {},
    ): { readonly ended: Promise<Run>; readonly interrupt: () => void } {
        const command = path.join(CHECKOUT, "operations", "org.cjs");
        const { ended, kill } = this.#spawn(process.execPath, [command, ...args, "--stack", STACK], environment);
        return { ended, interrupt: () => kill("SIGINT") };
    }

    /** Starts `pulumi` in a process group of its own, to be killed with everything that it has started. */
    start(...args: string[]): { readonly ended: Promise<Run>; kill(): void } {
        return this.#spawn("pulumi", [...args, "--non-interactive", "--color", "never"]);
    }

    #spawn(
        command: string,
        args: readonly string[],
        environment: NodeJS.ProcessEnv = {},
    ): { readonly ended: Promise<Run>; readonly kill: (signal?: NodeJS.Signals) => void } {
        const child = spawn(command, args, {
            cwd: this.folder,
            env: { ...this.#environment, ...environment },
            stdio: ["ignore", "pipe", "pipe"],
            detached: true,
        });
        const kill = (signal: NodeJS.Signals = "SIGKILL"): void => {
            try {
                process.kill(-(child.pid ?? assert.fail(`${command} did not start`)), signal);
            } catch {
                // It has ended already.
            }
        };
        const killed = (): void => kill();
        const limit = setTimeout(killed, RUN_LIMIT_MS);
        process.once("exit", killed);
        let output = "";
        const take = (data: Buffer): void => void (output += data.toString());
        child.stdout.on("data", take);
        child.stderr.on("data", take);
        const ended = new Promise<Run>((resolve, reject) => {
            child.once("error", reject);
            child.once("close", (code) => {
                clearTimeout(limit);
                process.off("exit", killed);
                resolve({ code, output, changes: changesIn(output) });
            });
        });
        return { ended, kill };
    }

    /** The names of the mutating calls that AWS got since the last `resetCalls()`, in their order. */
    async mutations(): Promise<string[]> {
        return (await this.aws.log()).map(({ operation }) => operation);
    }

    /** Waits until AWS has executed a mutating call, or several of that name: the moment to interrupt a run. */
    async executed(operation: string, whileRunning: Promise<Run>, times = 1): Promise<void> {
        let ended: Run | undefined;
        void whileRunning.then((run) => (ended = run));
        const executed = async (): Promise<number> =>
            (await this.aws.log()).filter((call) => call.operation === operation && call.status < 400).length;
        while ((await executed()) < times) {
            if (ended) assert.fail(`the run has ended without ${operation}:\n${ended.output}`);
        }
    }

    /** Renames an account behind Pulumi's back. There is no operation of Organizations for it. */
    async renameInAws(AccountId: string, AccountName: string): Promise<void> {
        const scope = `${LOCAL_ACCOUNT}/20260101/us-east-1/account/aws4_request`;
        const answer = await fetch(`${this.aws.url}/putAccountName`, {
            method: "POST",
            headers: {
                authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`,
                "content-type": "application/json",
            },
            body: JSON.stringify({ AccountId, AccountName }),
        });
        assert.equal(answer.status, 200, await answer.text());
    }
}

/** What `toolchain/env` exports, as a shell reads it. */
let environment: NodeJS.ProcessEnv | undefined;
function toolchain(): NodeJS.ProcessEnv {
    environment ??= JSON.parse(
        execFileSync("bash", ["-euc", 'eval "$(toolchain/env)"; exec node -p "JSON.stringify(process.env)"'], {
            cwd: CHECKOUT,
            encoding: "utf8",
        }),
    ) as NodeJS.ProcessEnv;
    return environment;
}

/** The words of Pulumi's summary for what was done, and for what a preview would do. */
const WORDS = {
    created: /(\d+) (?:created|to create)$/m,
    updated: /(\d+) (?:updated|to update)$/m,
    replaced: /(\d+) (?:replaced|to replace)$/m,
    deleted: /(\d+) (?:deleted|to delete)$/m,
    imported: /(\d+) (?:imported|to import)$/m,
    unchanged: /(\d+) unchanged$/m,
} as const;

function changesIn(output: string): Changes {
    const summary = output.slice(output.lastIndexOf("\nResources:"));
    const count = (word: keyof typeof WORDS): number =>
        output.includes("\nResources:") ? Number(WORDS[word].exec(summary)?.[1] ?? 0) : 0;
    return {
        created: count("created"),
        updated: count("updated"),
        replaced: count("replaced"),
        deleted: count("deleted"),
        imported: count("imported"),
        unchanged: count("unchanged"),
    };
}

/** Asserts what a run has changed; what is not named must be 0, except for what is unchanged. */
export function assertChanges({ changes, output }: Run, expected: Partial<Changes>): void {
    const none: Changes = { created: 0, updated: 0, replaced: 0, deleted: 0, imported: 0, unchanged: 0 };
    const { unchanged } = changes;
    assert.deepEqual(changes, { ...none, unchanged, ...expected }, output);
}

/** Asserts that a run has failed with each of the texts, and without a stack trace. */
export function assertRefused({ code, output }: Run, ...texts: string[]): void {
    assert.notEqual(code, 0, output);
    assert.notEqual(code, null, output);
    // Pulumi indents and wraps nothing, but a message of several lines is easier to write as one.
    const flat = output.replaceAll(/\s+/g, " ");
    for (const text of texts) assert.ok(flat.includes(text), `${JSON.stringify(text)} is not in:\n${output}`);
    assert.doesNotMatch(output, /^\s+at .*:\d+:\d+\)?$/m);
}

/** A unit as AWS has it. */
export interface AwsUnit {
    readonly id: string;
    readonly tags: Readonly<Record<string, string>>;
    readonly policies: readonly string[];
}

export interface AwsAccount extends AwsUnit {
    readonly email: string;
    /** The names that lead to its unit, joined with `/`; empty for the root. */
    readonly unit: string;
    readonly state: string | undefined;
}

/** An organisation as AWS has it. AWS's own policies are left out. */
export interface AwsOrganization {
    readonly rootId: string;
    readonly rootPolicies: readonly string[];
    /** By the names that lead to them, joined with `/`. */
    readonly units: Readonly<Record<string, AwsUnit>>;
    /** By their names. The management account is left out. */
    readonly accounts: Readonly<Record<string, AwsAccount>>;
    /** The documents by the policies' names. */
    readonly policies: Readonly<Record<string, unknown>>;
}

/** Asks AWS, and not Pulumi, what there is. */
export async function inAws(client: OrganizationsClient): Promise<AwsOrganization> {
    const [root] = (await client.send(new ListRootsCommand({}))).Roots ?? [];
    const rootId = root?.Id ?? assert.fail("AWS has no root");
    const types = (root?.PolicyTypes ?? []).flatMap(({ Type }): PolicyType[] => (Type ? [Type] : []));

    const attached = async (TargetId: string): Promise<string[]> => {
        const answers = await Promise.all(
            types.map((Filter) => client.send(new ListPoliciesForTargetCommand({ TargetId, Filter }))),
        );
        return answers
            .flatMap(({ Policies = [] }) =>
                Policies.filter(({ AwsManaged }) => !AwsManaged).map(({ Name = "" }) => Name),
            )
            .sort();
    };
    const tagsOf = async (ResourceId: string): Promise<Record<string, string>> => {
        const { Tags = [] } = await client.send(new ListTagsForResourceCommand({ ResourceId }));
        return Object.fromEntries(Tags.map(({ Key = "", Value = "" }) => [Key, Value]));
    };
    const units: Record<string, AwsUnit> = {};
    const accounts: Record<string, AwsAccount> = {};
    const walk = async (ParentId: string, unit: string): Promise<void> => {
        const inside = await client.send(new ListAccountsForParentCommand({ ParentId }));
        for (const { Id = "", Name = "", Email = "", State } of inside.Accounts ?? []) {
            if (unit === "" && Id === MANAGEMENT_ACCOUNT) continue;
            assert.ok(!(Name in accounts), `AWS has two accounts with the name ${Name}`);
            accounts[Name] = {
                id: Id,
                email: Email,
                unit,
                state: State,
                tags: await tagsOf(Id),
                policies: await attached(Id),
            };
        }
        const below = await client.send(new ListOrganizationalUnitsForParentCommand({ ParentId }));
        for (const { Id = "", Name = "" } of below.OrganizationalUnits ?? []) {
            const key = unit === "" ? Name : `${unit}/${Name}`;
            units[key] = { id: Id, tags: await tagsOf(Id), policies: await attached(Id) };
            await walk(Id, key);
        }
    };
    await walk(rootId, "");

    const policies: Record<string, unknown> = {};
    for (const Filter of types) {
        for await (const { Policies = [] } of paginateListPolicies({ client }, { Filter })) {
            for (const { Id, Name = "", AwsManaged } of Policies) {
                if (AwsManaged) continue;
                const { Policy } = await client.send(new DescribePolicyCommand({ PolicyId: Id }));
                policies[Name] = JSON.parse(Policy?.Content ?? "null");
            }
        }
    }
    return { rootId, rootPolicies: await attached(rootId), units, accounts, policies };
}

/** The management account of the local AWS. */
export const MANAGEMENT_ACCOUNT = "123456789012";
