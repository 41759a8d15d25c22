/**
 * What the evaluator of service control policies costs: 100,000 evaluations over five levels with twelve policies, a region deny
 * among them. Half of the requests name no region, so that what is not known is weighed too.
 *
 * Seconds are processor time on one machine on one day. The ratio tells more: to the same with the documents read anew each time.
 */
import { LIBRARY } from "../../guardrails";
import {
    Catalogue,
    evaluate,
    fullAccess,
    parsePolicy,
    USUAL_CONTEXT,
    type AttachedPolicy,
    type EvaluateOptions,
    type Hierarchy,
    type AccessRequest,
} from "../../evaluator/evaluation";

const EVALUATIONS = 100_000;
const ACCOUNT = "111122223333";
const REGIONS = ["eu-central-1", "eu-west-1", "us-east-1"];
const SERVICES = ["s3", "ec2", "iam", "rds", "lambda", "kms", "logs", "organizations", "cloudtrail", "dynamodb"];
/** The policies of the library at each level, FullAWSAccess beside them: twelve with the five of AWS. */
const LEVELS: readonly (readonly [Hierarchy["levels"][number]["kind"], string, readonly string[]])[] = [
    ["root", "root", ["deny-leaving-organization", "deny-root-user"]],
    ["unit", "Workloads", ["region-deny", "protect-security-services"]],
    ["unit", "Workloads/Production", ["protect-logs"]],
    ["unit", "Workloads/Production/Shop", ["deny-purchases"]],
    ["account", "shop-prod", ["protect-access-role"]],
];

function documentOf(name: string): string {
    const guardrail = LIBRARY.get(name);
    if (!guardrail) throw new Error(`the library has no guardrail ${name}`);
    const parameters = name === "region-deny" ? { regions: REGIONS.slice(0, 2) } : {};
    return JSON.stringify(guardrail.document(guardrail.parameters.parse(parameters)));
}

function prepare(): Hierarchy {
    const attached = (name: string): AttachedPolicy => ({
        name,
        policy: parsePolicy(documentOf(name), "SERVICE_CONTROL_POLICY"),
    });
    return {
        account: ACCOUNT,
        levels: LEVELS.map(([kind, key, policies]) => ({
            kind,
            key,
            policies: [fullAccess(), ...policies.map(attached)],
        })),
    };
}

function requestsOf(catalogue: Catalogue): AccessRequest[] {
    const principals = ["role/Developer", "role/OrganizationAccountAccessRole", "root", "user/ann"];
    const actions = catalogue.expandActions("*");
    return Array.from({ length: EVALUATIONS }, (_, index): AccessRequest => {
        const region = REGIONS[index % (2 * REGIONS.length)];
        return {
            action: actions[(index * 7919) % actions.length] ?? "s3:GetObject",
            principal: `arn:aws:iam::${ACCOUNT}:${principals[index % principals.length]}`,
            context: USUAL_CONTEXT,
            ...(region !== undefined && { region }),
        };
    });
}

/** Seconds of processor time, which other work on the machine stretches less than those of the clock. */
function time(work: () => void): number {
    const started = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(started);
    return (user + system) / 1e6;
}

async function main(): Promise<void> {
    const loading = performance.now();
    await Catalogue.load();
    const all = (performance.now() - loading) / 1000;
    const catalogue = await Catalogue.load(SERVICES);
    const requests = requestsOf(catalogue);
    const hierarchy = prepare();
    const decisions = new Map<string, number>();
    const run = (options: EvaluateOptions): void => {
        for (const request of requests) {
            const { decision } = evaluate(hierarchy, request, options);
            decisions.set(decision, (decisions.get(decision) ?? 0) + 1);
        }
    };
    run({});
    decisions.clear();
    const plain = time(() => run({}));
    const counts = [...decisions].map(([decision, count]) => `${count} ${decision}`).join(", ");
    const shaped = time(() => run({ catalogue }));
    const few = requests.slice(0, EVALUATIONS / 100);
    const anew = 100 * time(() => few.forEach((request) => evaluate(prepare(), request)));
    const row = (what: string, seconds: number): string =>
        `${what.padEnd(52)} ${seconds.toFixed(2).padStart(7)} s ${((seconds / EVALUATIONS) * 1e6).toFixed(1).padStart(8)} µs each`;
    console.log(row(`${EVALUATIONS} evaluations`, plain));
    console.log(row("... with a catalogue, for resources not named", shaped));
    console.log(row("... with the documents read anew (of 1,000)", anew));
    console.log(`read anew / prepared once: ${(anew / plain).toFixed(0)}`);
    console.log(`the catalogue of all services: ${all.toFixed(2)} s`);
    console.log(counts);
}

void main();
