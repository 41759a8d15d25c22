import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import type { DriftItem } from "../../operations/commands/drift/driftItem";
import type { RemediedItem } from "../../operations/commands/drift/remedies";
import { DRIFTING, HandMadeChanges } from "./handMadeChanges";
import { Project, type Run } from "./support";

interface DriftJson {
    readonly items: readonly DriftItem[];
    readonly unread: readonly unknown[];
    readonly notes: readonly string[];
    readonly calls: Readonly<Record<string, number>>;
}

describe("org drift", function () {
    this.timeout(480_000);
    let project: Project;
    const drift = (...args: string[]): Promise<Run> => project.org(["drift", ...args]);

    before(async () => {
        project = await Project.start({ assignmentSeconds: 0 });
        // Identity Center is there as soon as the organisation is.
        await project.apply(DRIFTING);
        await project.apply(DRIFTING);
    });
    after(() => project.stop());

    it("finds nothing after an `up`, and says what was compared", async () => {
        const run = await drift();
        assert.equal(run.code, 0, run.output);
        assert.match(
            run.output,
            /^Nothing was changed by hand in AWS since the last `up` of stack test\. 8 accounts, 6 units, \d+ policies, 2 groups and 1 permission set were compared, with \d+ calls to AWS\.$/m,
        );
    });

    it("says what AWS does not answer, and that this is not nothing; without the list of tags it asks for each", async () => {
        for (const operation of ["organizations.ListDelegatedAdministrators", "tagging.GetResources"]) {
            await project.aws.fault({ operation, error: { code: "AccessDeniedException", message: "Not for you" } });
        }
        const run = await drift("--json");
        await project.aws.clearFaults();
        assert.equal(run.code, 1, run.output);
        const { items, unread, notes, calls } = JSON.parse(run.output.slice(run.output.indexOf("\n{"))) as DriftJson;
        assert.deepEqual(items, []);
        const reason = "AccessDeniedException: Not for you";
        assert.deepEqual(unread, [{ what: "the delegated administrators", reason }]);
        assert.deepEqual(notes, [`The tags of 18 resources were read one by one: ${reason}.`]);
        assert.equal(calls["organizations.ListTagsForResource"], 18);
    });

    it("finds every kind of change that was made by hand, and nothing else", async () => {
        await new HandMadeChanges(project).make();
        await project.aws.resetCalls();
        const run = await drift("--json", "--markdown", "drift.md");
        assert.equal(run.code, 5, run.output);
        const { items, unread, calls } = JSON.parse(run.output) as DriftJson;
        const nameOf = ({ key, name }: { readonly key?: string; readonly name: string }): string => key ?? name;
        assert.deepEqual(
            items.map(({ severity, kind, subject }) => `${severity} ${kind} ${nameOf(subject)}`),
            [
                "danger account-removed gone",
                "danger account-closed closed",
                "danger policy-type-disabled TAG_POLICY",
                "danger policy-deleted unused",
                "danger policy-detached no-tables",
                "danger full-access-attached play",
                "danger policy-content-changed no-glue",
                "danger account-moved shop-prod",
                "danger access-given data",
                "danger member-added bob@example.com",
                "danger administrator-registered data",
                "danger service-access-taken config.amazonaws.com",
                "attention administrator-deregistered tools",
                "attention account-made stray",
                "attention service-access-given ram.amazonaws.com",
                "attention policy-made by-hand",
                "attention policy-attached no-tables",
                "attention full-access-detached data",
                "attention access-taken shop",
                "attention member-removed ada@example.com",
                "attention unit-deleted Empty",
                "attention unit-made Shadow",
                "attention policy-type-enabled BACKUP_POLICY",
                "routine unit-renamed Labs",
                "routine account-renamed tools",
                "routine policy-renamed no-glue",
                "routine policy-description-changed storage",
                "routine tags-changed data",
                "routine tags-changed storage",
                "routine tags-changed Workloads",
            ],
        );
        assert.deepEqual(unread, []);
        assert.deepEqual(await project.mutations(), []);
        // The list of tags was right, so that only a sample and what differs was asked about.
        assert.equal(calls["tagging.GetResources"], 1);
        assert.equal(calls["organizations.ListTagsForResource"], 13);
        const markdown = fs.readFileSync(path.join(project.folder, "drift.md"), "utf8");
        assert.match(
            markdown,
            /^<!-- org drift -->\n\*\*30 changes made by hand in AWS since the last `up` of stack test, 12 of them dangerous\.\*\*/,
        );
        assert.match(markdown, /^- Policy `no-glue` was edited: [^]*? {4}- Statement `NoGlue` was changed\.$/m);
    });

    it("who has access and who is in a group is taken over: `up` leaves it as it is", async () => {
        const ofPeople = async (): Promise<readonly RemediedItem[]> => {
            const { output } = await drift("--json");
            const { items } = JSON.parse(output) as { items: readonly RemediedItem[] };
            return items.filter(({ kind }) => /^(access|member)-/.test(kind));
        };
        const found = await ofPeople();
        assert.deepEqual(found.map(({ kind, definitionSays }) => [kind, definitionSays]).sort(), [
            ["access-given", "was"],
            ["access-taken", "was"],
            ["member-added", "was"],
            ["member-removed", "was"],
        ]);
        const run = await project.org(["take-over", ...found.map(({ id }) => id), "--yes", "--no-preview"]);
        assert.equal(run.code, 0, run.output);
        const after = await ofPeople();
        assert.deepEqual(
            after.map(({ definitionSays, undo }) => [definitionSays, undo.by]),
            found.map(() => ["is", "never"]),
        );
    });
});
