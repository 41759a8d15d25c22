import assert from "node:assert/strict";
import { BaselineInAws } from "./baselineInAws";
import { assertChanges, Project, type Definition } from "./support";

/** Two blocks in two units, which make a role of the same name. */
function definition(shopUnit: "Sandbox" | "Production"): Definition {
    const worker = (description: string): object => ({
        roles: {
            worker: {
                trust: { services: "lambda.amazonaws.com" },
                description,
                statements: [{ Effect: "Allow", Action: "s3:ListAllMyBuckets", Resource: "*" }],
            },
        },
    });
    return {
        organization: { serviceAccess: ["member.org.stacksets.cloudformation.amazonaws.com"] },
        defaults: { email: "aws+{account}@example.com" },
        units: {
            Sandbox: { baseline: { "sandbox-worker": worker("sandbox") }, accounts: { playground: {} } },
            Production: { baseline: { "production-worker": worker("production") }, accounts: { data: {} } },
        },
        accounts: { shop: { unit: shopUnit } },
    } as unknown as Definition;
}

describe("an account that moves between units whose blocks make something of the same name", function () {
    this.timeout(480_000);
    let project: Project;
    let baseline: BaselineInAws;

    before(async () => {
        project = await Project.start({ stackSeconds: 1 });
        project.acknowledge("end block sandbox-worker in 1 account");
        baseline = new BaselineInAws(project);
        await project.apply(definition("Sandbox"));
    });
    after(async () => {
        baseline.stop();
        await project.stop();
    });

    it("has those of its new unit after one up, although AWS makes the new stack before it deletes the old one", async () => {
        project.define(definition("Production"));
        const run = await project.up();
        assert.equal(run.code, 0, run.output);
        assert.deepEqual(await baseline.stacks("baseline-production-worker"), [
            "data us-east-1 CURRENT",
            "shop us-east-1 CURRENT",
        ]);
        assert.deepEqual(await baseline.stacks("baseline-sandbox-worker"), ["playground us-east-1 CURRENT"]);
        assert.deepEqual(await baseline.rolesIn("shop"), ["worker"]);
        assertChanges(await project.up("--refresh"), {});
    });
});

describe("a block that moves between a unit and places above and below it", function () {
    this.timeout(480_000);
    let project: Project;
    let baseline: BaselineInAws;

    before(async () => {
        project = await Project.start({ stackSeconds: 0.1 });
        project.acknowledge("end block oncall in 1 account", "end block search-index in 1 account");
        baseline = new BaselineInAws(project);
    });
    after(async () => {
        baseline.stop();
        await project.stop();
    });

    const oncall = {
        oncall: {
            roles: {
                oncall: {
                    trust: { services: "lambda.amazonaws.com" },
                    statements: [{ Effect: "Allow", Action: "s3:ListAllMyBuckets", Resource: "*" }],
                },
            },
        },
    };
    type Place = "root" | "Workloads" | "Production";
    const at = (place: Place, play: object = {}): Definition => ({
        organization: {
            serviceAccess: ["member.org.stacksets.cloudformation.amazonaws.com"],
            breakGlassRole: "BreakGlass",
        },
        defaults: { email: "aws+{account}@example.com" },
        ...(place === "root" && { baseline: oncall }),
        units: {
            Sandbox: { accounts: { play } },
            Workloads: {
                ...(place === "Workloads" && { baseline: oncall }),
                accounts: { data: {} },
                units: {
                    Production: { ...(place === "Production" && { baseline: oncall }), accounts: { shop: {} } },
                },
            },
        },
    });
    const stacks = async (): Promise<Map<string, string | undefined>> =>
        new Map(
            (await baseline.instances("baseline-oncall")).map(
                ({ Account = "", StackId }) => [Account, StackId] as const,
            ),
        );

    it("keeps the stacks of all accounts that have it before and after", async () => {
        await project.apply(at("Workloads"));
        for (const place of ["root", "Workloads", "Production", "Workloads", "Production", "root"] as const) {
            const before = await stacks();
            project.define(at(place));
            const { code, output } = await project.up();
            assert.equal(code, 0, output);
            const present = await stacks();
            assert.equal(present.size, { root: 3, Workloads: 2, Production: 1 }[place], place);
            for (const [account, id] of present) assert.equal(id, before.get(account) ?? id, `${account} at ${place}`);
            assertChanges(await project.up(), {});
        }
    });

    it("leaves the stack of a quarantined account until a run has ended the quarantine", async () => {
        const applied = async (definition: Definition): Promise<string[]> => {
            project.define(definition);
            const { code, output } = await project.up();
            assert.equal(code, 0, output);
            return (await baseline.stacks("baseline-oncall")).map((line) => line.split(" ")[0] ?? "");
        };
        // AWS no longer gives the block by itself, which it also says to the stack that nobody can change: its status is another.
        const all = ["data", "play", "shop"];
        assert.deepEqual(await applied(at("Workloads", { state: "quarantined" })), all);
        assertChanges(await project.up(), {});
        assert.deepEqual(await applied(at("Workloads")), all);
        assert.deepEqual(await applied(at("Workloads")), ["data", "shop"]);
        assertChanges(await project.up(), {});
    });
});

describe("an account that moves to a unit whose regions a block skips", function () {
    this.timeout(480_000);
    let project: Project;
    let baseline: BaselineInAws;

    before(async () => {
        project = await Project.start({ stackSeconds: 0.1 });
        project.acknowledge("end block oncall in 1 account", "end block search-index in 1 account");
        baseline = new BaselineInAws(project);
    });
    after(async () => {
        baseline.stop();
        await project.stop();
    });

    const indexed = (unit: "Wide" | "Narrow", more: object = {}): Definition =>
        ({
            organization: { serviceAccess: ["member.org.stacksets.cloudformation.amazonaws.com"] },
            defaults: { email: "aws+{account}@example.com" },
            baseline: { "search-index": { regions: ["us-east-1", "eu-west-1"], aggregator: "us-east-1" } },
            units: {
                Wide: { accounts: { data: {} } },
                Narrow: { regions: ["us-east-1"], accounts: { play: {} } },
            },
            accounts: { shop: { unit, ...more } },
        }) as unknown as Definition;

    it("first gives up its stacks there, and no other account is touched", async () => {
        await project.apply(indexed("Wide"));
        const others = ["data eu-west-1 CURRENT", "data us-east-1 CURRENT", "play us-east-1 CURRENT"];
        const stacks = (): Promise<readonly string[]> => baseline.stacks("baseline-search-index");
        assert.deepEqual(await stacks(), [...others, "shop eu-west-1 CURRENT", "shop us-east-1 CURRENT"]);

        project.define(indexed("Narrow"));
        const refused = await project.preview();
        assert.notEqual(refused.code, 0);
        assert.match(
            refused.output,
            /leaves eu-west-1 in 1 account \(shop\), [^]*First write `search-index: false` under `baseline` of the account, where it is now/,
        );

        await project.apply(indexed("Wide", { baseline: { "search-index": false } }));
        await project.apply(indexed("Narrow"));
        assert.deepEqual(await stacks(), [...others, "shop us-east-1 CURRENT"]);
        assertChanges(await project.up("--refresh"), {});
    });
});
