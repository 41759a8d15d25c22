import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { readStackSettings } from "../../../../operations/cli/stackSettings";

describe("org: the settings of a stack", () => {
    const checkout = process.cwd();
    let folder: string;
    before(() => {
        folder = fs.mkdtempSync(path.join(os.tmpdir(), "settings-"));
        process.chdir(folder);
    });
    after(() => {
        process.chdir(checkout);
        fs.rmSync(folder, { recursive: true });
    });
    const refused = (text: string | Buffer, message: RegExp): void => {
        fs.writeFileSync("Pulumi.prod.yaml", text);
        assert.throws(() => readStackSettings("prod"), message);
    };

    it("are taken as they are written", () => {
        fs.writeFileSync(
            "Pulumi.prod.yaml",
            'config:\n    aws:allowedAccountIds: ["012345678901", 123456789012]\n    other:version: 1.10\n    aws-organization:definition: here\n',
        );
        const { aws, definition } = readStackSettings("prod");
        assert.deepEqual(aws.allowedAccountIds, ["012345678901", "123456789012"]);
        assert.equal(definition, "here");
    });

    it("name the tags that the provider leaves alone, as a map or as the text that `pulumi config set` writes", () => {
        const ignored = (setting: string): unknown => {
            fs.writeFileSync("Pulumi.prod.yaml", `config:\n    ${setting}\n`);
            return readStackSettings("prod").ignoredTags;
        };
        const both = { keys: ["Scanned"], prefixes: ["auto:"] };
        assert.deepEqual(ignored('aws:ignoreTags: { keys: [Scanned], keyPrefixes: ["auto:"] }'), both);
        assert.deepEqual(ignored(`aws:ignoreTags: '{"keys":["Scanned"],"keyPrefixes":["auto:"]}'`), both);
        assert.deepEqual(ignored("aws:profile: management"), { keys: [], prefixes: [] });
    });

    it("are refused if they would be read as something else", () => {
        refused(
            "config:\n    aws:allowedAccountIds: [012345678901]\n",
            /^CommandError: Pulumi\.prod\.yaml cannot be read:\nPulumi\.prod\.yaml:2:29 012345678901 is read as the number 12345678901/,
        );
        refused(
            "config:\n    aws:region: us-east-1\n    aws:region: eu-west-1\n",
            /Pulumi\.prod\.yaml:3:5 the key aws:region is given a second time/,
        );
        refused("config: {\n", /Pulumi\.prod\.yaml:\d:\d is not valid YAML/);
        refused(
            Buffer.from("config:\n    aws:profile: \xe9\n", "latin1"),
            /Pulumi\.prod\.yaml is not written in UTF-8/,
        );
        refused(
            "config:\n    aws:region: us-esat-1\n",
            /^CommandError: Pulumi\.prod\.yaml: aws:region: "us-esat-1" is not a region\. Did you mean "us-east-1"\?/,
        );
        refused("config: text\n", /has no settings: write them below `config:`/);
    });
});
