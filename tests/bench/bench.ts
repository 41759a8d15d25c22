/**
 * What a run costs: preview at 10, 100 and 1,000 accounts, with the policy pack and without, start-up alone, and the calls
 * to AWS for each account of an `up`. Everything runs on a local AWS and a backend of its own.
 *
 * One run gives figures of one machine on one day: read them as ratios, those to start-up and to 10 accounts.
 */
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { stringify } from "yaml";

interface Measured {
    /** Seconds. */
    readonly wall: number;
    /** Seconds, of all processes. */
    readonly cpu: number;
    /** Bytes, of all processes at the same time. */
    readonly memory: number;
}

const root = path.resolve(__dirname, "../..");
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), "bench-"));
const sizes = (process.argv[2] ?? "10,100,1000").split(",").map(Number);
/** An `up` of 1,000 accounts takes 12 minutes, for the provider asks every 10 s whether an account is there. */
const LARGEST_UP = 100;

async function main(): Promise<void> {
    const { url, server } = await startLocalAws();
    try {
        const rows: string[][] = [["", "wall s", "cpu s", "memory MB", "wall / start-up"]];
        // The first run fills the compile cache and the file system's.
        preview("start", url, 1, true);
        const startUp = preview("start", url, 1, false);
        const add = (name: string, { wall, cpu, memory }: Measured): void => {
            const row = [
                name,
                wall.toFixed(1),
                cpu.toFixed(1),
                (memory / 1e6).toFixed(0),
                (wall / startUp.wall).toFixed(2),
            ];
            rows.push(row);
            console.error(row.join("  "));
        };
        add("start-up: preview of 1 account", startUp);
        add("the same with the policy pack", preview("start", url, 1, true));
        for (const size of sizes) {
            const stack = `size-${size}`;
            add(`preview, ${size} new accounts`, preview(stack, url, size, false));
            add(`  with the policy pack`, preview(stack, url, size, true));
            add(`  with costs`, preview(`costs-${size}`, url, size, false));
            add(`org check, ${size} accounts`, check(stack));
            if (size > LARGEST_UP) continue;
            await fetch(`${url}/_local/calls`, { method: "DELETE" });
            add(`up, ${size} new accounts`, pulumi("up", stack, ["--yes", "--skip-preview"]));
            const calls = (await (await fetch(`${url}/_local/calls`)).json()) as Record<string, unknown>;
            const counts = Object.entries((calls["calls"] ?? calls) as Record<string, number>).filter(
                ([, count]) => typeof count === "number",
            );
            const total = counts.reduce((sum, [, count]) => sum + count, 0);
            console.error(`  ${total} calls to AWS, ${(total / size).toFixed(1)} an account`);
            const most = counts.sort(([, one], [, two]) => two - one).slice(0, 6);
            rows.push([
                `  calls to AWS: ${(total / size).toFixed(1)} an account (${most.map(([name, count]) => `${count} ${name.split(".").at(-1)}`).join(", ")})`,
            ]);
            const unchanged = preview(stack, url, size, false);
            add(`preview, ${size} unchanged accounts`, unchanged);
            add(`  with the policy pack`, preview(stack, url, size, true));
            await addCosts(url, size, unchanged, add);
        }
        console.log(table(rows));
    } finally {
        server.kill();
        fs.rmSync(scratch, { recursive: true, force: true });
    }
}

/** The same organisation with a budget for each account, a dimension and a budget for each of its units: an unchanged preview as a ratio. */
async function addCosts(
    url: string,
    size: number,
    without: Measured,
    add: (name: string, measured: Measured) => void,
): Promise<void> {
    const stack = `costs-${size}`;
    add(`up, ${size} new accounts with costs`, pulumi("up", stack, ["--yes", "--skip-preview"]));
    await fetch(`${url}/_local/calls`, { method: "DELETE" });
    const withCosts = preview(stack, url, size, false);
    add(`preview, ${size} unchanged accounts with costs`, withCosts);
    const { calls } = (await (await fetch(`${url}/_local/calls`)).json()) as { calls: Record<string, number> };
    const ofCosts = Object.entries(calls).filter(([operation]) => /^(budgets|ce|costexplorer)\./i.test(operation));
    console.error(
        `  ${(withCosts.cpu / without.cpu).toFixed(2)} of the processor time without costs; calls about costs: ${ofCosts.map(([operation, count]) => `${count} ${operation}`).join(", ")}`,
    );
}

