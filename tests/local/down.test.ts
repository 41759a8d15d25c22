import assert from "node:assert/strict";
import { execFile, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { promisify } from "node:util";

const CHECKOUT = path.resolve(__dirname, "../..");

describe("make down", () => {
    let checkout: string;
    beforeEach(() => {
        checkout = fs.realpathSync(fs.mkdtempSync(path.join(tmpdir(), "a checkout ")));
        fs.cpSync(path.join(CHECKOUT, "local"), path.join(checkout, "local"), { recursive: true });
    });
    afterEach(() => fs.rmSync(checkout, { recursive: true }));

    const STATE = ".local/state/.pulumi";
    const DEV = [
        `${STATE}/stacks/aws-organization/dev.json`,
        `${STATE}/stacks/aws-organization/dev.json.bak`,
        `${STATE}/history/aws-organization/dev/dev-1.checkpoint.json`,
        `${STATE}/backups/aws-organization/dev/dev.1.json`,
        `${STATE}/locks/organization/aws-organization/dev/1.json`,
        ".local/aws/journal.jsonl",
        ".local/adopt/dev/journal.json",
    ];
    const OTHERS = [
        `${STATE}/stacks/aws-organization/prod.json`,
        `${STATE}/stacks/aws-organization/prod.json.bak`,
        `${STATE}/stacks/aws-organization/development.json`,
        `${STATE}/history/aws-organization/prod/prod-1.checkpoint.json`,
        `${STATE}/stacks/another-project/dev.json`,
        ".local/adopt/prod/journal.json",
    ];
    const write = (...files: string[]): void => {
        for (const file of files) {
            fs.mkdirSync(path.dirname(path.join(checkout, file)), { recursive: true });
            fs.writeFileSync(path.join(checkout, file), "");
        }
    };
    const down = async (): Promise<string> =>
        (await promisify(execFile)(path.join(checkout, "local", "down"), { cwd: "/" })).stdout;
    const files = (): string[] =>
        fs
            .readdirSync(path.join(checkout, ".local"), { recursive: true, withFileTypes: true })
            .filter((entry) => entry.isFile())
            .map(({ parentPath, name }) => path.relative(checkout, path.join(parentPath, name)))
            .sort();

    it("removes what belongs to dev, and keeps and names every other stack", async () => {
        write(...DEV, ...OTHERS);
        const said = await down();
        assert.deepEqual(files(), [...OTHERS].sort());
        assert.match(said, /Kept: the states of other stacks, which should not lie here \(docs\/stacks\.md/);
        for (const name of ["aws-organization/prod", "aws-organization/development", "another-project/dev"]) {
            assert.ok(said.includes(`${STATE}/stacks/${name}.json\n`), said);
        }
        assert.ok(!said.includes("aws-organization/dev.json"), said);
    });

    it("leaves nothing if there is no other stack", async () => {
        write(...DEV, `${STATE}/meta.yaml`);
        assert.doesNotMatch(await down(), /Kept/);
        assert.ok(!fs.existsSync(path.join(checkout, ".local")));
        await down();
    });

    it("keeps files that it does not know", async () => {
        write(...DEV, ".local/notes.txt");
        assert.match(await down(), /Kept:\n {2}\.local\/notes\.txt\n/);
        assert.deepEqual(files(), [".local/notes.txt"]);
    });

    it("removes nothing if the local AWS's folder contains something else", async () => {
        write(DEV[0] ?? "", ".local/aws/thesis.tex");
        await assert.rejects(down(), /is not a state of the local AWS, nothing was removed/);
        assert.deepEqual(files(), [".local/aws/thesis.tex", DEV[0]]);
    });
});

describe("local/aws", () => {
    const aws = (args: readonly string[], env: NodeJS.ProcessEnv = process.env): string => {
        const { status, stdout, stderr } = spawnSync(path.join(CHECKOUT, "local/aws"), args, { encoding: "utf8", env });
        assert.notEqual(status, 0);
        assert.equal(stdout, "");
        return stderr;
    };

    it("reports a missing or old Python", () => {
        const folder = fs.mkdtempSync(path.join(tmpdir(), "no python "));
        fs.symlinkSync("/bin/bash", path.join(folder, "bash"));
        const env = { PATH: folder };
        assert.match(aws(["up"], env), /^local\/aws: needs Python 3\.10 or newer, and there is no python3: install it/);
        fs.writeFileSync(path.join(folder, "python3"), "#!/bin/bash\n[[ $2 == *platform* ]] && echo 3.8.10\nexit 1\n", {
            mode: 0o755,
        });
        assert.match(aws(["up"], env), /^local\/aws: needs Python 3\.10 or newer, and python3 is 3\.8\.10: install it/);
        fs.rmSync(folder, { recursive: true });
    });

    it("says in one line which folder cannot be written", () => {
        const file = path.join(fs.mkdtempSync(path.join(tmpdir(), "no folder ")), "file");
        fs.writeFileSync(file, "");
        assert.match(
            aws(["up", "--state", path.join(file, "aws")]),
            /^local\/aws: \/.*file\/aws.*: Not a directory\n$/,
        );
        fs.rmSync(path.dirname(file), { recursive: true });
    });
});
