import assert from "node:assert/strict";
import * as fs from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { AwsClients } from "../../../aws/awsClients";
import { isOnLocalAws, LocalAwsError, requireLocalAws } from "../../../aws/localAws";
import { awsSettings, type AwsSettings } from "../../../aws/awsSettings";
import { readEndpoint } from "../../../aws/sharedConfig";

describe("the local AWS of a checkout", () => {
    let folder: string;
    let server: Server;
    let url: string;
    let state: string;

    before(async () => {
        folder = fs.realpathSync(fs.mkdtempSync(path.join(tmpdir(), "local aws ")));
        state = folder;
        server = createServer((_, response) => response.end(JSON.stringify({ service: "local-aws", state })));
        await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
        url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    });
    after(() => {
        server.close();
        fs.rmSync(folder, { recursive: true });
    });
    beforeEach(() => {
        state = folder;
        fs.writeFileSync(path.join(folder, "config"), profile(url));
    });

    const profile = (endpoint: string): string =>
        `[profile aws-organization-local]\nregion = us-east-1\nendpoint_url = ${endpoint}\n`;
    const settings = (): AwsSettings => {
        const configured: Record<string, unknown> = {
            sharedConfigFiles: [path.join(folder, "config")],
            profile: "aws-organization-local",
            accessKey: "local",
            secretKey: "local",
        };
        return awsSettings((key) => configured[key]);
    };
    const refused = (pattern: RegExp) => (error: unknown) => {
        assert.ok(error instanceof LocalAwsError);
        assert.match(error.message, pattern);
        return true;
    };

    it("is asked for every service, at the address in its file", async () => {
        assert.equal(settings().endpoints.organizations, url);
        assert.equal(settings().endpoints.sts, url);
        const client = await new AwsClients(settings()).ram("eu-central-1");
        assert.equal((await client.config.endpoint?.())?.port, Number(new URL(url).port));
    });

    it("answers", () => requireLocalAws(settings(), {}));

    it("is refused if another checkout's local AWS has its port now", async () => {
        state = tmpdir();
        await assert.rejects(
            requireLocalAws(settings(), {}),
            refused(/^the local AWS of another checkout .* answers at .*: `make up` starts this checkout's/),
        );
    });

    it("is reported as never started, and the real AWS is not asked instead", async () => {
        fs.rmSync(path.join(folder, "config"));
        assert.ok(isOnLocalAws(settings()));
        await assert.rejects(requireLocalAws(settings(), {}), refused(/has not been started .*: `make up` starts it/));
        await assert.rejects(new AwsClients(settings()).organizations(), refused(/has not been started/));
    });

    it("is reported as not running if nothing answers", async () => {
        fs.writeFileSync(path.join(folder, "config"), profile("http://127.0.0.1:1"));
        await assert.rejects(
            requireLocalAws(settings(), {}),
            refused(/is not running at http:\/\/127\.0\.0\.1:1: `make up` starts it/),
        );
    });

    for (const name of ["AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_ORGANIZATIONS", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"]) {
        it(`is refused if ${name} would override its address`, async () => {
            await assert.rejects(requireLocalAws(settings(), { [name]: "true" }), refused(new RegExp(`unset ${name}`)));
            await requireLocalAws(settings(), { [name]: "" });
        });
    }

    it("is not checked for a stack on a real AWS", async () => {
        const real = awsSettings((key) => ({ region: "us-east-1", profile: "management" })[key]);
        assert.ok(!isOnLocalAws(real));
        await requireLocalAws(real, { AWS_ENDPOINT_URL: "http://elsewhere" });
    });
});

describe("the endpoint in a configuration file of AWS", () => {
    const cases: readonly [string, string, string | undefined, string | undefined][] = [
        [
            "of the profile",
            "[profile a]\nendpoint_url = http://a\n[profile b]\nendpoint_url=http://b\n",
            "b",
            "http://b",
        ],
        ["of the default profile", "[default]\r\nendpoint_url = http://a\r\n", undefined, "http://a"],
        ["of no other profile", "[profile a]\nendpoint_url = http://a\n", "b", undefined],
        ["not of one service", "[profile a]\ns3 =\n  endpoint_url = http://s3\n", "a", undefined],
        ["not in a comment", "[profile a]\n# endpoint_url = http://a\n", "a", undefined],
    ];
    for (const [what, text, profile, expected] of cases) {
        it(`is that ${what}`, () => {
            const folder = fs.mkdtempSync(path.join(tmpdir(), "aws-config-"));
            fs.writeFileSync(path.join(folder, "config"), text);
            assert.equal(readEndpoint(path.join(folder, "config"), profile), expected);
            fs.rmSync(folder, { recursive: true });
        });
    }
});
