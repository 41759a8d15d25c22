/* eslint-disable max-lines -- one class, whose methods need its private environment */
import assert from "node:assert/strict";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { OrganizationsClient } from "@aws-sdk/client-organizations";
import { parse, stringify } from "yaml";
import type { DefinitionInput } from "../../../definition/schema";
import { parseUrn } from "../../../program/state/urn";
import { startLocalAws, type LocalAws, type LocalAwsOptions } from "../../local/server";
import { acknowledgingVariable } from "./acknowledgingVariable";
import { callerOf } from "./caller";
import { CHECKOUT, toolchain } from "./environment";
import { startProvider, type RunningProvider } from "./provider";
import { startProcess, type Run, type RunningProcess } from "./run";

interface ProjectOptions extends LocalAwsOptions {
    /**
     * Whether each run starts a provider of its own, as on a user's machine, so that killing the run kills it too. Default: the
     * runs share one.
     */
    readonly ownProviders?: boolean;
}

/** A definition written in a test: as in YAML, but checked by the compiler. */
export type Definition = DefinitionInput;

const STACK = "test";

const LOCAL_ACCOUNT = "test";

/** The outputs of a stack that tests use. */
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
 * A project of the test's own that runs the program of this checkout: a temporary folder with links to it, a definition, a state
 * and a local AWS. It writes nothing into the checkout and shares nothing with other tests.
 */
export class Project {
    readonly aws: LocalAws;
    readonly client: OrganizationsClient;
    /** The folder of the project, where the user would type `pulumi`. */
    readonly folder: string;
    readonly #environment: NodeJS.ProcessEnv;

    readonly #ownsAws: boolean;
    readonly #acknowledged: string[] = [];

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

    /**
     * Creates a project with an empty stack, and an AWS without an organisation. Accounts are created and closed at once unless the options
     * say otherwise: the provider asks only every 10 s whether AWS is done.
     */
    static async start({ ownProviders = false, ...options }: ProjectOptions = {}): Promise<Project> {
        const atOnce = { creationSeconds: 0, closingSeconds: 0 };
        return Project.#make(await startLocalAws({ ...atOnce, ...options }), ownProviders);
    }

    /** Creates a project on the AWS of this one, with the credentials of another account. It must be stopped before this one. */
    withCredentialsOf(account: string): Promise<Project> {
        return Project.#make(this.aws, false, account);
    }

    static async #make(aws: LocalAws, ownProviders: boolean, account?: string): Promise<Project> {
        const folder = fs.mkdtempSync(path.join(tmpdir(), "aws-organization-"));
        for (const linked of ["Pulumi.yaml", "package.json", "program", "node_modules"]) {
            fs.symlinkSync(path.join(CHECKOUT, linked), path.join(folder, linked));
        }
        fs.mkdirSync(path.join(folder, "state"));
        // The settings are those of the stack dev, because they are tested too. They name a file of the local AWS's state.
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
        // Started in the folder in which Pulumi would start it, because the settings name files relative to it.
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

    /** Writes the definition to the program's location. */
    define(definition: Definition): void {
        this.defineText(stringify(definition));
    }

    /** Copies a definition of several files. */
    defineFolder(folder: string): void {
        const here = path.join(this.folder, "organizations", STACK);
        fs.rmSync(here, { recursive: true, force: true });
        fs.cpSync(folder, here, { recursive: true });
    }

    /** Imports a state that was exported before. */
    async importState(state: string): Promise<void> {
        const file = path.join(this.folder, "imported.json");
        fs.writeFileSync(file, state);
        const { code, output } = await this.pulumi("stack", "import", "--stack", STACK, "--file", file);
        assert.equal(code, 0, output);
    }

    /** Acknowledges dangerous changes in every `up` from now on, as labels of pull requests do: by their texts without a digest. */
    acknowledge(...changes: string[]): void {
        this.#acknowledged.push(...changes);
    }

    /** Runs once more if the run was refused for what is acknowledged. A review before each run would take longer than the refusals. */
    async #acknowledging(run: (variables: NodeJS.ProcessEnv) => Promise<Run>): Promise<Run> {
        const first = await run({});
        if (first.code === 0) return first;
        const codes = acknowledgingVariable(first.output, this.#acknowledged);
        return codes ? run(codes) : first;
    }

    /** Writes the definition as text, for tests of lines and mistakes. */
    defineText(text: string): void {
        const folder = path.join(this.folder, "organizations", STACK);
        fs.mkdirSync(folder, { recursive: true });
        fs.writeFileSync(path.join(folder, "organization.yaml"), text);
    }

