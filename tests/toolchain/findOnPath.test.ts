import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { cleanUp, lines, pulumi, script } from "./support";

import { versions, machine, made } from "./findSupport";

describe("toolchain/find: a pulumi on PATH", function () {
    this.timeout(20_000);
    afterEach(cleanUp);

    it("that is new enough is used, and nothing is downloaded or built", async () => {
        const directory = pulumi("3.999.0");
        const { find, builds, cache } = machine({ path: [directory] });
        assert.deepEqual(await find(), { status: 0, stdout: `${directory}\n`, stderr: "" });
        assert.deepEqual(builds(), []);
        assert.deepEqual(made(cache), []);
    });

    it("of exactly the oldest supported version is used", async () => {
        const directory = pulumi(versions["MINIMUM_VERSION"]!);
        assert.equal((await machine({ path: [directory] }).find()).stdout, `${directory}\n`);
    });

    it("is asked for its version once, and again after it has changed", async () => {
        const directory = pulumi("3.999.0");
        const { find } = machine({ path: [directory] });
        await find();
        await find();
        assert.deepEqual(lines(path.join(directory, "calls")), ["version"]);
        pulumi("3.99.0", directory);
        assert.match((await find()).stderr, /is 3\.99\.0, older than/);
    });

    it("that is too old is skipped with a message, and a newer one behind it is used", async () => {
        const [old, recent] = [pulumi("3.99.0"), pulumi("3.999.0")];
        const { status, stdout, stderr } = await machine({ path: [old, recent] }).find();
        assert.deepEqual({ status, stdout }, { status: 0, stdout: `${recent}\n` });
        assert.equal(
            stderr,
            `toolchain: ${old}/pulumi is 3.99.0, older than ${versions["MINIMUM_VERSION"]}: passed over\n`,
        );
    });

    it("that prints no version is skipped", async () => {
        const broken = script("pulumi", "echo 'illegal instruction' >&2; exit 132");
        const { find, builds } = machine({ path: [broken] });
        assert.match((await find()).stderr, /does not say its version: passed over/);
        assert.equal(builds().length, 1);
    });

    it("in this cache for other versions is not taken for one of the user's", async () => {
        const { find, cache, env } = machine();
        const other = path.join(cache, "0123456789abcdef/bin");
        fs.mkdirSync(other, { recursive: true });
        pulumi("3.999.0", other);
        const { stdout } = await find({ PATH: `${other}:${env()["PATH"]}` });
        assert.match(stdout, /^.*\/[0-9a-f]{16}\/bin\n$/);
        assert.notEqual(stdout.trim(), other);
    });
});
