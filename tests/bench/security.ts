/**
 * What the providers of `security` cost each preview: an organisation of 100 accounts without it, with the one provider of the audit account,
 * and with that of the log archive too. Nothing changes in the previews.
 *
 * Seconds are of one machine on one day: compare the ratios.
 */
import { accountsArgument } from "./accountsArgument";
import { benchOnStacks, organizationOf, type BenchStacks, type Measured } from "./benchStacks";

const ACCOUNTS = accountsArgument({
    usual: 100,
    least: 2,
    reason: "the log archive and the audit account are two of them",
});
const STACK = "security";
const MANAGEMENT_ACCOUNT = 300_000_000_001;
/** The least of them is what a preview takes. */
const REPEATED = 3;

const SHARED = { logArchive: "account-0", audit: "account-1", regions: ["us-east-1"] };
const SITUATIONS: readonly (readonly [string, object])[] = [
    ["without security", {}],
    ["the audit account's provider", { security: { ...SHARED, accessAnalyzer: true } }],
    ["and the log archive's", { security: { ...SHARED, accessAnalyzer: true, auditTrail: true } }],
];

/** Previews each situation several times. */
function measureSituations(stacks: BenchStacks): void {
    for (const [what, root] of SITUATIONS) {
        stacks.define(STACK, organizationOf(STACK, ACCOUNTS, { root }), MANAGEMENT_ACCOUNT);
        // Pulumi would write the whole state after each account, which takes longer than everything else.
        stacks.run("up", STACK, ["--yes", "--skip-preview"], { PULUMI_SKIP_CHECKPOINTS: "true" });
        const runs = Array.from({ length: REPEATED }, () => stacks.run("preview", STACK, ["--expect-no-changes"]));
        console.log(`${what.padEnd(30)} ${measuredText(runs)}`);
    }
}

function measuredText(runs: readonly Measured[]): string {
    const least = (of: (run: Measured) => number): number => Math.min(...runs.map(of));
    return `${least(({ wall }) => wall).toFixed(1)} s, ${least(({ cpu }) => cpu).toFixed(1)} s of processor, ${(least(({ memory }) => memory) / 1e6).toFixed(0)} MB`;
}

benchOnStacks({ accountLimit: ACCOUNTS + 2, creationSeconds: 0 }, (_, stacks) => measureSituations(stacks));
