import assert from "node:assert/strict";
import { request } from "node:http";
import { CreateBucketCommand, DeleteBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { startLocalAws, type LocalAws } from "../server";

/** The port in Pulumi.dev.yaml (aws:httpProxy). */
const PROXY = 4576;
const BUCKET = "acme-costs";

/** What the AWS provider asks when it reads a bucket, through the proxy of Pulumi.dev.yaml. */
function tagsOf(host: string): Promise<{ status?: number; text: string }> {
    return new Promise((resolve, reject) => {
        const path = `http://${host}/v20180820/tags/arn%3Aaws%3As3%3A%3A%3A${BUCKET}`;
        const scope = "test/20260101/us-east-1/s3/aws4_request";
        const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`;
        const headers = { authorization, "x-amz-account-id": "123456789012" };
        request({ host: "127.0.0.1", port: PROXY, path, headers, agent: false }, (answer) => {
            let text = "";
            answer.on("data", (part: Buffer) => (text += part.toString()));
            answer.on("end", () => resolve({ status: answer.statusCode, text }));
        })
            .on("error", reject)
            .end();
    });
}

describe("the proxy for the host names of S3 Control", () => {
    let first: LocalAws;
    let second: LocalAws;
    before(async () => {
        [first, second] = await Promise.all([startLocalAws(), startLocalAws()]);
    });
    after(() => Promise.all([first.stop(), second.stop()]));

    const tag = async (aws: LocalAws, Value: string): Promise<S3Client> => {
        const s3 = new S3Client({ ...aws.clientConfig(), forcePathStyle: true });
        await s3.send(
            new CreateBucketCommand({ Bucket: BUCKET, CreateBucketConfiguration: { Tags: [{ Key: "Of", Value }] } }),
        );
        return s3;
    };

    it("passes each request on to the server in its URL, whichever of them it reaches", async () => {
        await tag(first, "the first");
        await tag(second, "the second");
        for (let number = 0; number < 10; number++) {
            assert.match((await tagsOf(`123456789012.127.0.0.1:${first.port}`)).text, /the first/);
            assert.match((await tagsOf(`123456789012.127.0.0.1:${second.port}`)).text, /the second/);
        }
    });

    it("forgets a bucket's tags when the bucket is deleted", async () => {
        await first.reset();
        const s3 = await tag(first, "before");
        await s3.send(new DeleteBucketCommand({ Bucket: BUCKET }));
        await s3.send(new CreateBucketCommand({ Bucket: BUCKET }));
        assert.doesNotMatch((await tagsOf(`123456789012.127.0.0.1:${first.port}`)).text, /before/);
    });

    it("passes nothing on to another host", async () => {
        for (const host of ["example.com", "127.0.0.1:80", `localhost:${first.port}`]) {
            assert.equal((await tagsOf(host)).status, 403);
        }
    });

    it("says so if nothing listens on the port", async () => {
        assert.equal((await tagsOf("123456789012.127.0.0.1:1024")).status, 502);
    });
});
