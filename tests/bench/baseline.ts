/**
 * What a baseline costs in an organisation of 200 accounts: two blocks with a role each everywhere, in four rings, through the real engine.
 *
 * Seconds are of one machine on one day, and the local AWS makes a stack in no time: compare the ratios. The calls are the same everywhere.
 */
import type { LocalAws } from "../local/server";
import { accountsArgument } from "./accountsArgument";
import { benchOnStacks, organizationOf, type BenchStacks, type Measured } from "./benchStacks";
import { callsOf, leastOf, measuredCommand, type CallCounts } from "./measuredCommand";

const ACCOUNTS = accountsArgument({
    usual: 200,
    least: 10,
    reason: "its rings name the first and the last of ten units",
});
const STACK = "baseline";
const MANAGEMENT_ACCOUNT = 300_000_000_001;
/** Of an unchanged preview; the least of them is what it takes. */
const REPEATED = 3;

function role(name: string, description: string): object {
    const statements = [{ Effect: "Allow", Action: "s3:ListAllMyBuckets", Resource: "*" }];
    return { roles: { [name]: { trust: { services: "lambda.amazonaws.com" }, description, statements } } };
}

/** Rewrites the definition, and runs Pulumi on it. */
class BaselineBench {
    readonly #aws: LocalAws;
    readonly #stacks: BenchStacks;

    constructor(aws: LocalAws, stacks: BenchStacks) {
        this.#aws = aws;
        this.#stacks = stacks;
    }

    async run(): Promise<void> {
        this.#define(ACCOUNTS, {});
        await this.#up(`up, ${ACCOUNTS} new accounts without a baseline`);
        const without = await this.#unchanged("preview, unchanged, without a baseline");
        this.#define(ACCOUNTS, { oncall: role("oncall", "one"), audit: role("audit", "one") });
        await this.#up(`up, 2 blocks, ${2 * ACCOUNTS} stacks`);
        const unchanged = await this.#unchanged("preview, unchanged, with a baseline");
        console.log(`  ${(unchanged.cpu / without.cpu).toFixed(2)} of the processor time without a baseline`);
        const args = ["--preview-only", "--target", "**baseline:**"];
        await this.#measured("refresh of the blocks", () => this.#stacks.run("refresh", STACK, args));
        this.#define(ACCOUNTS, { oncall: role("oncall", "two"), audit: role("audit", "one") });
        await this.#up("up, one block changed everywhere");
        this.#define(ACCOUNTS + 1, { oncall: role("oncall", "two"), audit: role("audit", "one") });
        await this.#up("up, one account added");
    }

    #define(accounts: number, baseline: object): void {
        const root = {
            organization: { serviceAccess: ["member.org.stacksets.cloudformation.amazonaws.com"] },
            ...(Object.keys(baseline).length > 0 && {
                baseline,
                rollOut: { rings: [["Unit-0"], ["Unit-1", "Unit-2"], ["others"], ["Unit-9"]], concurrency: "25%" },
            }),
        };
        this.#stacks.define(STACK, organizationOf(STACK, accounts, { root }), MANAGEMENT_ACCOUNT);
    }

    async #up(what: string): Promise<void> {
        // Pulumi would write the whole state after each account, which takes longer than everything else.
        const once = { PULUMI_SKIP_CHECKPOINTS: "true" };
        await this.#measured(what, () => this.#stacks.run("up", STACK, ["--yes", "--skip-preview"], once));
    }

    #unchanged(what: string): Promise<Measured> {
        const preview = (): Measured => this.#stacks.run("preview", STACK, ["--expect-no-changes"]);
        return leastOf(REPEATED, () => this.#measured(what, preview));
    }

    async #measured(what: string, work: () => Measured): Promise<Measured> {
        return (await measuredCommand(this.#aws, what, work, callsText)).measured;
    }
}

/** The calls of CloudFormation, and the number of all others. */
function callsText(calls: CallCounts): string {
    const { own, named, others } = callsOf(calls, "cloudformation.");
    return `${own} calls to CloudFormation (${named}); ${others} others`;
}

benchOnStacks({ accountLimit: ACCOUNTS + 2, creationSeconds: 0, stackSeconds: 0 }, (aws, stacks) =>
    new BaselineBench(aws, stacks).run(),
);
