import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as http from "node:http";
import type { AddressInfo } from "node:net";
import * as path from "node:path";
import { CHECKOUT, Project } from "./support";

const BUCKET = "acme-pulumi-state";

/** A request to the state's bucket, as the permission that it needs. */
interface Asked {
    readonly action: string;
    /** The object's key. Absent for a request about the bucket itself. */
    readonly key?: string;
}

interface Statement {
    readonly Sid: string;
    readonly Action: string | readonly string[];
    readonly Resource: string | readonly string[];
}

const ACTIONS: Readonly<Record<string, string>> = {
    GET: "GetObject",
    HEAD: "GetObject",
    PUT: "PutObject",
    DELETE: "DeleteObject",
};

/** The statements in the page's section of a role, with the test's stack instead of `prod`. */
function statements(heading: string): readonly Statement[] {
    const page = fs.readFileSync(path.join(CHECKOUT, "docs/aws-roles.md"), "utf8");
    const section = page.split(/^## /m).find((one) => one.startsWith(heading)) ?? assert.fail(heading);
    return [...section.matchAll(/```json\n([^]*?)```/g)].flatMap(
        ([, json = ""]) => (JSON.parse(json) as { Statement: Statement[] }).Statement,
    );
}

const matches = (pattern: string, text: string): boolean =>
    new RegExp(
        `^${pattern
            .split("*")
            .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"))
            .join(".*")}$`,
    ).test(text);

function isAllowed({ action, key }: Asked, policy: readonly Statement[]): boolean {
    const resource = `arn:aws:s3:::${BUCKET}${key === undefined ? "" : `/${key}`}`;
    return policy.some(
        ({ Action, Resource }) =>
            [Action].flat().includes(`s3:${action}`) && [Resource].flat().some((one) => matches(one, resource)),
    );
}

describe("a state in a bucket", function () {
    this.timeout(240_000);
    let project: Project;
    let proxy: http.Server;
    let asked: Asked[];

    before(async () => {
        project = await Project.start();
        asked = [];
        proxy = http.createServer((request, response) => {
            const url = new URL(request.url ?? "", "http://s3");
            const [, bucket, ...rest] = decodeURIComponent(url.pathname).split("/");
            const key = rest.join("/");
            if (bucket === BUCKET) {
                asked.push(
                    key === "" ? { action: "ListBucket" } : { action: ACTIONS[request.method ?? ""] ?? "", key },
                );
            }
            const { headers, method } = request;
            const passed = http.request(project.aws.url + request.url, { method, headers }, (answer) => {
                response.writeHead(answer.statusCode ?? 500, answer.headers);
                answer.pipe(response);
            });
            request.pipe(passed);
        });
        await new Promise<void>((done) => proxy.listen(0, "127.0.0.1", done));
        const made = await fetch(`${project.aws.url}/${BUCKET}`, {
            method: "PUT",
            headers: {
                authorization:
                    "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0",
            },
        });
        assert.equal(made.status, 200, await made.text());
    });
    after(async () => {
        proxy.closeAllConnections();
        proxy.close();
        await project.stop();
    });

    const inBucket = (): NodeJS.ProcessEnv => {
        const { port } = proxy.address() as AddressInfo;
        return {
            PULUMI_BACKEND_URL: `s3://${BUCKET}?region=us-east-1&endpoint=http://127.0.0.1:${port}&s3ForcePathStyle=true`,
            AWS_ACCESS_KEY_ID: "test",
            AWS_SECRET_ACCESS_KEY: "test",
            AWS_REGION: "us-east-1",
        };
    };
    /** The requests of a run that the page does not allow. */
    const refused = async (args: readonly string[], policy: readonly Statement[]): Promise<unknown> => {
        asked = [];
        const run = await project.pulumiWith(inBucket(), ...args);
        assert.equal(run.code, 0, run.output);
        assert.notEqual(asked.length, 0);
        return asked.filter((one) => !isAllowed(one, policy));
    };

    it("is read and written with the permissions in docs/aws-roles.md, which allow no other project's state", async () => {
        const preview = statements("What the preview role may do");
        const up = [...preview, ...statements("What the up role may do")];
        const stack = ["--stack", "test", "--suppress-outputs"];
        project.define({ units: { Workloads: {} } });
        const init = await project.pulumiWith(inBucket(), "stack", "init", "test");
        assert.equal(init.code, 0, init.output);
        assert.deepEqual(await refused(["up", "--yes", ...stack], up), []);
        assert.deepEqual(await refused(["preview", "--refresh", ...stack], preview), []);

        for (const key of [
            ".pulumi/stacks/another-project/prod.json",
            ".pulumi/history/another-project/prod/prod-1.checkpoint.json",
            ".pulumi/backups/another-project/prod/prod.json",
        ]) {
            assert.ok(!isAllowed({ action: "GetObject", key }, up), key);
            assert.ok(!isAllowed({ action: "PutObject", key }, up), key);
        }
        assert.ok(!isAllowed({ action: "PutObject", key: ".pulumi/stacks/aws-organization/test.json" }, preview));
    });
});
