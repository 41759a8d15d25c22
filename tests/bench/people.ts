/**
 * What access costs in an organisation of 1,000 accounts: five people and groups with a permission set each, everywhere, so 5,000
 * assignments, through the real engine. The same organisation without people is measured beside it.
 *
 * Seconds are of one machine on one day: compare the ratios. The calls are the same everywhere, and so is the time that AWS's rate sets.
 */
import { IDENTITY_CENTER_RATE } from "../../limits";
import type { LocalAws } from "../local/server";
import { accountsArgument } from "./accountsArgument";
import { benchOnStacks, organizationOf, type BenchStacks, type Measured } from "./benchStacks";
import { callsOf, leastOf, measuredCommand, type CallCounts } from "./measuredCommand";

const ACCOUNTS = accountsArgument({ usual: 1_000, least: 1, reason: "access is given in accounts" });
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

    #unchanged(what: string): Promise<Measured> {
        const preview = (): Measured => this.#stacks.run("preview", STACK, ["--expect-no-changes"]);
        return leastOf(REPEATED, async () => (await this.#measured(what, preview)).measured);
    }

    /** Of the permission sets and the access alone: the accounts would be most of it. */
    async #refresh(): Promise<void> {
        const args = ["--preview-only", "--target", "**people:**"];
        await this.#measured("refresh of permission sets and access", () => this.#stacks.run("refresh", STACK, args));
    }

    #measured(
        what: string,
        work: () => Measured,
    ): Promise<{ readonly measured: Measured; readonly calls: Record<string, number> }> {
        return measuredCommand(this.#aws, what, work, callsText);
    }
}

/** The calls of Identity Center, and how long they take at AWS's rate; and the number of all others. */
function callsText(calls: CallCounts): string {
    const { own, named, others } = callsOf(calls, "sso.");
    const seconds = own / IDENTITY_CENTER_RATE.perSecond;
    return `${own} calls to Identity Center, at AWS's rate ${seconds.toFixed(0)} s (${named}); ${others} others`;
}

benchOnStacks({ accountLimit: ACCOUNTS + 2, creationSeconds: 0, assignmentSeconds: 0.2 }, (aws, stacks) =>
    new PeopleBench(aws, stacks).run(),
);
