import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { stringify } from "yaml";
import { startLocalAws, type LocalAws } from "../local/server";

/** What a command took. */
export interface Measured {
    /** Seconds. */
    readonly wall: number;
    /** Seconds, of all processes. */
    readonly cpu: number;
    /** Bytes, of all processes at the same time. */
    readonly memory: number;
}

const ROOT = path.resolve(__dirname, "../..");

/** The services that a benchmark's organisation uses, by the provider's names. */
const SERVICES = [
    "organizations",
    "sts",
    "iam",
    "account",
    "servicequotas",
    "budgets",
    "costexplorer",
    "ssoadmin",
    "identitystore",
    "cloudformation",
    "accessanalyzer",
    "cloudtrail",
    "kms",
    "s3",
    "s3control",
];

/** Stacks of a benchmark on a local AWS, with definitions and states in a folder of their own. */
export class BenchStacks {
    readonly #folder = fs.mkdtempSync(path.join(os.tmpdir(), "bench-"));
    readonly #url: string;

    /** @param url of the local AWS. */
    constructor(url: string) {
        this.#url = url;
        fs.mkdirSync(path.join(this.#folder, "state"));
    }

    /** Writes the definition of a stack, and creates the stack if there is none. @param account its management account, which only it has. */
    define(stack: string, definition: object, account: number): void {
        const folder = path.join(this.#folder, stack);
        fs.mkdirSync(folder, { recursive: true });
        fs.writeFileSync(path.join(folder, "organization.yaml"), stringify(definition));
        if (fs.existsSync(this.#configFile(stack))) return;
        fs.writeFileSync(
            this.#configFile(stack),
            stringify({
                config: {
                    "aws-organization:definition": folder,
                    "aws:region": "us-east-1",
                    "aws:accessKey": String(account),
                    "aws:secretKey": "local",
                    "aws:skipCredentialsValidation": "true",
                    "aws:skipMetadataApiCheck": "true",
                    "aws:s3UsePathStyle": "true",
                    // The local AWS's, for S3 Control, which puts the account's id in front of the host.
                    "aws:httpProxy": "http://127.0.0.1:4576",
                    "aws:endpoints": [Object.fromEntries(SERVICES.map((service) => [service, this.#url]))],
                },
            }),
        );
        execFileSync("pulumi", ["stack", "init", stack], { cwd: ROOT, stdio: "ignore", env: this.#environment() });
        // `stack init` writes the salt into a file beside Pulumi.yaml, which is not ours to keep.
        const written = path.join(ROOT, `Pulumi.${stack}.yaml`);
        fs.appendFileSync(this.#configFile(stack), fs.readFileSync(written, "utf8"));
        fs.rmSync(written);
    }

    /** Runs `pulumi`. @param variables are added to its environment. */
    run(command: string, stack: string, args: readonly string[], variables: NodeJS.ProcessEnv = {}): Measured {
        const of = ["--stack", stack, "--config-file", this.#configFile(stack)];
        const line = ["pulumi", command, "--non-interactive", "--suppress-outputs", ...of, ...args];
        return this.#measured(line, ROOT, variables);
    }

    /** Runs a command of `org`. */
    org(stack: string, ...args: readonly string[]): Measured {
        const org = path.join(ROOT, "operations", "org.cjs");
        return this.#measured([process.execPath, org, ...args, "--stack", stack], this.#folder, {});
    }

    remove(): void {
        fs.rmSync(this.#folder, { recursive: true, force: true });
    }

    #measured(line: readonly string[], cwd: string, variables: NodeJS.ProcessEnv): Measured {
        const output = execFileSync("python3", [path.join(__dirname, "measure.py"), ...line], {
            cwd,
            encoding: "utf8",
            stdio: ["ignore", "pipe", "inherit"],
            env: { ...this.#environment(), ...variables },
        });
        return JSON.parse(output) as Measured;
    }

    #configFile(stack: string): string {
        return path.join(this.#folder, `Pulumi.${stack}.yaml`);
    }

    #environment(): NodeJS.ProcessEnv {
        const backend = `file://${path.join(this.#folder, "state")}`;
        return { ...process.env, PULUMI_BACKEND_URL: backend, PULUMI_CONFIG_PASSPHRASE: "bench" };
    }
}

/** The definition of accounts in ten units. @param more what its root says besides, and each unit, of which there are that many. */
export function organizationOf(
    stack: string,
    accounts: number,
    more: { readonly root?: object; readonly unit?: (units: number) => object } = {},
): object {
    const units = Array.from({ length: Math.min(10, accounts) }, (_, unit) => unit);
    const ofUnit = more.unit?.(units.length) ?? {};
    return {
        ...more.root,
        defaults: {
            email: `aws+${stack}-{account}@example.com`,
            tags: { Organization: "bench", ManagedBy: "pulumi", Environment: "dev", Owner: "bench" },
        },
        guardrails: ["deny-root-user"],
        units: Object.fromEntries(units.map((unit) => [`Unit-${unit}`, { kind: "workloads", ...ofUnit }])),
        accounts: Object.fromEntries(
            Array.from({ length: accounts }, (_, account) => [
                `account-${account}`,
                { unit: `Unit-${account % units.length}`, tags: { Team: `team-${account % 7}` } },
            ]),
        ),
    };
}

/** Runs a bench with a local AWS and stacks of its own, and takes both away at its end. */
export function benchOnStacks(
    options: Parameters<typeof startLocalAws>[0],
    run: (aws: LocalAws, stacks: BenchStacks) => Promise<void> | void,
): void {
    const measure = async (): Promise<void> => {
        const aws = await startLocalAws(options);
        const stacks = new BenchStacks(aws.url);
        try {
            await run(aws, stacks);
        } finally {
            stacks.remove();
            await aws.stop();
        }
    };
    void measure().catch((error: unknown) => {
        console.error(error);
        process.exitCode = 1;
    });
}
