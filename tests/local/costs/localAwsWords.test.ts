import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import * as path from "node:path";
import { promisify } from "node:util";
import { OrganizationsClient } from "@aws-sdk/client-organizations";
import { Fixture } from "../fixture";
import { startLocalAws, type LocalAws } from "../server";

const COMMAND = path.resolve(__dirname, "../../../local/aws");

describe("local/aws costs and local/aws evaluate-budgets", () => {
    let aws: LocalAws;
    before(async () => {
        aws = await startLocalAws();
        const client = new OrganizationsClient(aws.clientConfig());
        const fixture = new Fixture(aws, client);
        await fixture.createOrganization("ALL");
        await fixture.createAccount("shop");
        client.destroy();
    });
    after(() => aws.stop());

    const run = async (...words: string[]): Promise<string> =>
        (await promisify(execFile)(COMMAND, [...words, "--state", aws.state])).stdout.trim();

    it("make figures, once, and say how many", async () => {
        assert.match(await run("costs"), /figures for 0 accounts, and 0 series/);
        assert.match(await run("costs", "--seed", "--if-none", "--months", "3"), /of 3 months for 2 accounts/);
        assert.equal(await run("costs", "--seed", "--if-none"), "", "make up says nothing the second time");
        assert.match(await run("costs", "--seed"), /for 0 accounts/);
        assert.match(await run("costs"), /figures for 2 accounts/);
    });

    it("refuse months that make no sense", async () => {
        await assert.rejects(run("costs", "--seed", "--months", "0"), /--months must be from 1 to 36/);
    });

    it("say that no budget is over a threshold", async () => {
        assert.match(await run("evaluate-budgets"), /no budget is over the threshold/);
    });
});
