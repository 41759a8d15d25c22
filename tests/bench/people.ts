/**
 * What access costs in an organisation of 1,000 accounts: five people and groups with a permission set each, everywhere, so 5,000
 * assignments, through the real engine. The same organisation without people is measured beside it.
 *
 * Seconds are of one machine on one day: compare the ratios. The calls are the same everywhere, and so is the time that AWS's rate sets.
 */
import { IDENTITY_CENTER_RATE } from "../../limits";
import { startLocalAws, type LocalAws } from "../local/server";
import { BenchStacks, organizationOf, type Measured } from "./benchStacks";

const ACCOUNTS = Number(process.argv[2] ?? 1_000);
const STACK = "people";
const MANAGEMENT_ACCOUNT = 300_000_000_000;
const GROUPS = ["admins", "developers", "support", "auditors"];
/** Of an unchanged preview; the least of them is what it takes. */
const REPEATED = 3;

const PEOPLE = {
    people: {
        groups: Object.fromEntries(GROUPS.map((key) => [key, {}])),
        users: { "ada@example.com": { name: "Ada Lovelace", groups: GROUPS } },
        permissionSets: Object.fromEntries(
            [...GROUPS, "Ada"].map((key) => [`Set-${key}`, { managedPolicies: ["ReadOnlyAccess"] }]),
        ),
    },
    access: [...GROUPS, "Ada"].map((key) => ({
        who: key === "Ada" ? "ada@example.com" : key,
        permissionSet: `Set-${key}`,
        where: "everywhere",
    })),
};
const ASSIGNMENTS = ACCOUNTS * PEOPLE.access.length;

/** Rewrites the definition, and runs Pulumi on it. */
class PeopleBench {
    readonly #aws: LocalAws;
    readonly #stacks: BenchStacks;

    constructor(aws: LocalAws, stacks: BenchStacks) {
        this.#aws = aws;
        this.#stacks = stacks;
    }

    async run(): Promise<void> {
        this.#define(ACCOUNTS, false);
        await this.#up(`up, ${ACCOUNTS} new accounts without people`);
        const without = await this.#unchanged("preview, unchanged, without people");
        this.#define(ACCOUNTS, true);
        const given = await this.#up(`up, ${ASSIGNMENTS} assignments`);
        if (given["sso.CreateAccountAssignment"] !== ASSIGNMENTS) throw new Error(`not ${ASSIGNMENTS} were created`);
        const unchanged = await this.#unchanged("preview, unchanged, with people");
        console.log(`  ${(unchanged.cpu / without.cpu).toFixed(2)} of the processor time without people`);
        await this.#refresh();
        this.#define(ACCOUNTS + 1, true);
        await this.#measured("preview, one account added", () => this.#stacks.run("preview", STACK, []));
        await this.#up("up, one account added");
    }

    #define(accounts: number, hasPeople: boolean): void {
        const root = { organization: { serviceAccess: ["sso.amazonaws.com"] }, ...(hasPeople && PEOPLE) };
        this.#stacks.define(STACK, organizationOf(STACK, accounts, { root }), MANAGEMENT_ACCOUNT);
    }

    async #up(what: string): Promise<Record<string, number>> {
        // Pulumi would write the whole state after each account, which takes longer than everything else.
        const once = { PULUMI_SKIP_CHECKPOINTS: "true" };
        const { calls } = await this.#measured(what, () =>
            this.#stacks.run("up", STACK, ["--yes", "--skip-preview"], once),
        );
        return calls;
    }

    async #unchanged(what: string): Promise<Measured> {
        const runs: Measured[] = [];
        for (let time = 0; time < REPEATED; time += 1) {
            const preview = (): Measured => this.#stacks.run("preview", STACK, ["--expect-no-changes"]);
            runs.push((await this.#measured(what, preview)).measured);
        }
        return runs.reduce((least, run) => (run.cpu < least.cpu ? run : least));
    }

    /** Of the permission sets and the access alone: the accounts would be most of it. */
    async #refresh(): Promise<void> {
        const args = ["--preview-only", "--target", "**people:**"];
        await this.#measured("refresh of permission sets and access", () => this.#stacks.run("refresh", STACK, args));
    }

    async #measured(
        what: string,
        work: () => Measured,
    ): Promise<{ readonly measured: Measured; readonly calls: Record<string, number> }> {
        await this.#aws.resetCalls();
        const measured = work();
        const calls = await this.#aws.calls();
        console.log(
            [
                what.padEnd(40),
                `${measured.wall.toFixed(1)} s`.padStart(8),
                `${measured.cpu.toFixed(1)} s of processor`.padStart(20),
                `${(measured.memory / 1e6).toFixed(0)} MB`.padStart(8),
                callsText(calls),
            ].join("  "),
        );
        return { measured, calls };
    }
}

/** The calls of Identity Center, and how long they take at AWS's rate; and the number of all others. */
function callsText(calls: Readonly<Record<string, number>>): string {
    const counts = Object.entries(calls).filter(([, count]) => count > 0);
    const ofPeople = counts.filter(([operation]) => operation.startsWith("sso."));
    const sum = (of: readonly [string, number][]): number => of.reduce((total, [, count]) => total + count, 0);
    const named = ofPeople
        .sort(([, one], [, two]) => two - one)
        .map(([operation, count]) => `${count} ${operation.replace("sso.", "")}`);
    const seconds = sum(ofPeople) / IDENTITY_CENTER_RATE.perSecond;
    return `${sum(ofPeople)} calls to Identity Center, at AWS's rate ${seconds.toFixed(0)} s (${named.join(", ")}); ${sum(counts) - sum(ofPeople)} others`;
}

async function main(): Promise<void> {
    const aws = await startLocalAws({ accountLimit: ACCOUNTS + 2, creationSeconds: 0, assignmentSeconds: 0.2 });
    const stacks = new BenchStacks(aws.url);
    try {
        await new PeopleBench(aws, stacks).run();
    } finally {
        stacks.remove();
        await aws.stop();
    }
}

void main().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
});
