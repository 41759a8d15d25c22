import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";

const ROOT = path.resolve(__dirname, "../../..");

/** The arguments that Pulumi gives to Node.js. */
const { runtime } = parse(fs.readFileSync(path.join(ROOT, "Pulumi.yaml"), "utf8")) as {
    runtime: { options: { nodeargs: string } };
};
const NODE_ARGUMENTS = runtime.options.nodeargs.split(" ");

/** Runs JavaScript in a process of its own. @returns the last line of its output. */
function inProcess(nodeArguments: readonly string[], script: string): unknown {
    const output = execFileSync(process.execPath, [...nodeArguments, "-e", script], { cwd: ROOT, encoding: "utf8" });
    return JSON.parse(output.trim().split("\n").at(-1) ?? "null");
}

const LOADED = `
    const loaded = () => ["typescript", "@npmcli/arborist"].filter((name) =>
        Object.keys(require.cache).some((file) => file.includes(\`/node_modules/\${name}/\`)));`;

const FUNCTION_TEXT = `${LOADED}
    const pulumi = require("@pulumi/pulumi");
    const atStart = loaded();
    const two = 2;
    (async () => {
        const { text } = await pulumi.runtime.serializeFunction(() => two + require("node:path").sep.length);
        const packages = [...(await pulumi.runtime.computeCodePaths()).keys()].length;
        console.log(JSON.stringify({ atStart, after: loaded(), packages, text: text.replace(/__f\\d+/g, "f") }));
    })();`;

describe("program: the SDK's start", function () {
    this.timeout(30_000);

    it("loads neither TypeScript nor npm's packages", () => {
        const script = `${LOADED} require("@pulumi/pulumi"); console.log(JSON.stringify(loaded()))`;
        assert.deepEqual(inProcess(NODE_ARGUMENTS, script), []);
    });

    it("makes a difference: without it both are loaded. Functions become the same text, and both are loaded then", () => {
        const delayed = inProcess(NODE_ARGUMENTS, FUNCTION_TEXT) as {
            atStart: string[];
            after: string[];
            packages: number;
            text: string;
        };
        const plain = inProcess([], FUNCTION_TEXT) as typeof delayed;
        assert.deepEqual(plain.atStart, ["typescript", "@npmcli/arborist"]);
        assert.deepEqual(delayed.atStart, []);
        assert.deepEqual(delayed.after, plain.after);
        assert.equal(delayed.text, plain.text);
        assert.equal(delayed.packages, plain.packages);
        assert.ok(plain.packages > 0);
        assert.match(plain.text, /two/);
    });
});
