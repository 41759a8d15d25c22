import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { MoveAccountCommand } from "@aws-sdk/client-organizations";
import { Fixture } from "../local/fixture";
import { assertChanges, inAws, Project } from "./support";

describe("an organisation that is adopted with an account in quarantine", function () {
    this.timeout(180_000);
    let project: Project;
    let file: string;
    const ids: Record<string, string> = {};

    before(async () => {
        project = await Project.start();
        file = path.join(project.folder, "organizations", "test", "organization.yaml");
        const fixture = new Fixture(project.aws, project.client);
        const { root } = await fixture.createOrganization();
        await fixture.enable("SERVICE_CONTROL_POLICY");
        const unit = await fixture.createUnit(root, "Workloads");
        for (const name of ["shop", "blog"]) {
            const AccountId = await fixture.createAccount(name, { Organization: "acme", Owner: "ada" });
            const parents = { SourceParentId: root, DestinationParentId: unit };
            await project.client.send(new MoveAccountCommand({ AccountId, ...parents }));
            ids[name] = AccountId;
        }
        await org("quarantine", ids.shop ?? "");
    });
    after(() => project.stop());

    async function org(...args: string[]): Promise<void> {
        const run = await project.org([...args, "--yes"]);
        assert.equal(run.code, 0, run.output);
    }
    const attachedTo = async (name: string): Promise<readonly string[]> =>
        (await inAws(project.client)).accounts[name]?.policies ?? [];

    it("has the quarantine as the account's state, and adopting it changes nothing", async () => {
        await project.aws.resetCalls();
        await org("adopt");
        assert.deepEqual(await project.mutations(), []);
        const text = fs.readFileSync(file, "utf8");
        assert.match(text, /state: quarantined/);
        assert.doesNotMatch(text, /policies:/);
        assertChanges(await project.preview(), {});
    });

    it("can be released: the next `up` does not bring the quarantine back", async () => {
        await org("release-quarantine", "shop");
        assert.doesNotMatch(fs.readFileSync(file, "utf8"), /quarantined/);
        const run = await project.up();
        assert.equal(run.code, 0, run.output);
        assert.deepEqual(await attachedTo("shop"), []);
    });

    it("can have another account quarantined: the next `up` takes that over", async () => {
        await org("quarantine", "blog");
        const run = await project.up();
        assert.equal(run.code, 0, run.output);
        assert.deepEqual(await attachedTo("blog"), ["quarantine"]);
        assertChanges(await project.preview(), {});
    });
});
