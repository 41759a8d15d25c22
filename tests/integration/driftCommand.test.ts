import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import type { DriftItem } from "../../operations/commands/drift/driftItem";
import { DRIFTING, HandMadeChanges } from "./handMadeChanges";
import { Project, type Run } from "./support";

interface DriftJson {
    readonly items: readonly DriftItem[];
    readonly unread: readonly unknown[];
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

    it("finds every kind of change that was made by hand, and nothing else", async () => {
        await new HandMadeChanges(project).make();
        await project.aws.resetCalls();
        const run = await drift("--json", "--markdown", "drift.md");
        assert.equal(run.code, 5, run.output);
        const { items, unread, calls } = JSON.parse(run.output) as DriftJson;
        const nameOf = ({ key, name }: { readonly key?: string; readonly name: string }): string => key ?? name;
        assert.deepEqual(
            items.map(({ severity, kind, subject }) => `${severity} ${kind} ${nameOf(subject)}`),
            [],
        );
        assert.deepEqual(unread, []);
        assert.deepEqual(await project.mutations(), []);
        console.log(calls, fs.readFileSync(path.join(project.folder, "drift.md"), "utf8"), (await drift()).output);
    });
});
