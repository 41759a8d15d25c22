import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { UpdatePolicyCommand } from "@aws-sdk/client-organizations";
import { EXIT } from "../../operations/cli/commandError";
import type { ChangeReview } from "../../program/changes";
import { assertChanges, assertRefused, inAws, Project, type Definition, type Run } from "./support";

/** The digits name this very change of this very attachment, in every stack `test`. */
const DANGER = "detach buckets from Workloads (4935c9)";
const CODE = "567bc37f";
const OTHER = { Organization: "acme" };

/** @param more keys of `organization`. */
function organization(guardrails: readonly string[], more: object = {}, tags: Record<string, string> = {}): Definition {
    return {
        organization: { breakGlassRole: "BreakGlass", ...more },
        defaults: { email: "aws+{account}@example.com", tags },
        policies: {
            buckets: {
                type: "SERVICE_CONTROL_POLICY",
                document: {
                    Version: "2012-10-17",
                    Statement: [{ Effect: "Deny", Action: "s3:DeleteBucket", Resource: "*" }],
                },
            },
        },
        units: { Workloads: { guardrails: [...guardrails], accounts: { shop: {}, data: {} } } },
    };
}

describe("what somebody must approve before `up` makes it", function () {
    this.timeout(300_000);
    let project: Project;

    before(async () => {
        project = await Project.start();
        await project.apply(organization(["buckets"]));
        await project.aws.resetCalls();
    });
    after(() => project.stop());

    const upWith = (environment: NodeJS.ProcessEnv, ...args: string[]): Promise<Run> =>
        project.pulumiWith(environment, "up", "--stack", "test", "--yes", "--skip-preview", ...args);
    const policies = async (): Promise<readonly string[] | undefined> =>
        (await inAws(project.client)).units.Workloads?.policies;
    async function reviewed(...args: string[]): Promise<ChangeReview> {
        const { output } = await project.org(["review", "--json", ...args]);
        return JSON.parse(output) as ChangeReview;
    }
    const WAYS_OUT = [
        "units.Workloads",
        "Guardrail buckets no longer binds unit Workloads. Nobody has acknowledged that.",
        `organization: { acknowledge: { changes: ["${DANGER}"] } }`,
        `acknowledge ${CODE}`,
        `AWS_ORGANIZATION_ACKNOWLEDGED=${CODE}`,
    ];

    it("is a warning in a preview, and refused in an `up`, also with --target: nothing changes in AWS", async () => {
        // The account would get a tag as well: a refused run makes none of its changes.
        project.define(organization([], {}, OTHER));
        const preview = await project.preview();
        assert.equal(preview.code, 0, preview.output);
        const flat = preview.output.replaceAll(/\s+/g, " ");
        for (const text of WAYS_OUT.slice(1)) assert.ok(flat.includes(text), preview.output);
        assertRefused(
            await project.up(),
            "`up` is refused: 1 dangerous change is not acknowledged. Nothing was sent to AWS.",
            ...WAYS_OUT,
        );
        const target = await project.urnOf("aws:organizations/account:Account", "data");
        assertRefused(await project.up("--target", target), ...WAYS_OUT);
        assert.deepEqual(await project.mutations(), []);
    });

    it("does not keep anybody from quarantining an account, nor a command from its own account", async () => {
        const { code, output } = await project.org(["quarantine", "shop", "--yes"]);
        assert.equal(code, EXIT.done, output);
        assert.deepEqual((await inAws(project.client)).accounts.shop?.policies, ["quarantine"]);
        assert.equal((await project.org(["release-quarantine", "shop", "--yes"])).code, EXIT.done);
        assert.deepEqual(await policies(), ["buckets"]);
        await project.aws.resetCalls();
    });

    it("has one digest in every way to ask, and a run with another one is refused, with what differs", async () => {
        project.define(organization([], {}, OTHER));
        const file = path.join(project.folder, "review.json");
        const now = await reviewed();
        fs.writeFileSync(file, JSON.stringify(now));
        const confirmed = await reviewed("--preview");
        assert.deepEqual([confirmed.isConfirmed, confirmed.digest], [true, now.digest]);

        const given = { AWS_ORGANIZATION_ACKNOWLEDGED: CODE };
        assert.equal((await project.org(["review"], given)).code, EXIT.done);
        assertRefused(
            await upWith({ ...given, AWS_ORGANIZATION_REVIEWED: "0123456789ab" }),
            `its digest is ${now.digest}, and that of the review 0123456789ab.`,
            "Read `./org review --preview --stack test`, which asks AWS as `up` does, and approve that",
        );
        project.define(organization([], {}, { Organization: "other" }));
        assertRefused(
            await upWith({ ...given, AWS_ORGANIZATION_REVIEWED: file }),
            "This run is not what was reviewed in",
            "the same things change, to other values",
        );
        project.define(organization(["buckets"], {}, OTHER));
        assertRefused(
            await upWith({ AWS_ORGANIZATION_REVIEWED: file }),
            "reviewed, and not in this run: Guardrail buckets no longer binds unit Workloads.",
        );
        assert.deepEqual(await project.mutations(), []);
    });

    it("is made with its code and the digest that was reviewed", async () => {
        project.define(organization([], {}, OTHER));
        const file = path.join(project.folder, "review.json");
        const run = await upWith({ AWS_ORGANIZATION_ACKNOWLEDGED: CODE, AWS_ORGANIZATION_REVIEWED: file });
        assert.equal(run.code, 0, run.output);
        assert.deepEqual(await policies(), []);
    });

    it("is made with a line of the definition, and the line is named as soon as nothing needs it", async () => {
        await project.apply(organization(["buckets"], {}, OTHER));
        const definition = organization([], { acknowledge: { changes: [DANGER] } }, OTHER);
        assertChanges(await project.apply(definition), { deleted: 1 });
        assert.deepEqual(await policies(), []);
        const preview = await project.preview();
        assertChanges(preview, {});
        assert.match(
            preview.output.replaceAll(/\s+/g, " "),
            /acknowledges what this run does not change: "detach buckets from Workloads \([0-9a-f]{6}\)" \(\S*organization\.yaml:\d+:\d+\)\. Remove it/,
        );
        const review = await project.org(["review"]);
        assert.equal(review.code, EXIT.done, review.output);
        assert.match(review.output, /ACKNOWLEDGEMENTS TO REMOVE[^]*detach buckets from Workloads/);
    });

    it("has what an earlier run did not get to delete, as Pulumi has it", async () => {
        const { output } = await project.pulumi("stack", "export", "--stack", "test");
        const exported = JSON.parse(output) as { deployment: { resources: { urn: string; id?: string }[] } };
        const { resources } = exported.deployment;
        const policy = resources.find(({ urn }) => urn.endsWith("policy:Policy::buckets")) ?? assert.fail();
        resources.push({ ...policy, id: "p-leftover1", ...{ delete: true } });
        await project.importState(JSON.stringify(exported));
        const [now, confirmed] = [await reviewed(), await reviewed("--preview")];
        assert.deepEqual([confirmed.isConfirmed, confirmed.digest], [true, now.digest]);
        assert.match(
            now.changes.map(({ text }) => text).join("\n"),
            /^1 resource, which an earlier run has replaced and did not get to delete, is deleted\.$/m,
        );
        await project.importState(output);
    });

    it("is refused with --refresh as well, where it undoes what somebody has tightened by hand", async () => {
        await project.apply(organization(["buckets"], {}, OTHER));
        const tight = { Version: "2012-10-17", Statement: { Effect: "Deny", Action: "s3:Delete*", Resource: "*" } };
        const { id } = (await project.resources()).find(({ urn }) => urn.endsWith("policy:Policy::buckets")) ?? {};
        await project.client.send(new UpdatePolicyCommand({ PolicyId: id, Content: JSON.stringify(tight) }));
        await project.aws.resetCalls();
        const LOOSER = "Policy buckets allows more than before. Nobody has acknowledged that.";
        assertRefused(await project.up("--refresh"), LOOSER);
        assert.deepEqual(await project.mutations(), []);
        const preview = await project.preview("--refresh");
        assert.ok(preview.output.replaceAll(/\s+/g, " ").includes(LOOSER), preview.output);
    });
});
