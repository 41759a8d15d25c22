import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import {
    findAwsNuke,
    readDryRun,
    runAwsNuke,
    NUKE_VERSION,
} from "../../../../../operations/commands/resetSandbox/awsNuke";

describe("aws-nuke", () => {
    let folder: string;
    beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), "nuke-"))));
    afterEach(() => fs.rmSync(folder, { recursive: true }));

    /** Makes a program that takes the place of aws-nuke, which is not installed here. */
    function standIn(script: string): string {
        const file = path.join(folder, "aws-nuke");
        fs.writeFileSync(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
        return file;
    }

    it("if it is missing, the message gives its version and how to install it", async () => {
        await assert.rejects(
            findAwsNuke(folder),
            new RegExp(
                `aws-nuke, which empties the account, is not on the PATH.*\\n.*\\n.*releases/tag/v${NUKE_VERSION}`,
            ),
        );
    });

    for (const [version, accepted] of [
        [NUKE_VERSION, true],
        ["3.65.0", true],
        ["3.64.2", false],
        ["2.25.0", false],
        ["4.0.0", false],
    ] as const) {
        it(`${version} is ${accepted ? "accepted" : "refused"}`, async () => {
            const file = standIn(`echo "aws-nuke version v${version}"`);
            if (accepted) assert.equal(await findAwsNuke(`/nowhere:${folder}`), file);
            else
                await assert.rejects(
                    findAwsNuke(folder),
                    new RegExp(`has version ${version}, but version ${NUKE_VERSION} or a later 3`),
                );
        });
    }

    it("gets the account's credentials, and nothing of the user's own", async () => {
        process.env.AWS_PROFILE = "management";
        process.env.AWS_ASSUME_ROLE_ARN = "arn:aws:iam::111111111111:role/x";
        try {
            const lines: string[] = [];
            const run = {
                config: "c.yaml",
                credentials: { accessKeyId: "A", secretAccessKey: "S", sessionToken: "T" },
                region: "us-east-1",
                onLine: (line: string) => lines.push(line),
            };
            const file = standIn('echo "$@"; env | grep ^AWS_ | sort');
            await runAwsNuke(file, { ...run, remove: false });
            assert.deepEqual(lines, [
                "run --config c.yaml --no-alias-check --force --force-sleep 3 --quiet",
                "AWS_ACCESS_KEY_ID=A",
                "AWS_CONFIG_FILE=/dev/null",
                "AWS_DEFAULT_REGION=us-east-1",
                "AWS_SECRET_ACCESS_KEY=S",
                "AWS_SESSION_TOKEN=T",
                "AWS_SHARED_CREDENTIALS_FILE=/dev/null",
            ]);
            lines.length = 0;
            await runAwsNuke(file, { ...run, remove: true });
            assert.match(lines[0] ?? "", / --no-dry-run$/);
            await assert.rejects(
                runAwsNuke(standIn("echo denied >&2; exit 1"), { ...run, remove: false }),
                /aws-nuke ended with 1\. Nothing was removed\. It said last:\ndenied/,
            );
        } finally {
            delete process.env.AWS_PROFILE;
            delete process.env.AWS_ASSUME_ROLE_ARN;
        }
    });

    it("its dry run is counted in both formats, with and without colours", () => {
        const output = [
            "aws-nuke version v3.64.3",
            '\u001b[33meu-west-1\u001b[0m - \u001b[36mS3Bucket\u001b[0m - s3://a - [Name: "a"] - \u001b[32mwould remove\u001b[0m',
            'eu-west-1 - S3Bucket - s3://b - [Name: "b"] - would remove',
            'time="2026-11-24T10:00:00Z" level=info msg="would remove" owner=eu-west-1 prop:ID=x state=new state_code=0 type=DSQLCluster',
            'global - IAMRole - Access - [Name: "Access"] - filtered by config',
            "Scan complete: 7 total, 3 nukeable, 4 filtered.",
        ];
        const { lines, types, total } = readDryRun(output);
        assert.deepEqual(
            types.map(([type, count]) => `${count} ${type}`),
            ["2 S3Bucket", "1 DSQLCluster"],
        );
        assert.equal(lines.length, 3);
        assert.equal(total, 3);
        assert.throws(() => readDryRun(output.slice(0, 4)), /"Scan complete" is missing/);
    });
});
