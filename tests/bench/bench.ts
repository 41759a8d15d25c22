/**
 * What a run costs: preview at 10, 100 and 1,000 accounts, with the policy pack and without, start-up alone, and the calls
 * to AWS for each account of an `up`. Everything runs on a local AWS and a backend of its own.
 *
 * One run gives figures of one machine on one day: read them as ratios, those to start-up and to 10 accounts.
 */
import type { LocalAws } from "../local/server";
import { benchOnStacks, organizationOf, type BenchStacks, type Measured } from "./benchStacks";

const SIZES = (process.argv[2] ?? "10,100,1000").split(",").map(Number);
/** An `up` of 1,000 accounts takes 12 minutes, for the provider asks every 10 s whether an account is there. */
const LARGEST_UP = 100;

/** Prints rows as they are measured, and all of them at the end. */
class Table {
    readonly #rows: string[][] = [["", "wall s", "cpu s", "memory MB", "wall / start-up"]];
    readonly #startUp: Measured;

    constructor(startUp: Measured) {
        this.#startUp = startUp;
    }

    add(name: string, { wall, cpu, memory }: Measured): void {
        const ratio = (wall / this.#startUp.wall).toFixed(2);
        this.#add([name, wall.toFixed(1), cpu.toFixed(1), (memory / 1e6).toFixed(0), ratio]);
    }

    addText(text: string): void {
        this.#add([text]);
    }

    #add(row: string[]): void {
        this.#rows.push(row);
        console.error(row.join("  "));
    }

    toString(): string {
        return table(this.#rows);
    }
}

async function measureSizes(aws: LocalAws, stacks: BenchStacks): Promise<void> {
    define(stacks, "start", 1);
    // The first run fills the compile cache and the file system's.
    preview(stacks, "start", true);
    const rows = new Table(preview(stacks, "start"));
    rows.add("start-up: preview of 1 account", preview(stacks, "start"));
    rows.add("the same with the policy pack", preview(stacks, "start", true));
    for (const size of SIZES) await addSize(aws, stacks, size, rows);
    console.log(rows.toString());
}

async function addSize(aws: LocalAws, stacks: BenchStacks, size: number, rows: Table): Promise<void> {
    const [stack, costs] = [`size-${size}`, `costs-${size}`];
    for (const one of [stack, costs]) define(stacks, one, size);
    rows.add(`preview, ${size} new accounts`, preview(stacks, stack));
    rows.add("  with the policy pack", preview(stacks, stack, true));
    rows.add("  with costs", preview(stacks, costs));
    rows.add(`org check, ${size} accounts`, stacks.org(stack, "check"));
    rows.add(`org tree, ${size} accounts, without the state`, stacks.org(stack, "tree", "--no-ids"));
    if (size > LARGEST_UP) return;
    await aws.resetCalls();
    rows.add(`up, ${size} new accounts`, up(stacks, stack));
    const counts = Object.entries(await aws.calls()).sort(([, one], [, two]) => two - one);
    const each = counts.reduce((sum, [, count]) => sum + count, 0) / size;
    const most = counts.slice(0, 6).map(([name, count]) => `${count} ${name.split(".").at(-1)}`);
    rows.addText(`  calls to AWS: ${each.toFixed(1)} an account (${most.join(", ")})`);
    const unchanged = preview(stacks, stack);
    rows.add(`preview, ${size} unchanged accounts`, unchanged);
    rows.add("  with the policy pack", preview(stacks, stack, true));
    rows.add(`up, ${size} new accounts with costs`, up(stacks, costs));
    await aws.resetCalls();
    const withCosts = preview(stacks, costs);
    rows.add(`preview, ${size} unchanged accounts with costs`, withCosts);
    const ofCosts = Object.entries(await aws.calls()).filter(([operation]) => /^(budgets|ce)\./.test(operation));
    rows.addText(
        `  ${(withCosts.cpu / unchanged.cpu).toFixed(2)} of the processor time without costs; calls about costs: ${ofCosts.map(([operation, count]) => `${count} ${operation}`).join(", ")}`,
    );
}

/** A stack is an organisation, and so a management account of its own. One with costs has a budget for each account and unit. */
function define(stacks: BenchStacks, stack: string, accounts: number): void {
    const hasCosts = stack.startsWith("costs-");
    const costs = { notify: ["finops@example.com"], dimensions: { team: { tag: "Team" } }, tags: ["Owner"] };
    const more = {
        root: { budget: 100_000, costs },
        unit: (units: number) => ({ budget: 1000 * units, accountBudget: 100 }),
    };
    const definition = organizationOf(stack, accounts, hasCosts ? more : {});
    stacks.define(stack, definition, (hasCosts ? 200_000_000_000 : 100_000_000_000) + accounts);
}

function preview(stacks: BenchStacks, stack: string, hasPack = false): Measured {
    return stacks.run("preview", stack, hasPack ? ["--policy-pack", "policies"] : []);
}

function up(stacks: BenchStacks, stack: string): Measured {
    return stacks.run("up", stack, ["--yes", "--skip-preview"]);
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

// Accounts take as long as on anybody's local AWS.
benchOnStacks({ accountLimit: 50_000 }, measureSizes);