/** What a definition with costs has more. */
function costsOf(stack: string, units: readonly number[]): { root: object; unit: object } {
    if (!stack.startsWith("costs-")) return { root: {}, unit: {} };
    return {
        root: {
            budget: 100_000,
            costs: { notify: ["finops@example.com"], dimensions: { team: { tag: "Team" } }, tags: ["Owner"] },
        },
        unit: { budget: 1000 * units.length, accountBudget: 100 },
    };
}

function preview(stack: string, url: string, accounts: number, pack: boolean): Measured {
    if (!fs.existsSync(configFile(stack))) prepare(stack, url, accounts);
    return pulumi("preview", stack, pack ? ["--policy-pack", "policies"] : []);
}

/** Of a stack that is prepared. */
function check(stack: string): Measured {
    return measured([process.execPath, path.join(root, "operations", "org.cjs"), "check", "--stack", stack], scratch);
}

function pulumi(command: string, stack: string, args: readonly string[]): Measured {
    const line = [
        "pulumi",
        command,
        "--non-interactive",
        "--suppress-outputs",
        "--stack",
        stack,
        "--config-file",
        configFile(stack),
        ...args,
    ];
    return measured(line, root);
}

function measured(line: readonly string[], cwd: string): Measured {
    const output = execFileSync("python3", [path.join(__dirname, "measure.py"), ...line], {
        cwd,
        encoding: "utf8",
        stdio: ["ignore", "pipe", "inherit"],
        env: environment(),
    });
    return JSON.parse(output) as Measured;
}

function prepare(stack: string, url: string, accounts: number): void {
    const units = Array.from({ length: Math.min(10, accounts) }, (_, unit) => unit);
    const { root: ofRoot, unit: ofUnit } = costsOf(stack, units);
    const definition = {
        ...ofRoot,
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
    const folder = path.join(scratch, stack);
    fs.mkdirSync(folder);
    fs.writeFileSync(path.join(folder, "organization.yaml"), stringify(definition));
    fs.writeFileSync(
        configFile(stack),
        stringify({
            config: {
                "aws-organization:definition": folder,
                "aws:region": "us-east-1",
                // A stack is an organisation, and so a management account of its own.
                "aws:accessKey": String((stack.startsWith("costs-") ? 200000000000 : 100000000000) + accounts),
                "aws:secretKey": "local",
                "aws:skipCredentialsValidation": "true",
                "aws:skipMetadataApiCheck": "true",
                "aws:endpoints": [
                    {
                        organizations: url,
                        sts: url,
                        iam: url,
                        account: url,
                        servicequotas: url,
                        budgets: url,
                        costexplorer: url,
                    },
                ],
            },
        }),
    );
    execFileSync("pulumi", ["stack", "init", stack], {
        cwd: root,
        stdio: "ignore",
        env: environment(),
    });
    // `stack init` writes the salt into a file beside Pulumi.yaml, which is not ours to keep.
    const written = path.join(root, `Pulumi.${stack}.yaml`);
    fs.appendFileSync(configFile(stack), fs.readFileSync(written, "utf8"));
    fs.rmSync(written);
}

function configFile(stack: string): string {
    return path.join(scratch, `Pulumi.${stack}.yaml`);
}

function environment(): NodeJS.ProcessEnv {
    const state = path.join(scratch, "state");
    fs.mkdirSync(state, { recursive: true });
    return { ...process.env, PULUMI_BACKEND_URL: `file://${state}`, PULUMI_CONFIG_PASSPHRASE: "bench" };
}

async function startLocalAws(): Promise<{ url: string; server: ChildProcess }> {
    const server = spawn(
        path.join(root, "local", "aws"),
        ["run", "--port", "0", "--state", path.join(scratch, "aws"), "--account-limit", "50000"],
        {
            stdio: ["ignore", "pipe", "inherit"],
        },
    );
    const url = await new Promise<string>((resolve, reject) => {
        server.stdout.on("data", (data: Buffer) => {
            const found = /http:\/\/\S+/.exec(data.toString());
            if (found) resolve(found[0]);
        });
        server.on("exit", () => reject(new Error("the local AWS did not start")));
    });
    return { url, server };
}

function table(rows: readonly (readonly string[])[]): string {
    const columns = rows[0]?.length ?? 0;
    const widths = Array.from({ length: columns }, (_, column) =>
        Math.max(...rows.filter((row) => row.length > 1).map((row) => row[column]?.length ?? 0)),
    );
    return rows
        .map((row) =>
            row
                .map((cell, column) =>
                    column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
                )
                .join("  "),
        )
        .join("\n");
}

void main().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
});