    preview(...args: string[]): Promise<Run> {
        return this.pulumi("preview", "--stack", STACK, "--suppress-outputs", ...args);
    }

    /** Runs preview and then up, as the user does. Without up if the preview fails. */
    previewAndUp(...args: string[]): Promise<Run> {
        const flags = ["--stack", STACK, "--yes", "--suppress-outputs"];
        return this.#acknowledging((variables) => this.pulumiWith(variables, "up", ...flags, ...args));
    }

    /** Runs up without a preview before it, to save time. */
    up(...args: string[]): Promise<Run> {
        const flags = ["--stack", STACK, "--yes", "--skip-preview", "--suppress-outputs"];
        return this.#acknowledging((variables) => this.pulumiWith(variables, "up", ...flags, ...args));
    }

    /** Runs up as `make up` and the workflow do: it continues by itself if an answer of AWS was lost. */
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

    /** Writes the definition and runs up. The test fails if that fails. */
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

    /** The resources in the state, without the stack itself and the providers. */
    async resources(): Promise<{ urn: string; type: string; id?: string; protect?: boolean }[]> {
        const { code, output } = await this.pulumi("stack", "export", "--stack", STACK);
        assert.equal(code, 0, output);
        const { deployment } = JSON.parse(output) as {
            deployment: { resources?: { urn: string; type: string; id?: string; protect?: boolean }[] };
        };
        return (deployment.resources ?? []).filter(({ type }) => !type.startsWith("pulumi:"));
    }

    /** The URN of the only AWS resource with that type and name. */
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

    /** Runs `pulumi` with additional variables in its environment. */
    pulumiWith(environment: NodeJS.ProcessEnv, ...args: string[]): Promise<Run> {
        return this.#spawn("pulumi", [...args, "--non-interactive", "--color", "never"], environment).ended;
    }

    /** Runs `org` in the project, as a user would type it; `environment` is added to its environment. */
    org(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<Run> {
        return this.startOrg(args, environment).ended;
    }

    /** Starts `org`, so that the test can interrupt it as Ctrl-C does. */
    startOrg(
        args: readonly string[],
        environment: NodeJS.ProcessEnv = {},
    ): { readonly ended: Promise<Run>; readonly interrupt: () => void } {
        const command = path.join(CHECKOUT, "operations", "org.cjs");
        const { ended, kill } = this.#spawn(process.execPath, [command, ...args, "--stack", STACK], environment);
        return { ended, interrupt: () => kill("SIGINT") };
    }

    /** Starts `pulumi` in a process group of its own, so that the test can kill it with everything that it has started. */
    start(...args: string[]): { readonly ended: Promise<Run>; kill(): void } {
        return this.#spawn("pulumi", [...args, "--non-interactive", "--color", "never"]);
    }

    #spawn(command: string, args: readonly string[], environment: NodeJS.ProcessEnv = {}): RunningProcess {
        // The local AWS records who calls what (local/awslocal/caller_record.py).
        const caller = path.join(this.aws.state, "caller");
        fs.writeFileSync(caller, callerOf(args));
        const running = startProcess(command, args, this.folder, { ...this.#environment, ...environment });
        const forget = (): void => fs.rmSync(caller, { force: true });
        running.ended.then(forget, forget);
        return running;
    }

    /**
     * Applies a definition.
     *
     * @returns the names of the changing calls that AWS got, such as `AttachPolicy`.
     */
    async changesOf(definition: Definition): Promise<string[]> {
        await this.aws.resetCalls();
        await this.apply(definition);
        return (await this.mutations()).map((call) => call.replace("organizations.", ""));
    }

    /** The names of the changing calls since the last `resetCalls()`, in order. */
    async mutations(): Promise<string[]> {
        return (await this.aws.log()).map(({ operation }) => operation);
    }

    /** Waits until AWS has executed a changing call, or several of that name: the moment to interrupt a run. */
    async executed(operation: string, whileRunning: Promise<Run>, times = 1): Promise<void> {
        let ended: Run | undefined;
        void whileRunning.then((run) => (ended = run));
        const executed = async (): Promise<number> =>
            (await this.aws.log()).filter((call) => call.operation === operation && call.status < 400).length;
        while ((await executed()) < times) {
            if (ended) assert.fail(`the run has ended without ${operation}:\n${ended.output}`);
        }
    }

    /** Renames an account behind Pulumi's back. AWS Organizations has no operation for it. */
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
