import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import * as path from "node:path";

const ROOT = path.resolve(__dirname, "../../..");

/** Runs JavaScript in a process of its own, because the launcher changes the loaded SDK. */
function inProcess(script: string): unknown {
    const json = execFileSync(process.execPath, ["-e", script], { cwd: ROOT, encoding: "utf8" });
    return JSON.parse(json.trim().split("\n").at(-1) ?? "null");
}

/** A script that makes the SDK take stack traces and throws an error of its own, and prints the number of frames of each. */
const FRAMES = `
    const pulumi = require("@pulumi/pulumi");
    const debuggable = require("@pulumi/pulumi/runtime/debuggable");
    const frames = (stack) => String(stack).split("\\n").filter((line) => /^ +at /.test(line)).length;
    const traced = [];
    const defineProperty = Object.defineProperty;
    Object.defineProperty = (object, key, descriptor) => {
        if (key === "_debugStackTrace") traced.push(frames(descriptor.value));
        return defineProperty(object, key, descriptor);
    };
    (async () => {
        await pulumi.runtime.setMocks({ newResource: ({ name, inputs }) => ({ id: name, state: inputs }), call: () => ({}) });
        class Component extends pulumi.ComponentResource {
            constructor(name) { super("a:b:C", name); this.registerOutputs({ x: pulumi.output(1) }); }
        }
        const component = new Component("one");
        await new Promise((resolve) => component.urn.apply(resolve));
        await pulumi.runtime.invoke("a:b:c", {});
        const limit = Error.stackTraceLimit;
        let refused;
        try { debuggable.debuggablePromise(Object.freeze({}), "x"); } catch (error) { refused = error; }
        console.log(JSON.stringify({
            traced,
            own: frames(new Error("own").stack),
            limit,
            limitAfterError: Error.stackTraceLimit,
            refused: refused !== undefined,
        }));
    })();`;

interface Frames {
    readonly traced: readonly number[];
    readonly own: number;
    readonly limit: number;
    readonly limitAfterError: number;
    readonly refused: boolean;
}

describe("program: the launcher", function () {
    this.timeout(20_000);

    it("switches off the stack traces of the installed SDK, and no others", () => {
        const { traced, own, limit, limitAfterError, refused } = inProcess(
            `require("./program/start.cjs"); ${FRAMES}`,
        ) as Frames;
        assert.ok(traced.length >= 3, `the SDK has made ${traced.length} promises`);
        assert.deepEqual(new Set(traced), new Set([0]));
        assert.ok(own > 0, "an error thrown elsewhere has its frames");
        assert.ok(limit > 0);
        assert.ok(refused, "the SDK's own function is called");
        assert.equal(limitAfterError, limit, "the limit is put back after an error too");
    });

    it("makes a difference: without the launcher there are frames", () => {
        const { traced } = inProcess(FRAMES) as Frames;
        assert.ok(traced.length >= 3);
        assert.ok(traced.some((count) => count > 0));
    });

    it("sends no debug messages and no stack traces of resources, unless they are requested", () => {
        const script = `
            require("./program/start.cjs");
            const settings = require("@pulumi/pulumi/runtime/settings");
            const { Resource } = require("@pulumi/pulumi/resource");
            const log = require("@pulumi/pulumi/log");
            const sent = [];
            settings.getEngine = () => ({ log: (request, done) => { sent.push(request.getMessage()); done(); } });
            (async () => {
                await log.debug("detail");
                await log.info("news");
                console.log(JSON.stringify({ sent, trace: Resource.stackTrace(0) }));
            })();`;
        assert.deepEqual(inProcess(script), { sent: ["news"], trace: [] });
        assert.deepEqual(inProcess(`process.env.AWS_ORGANIZATION_DEBUG = "true"; ${script}`), {
            sent: ["detail", "news"],
            trace: [],
        });
    });

    it("gives Pulumi the program as a function, which Pulumi runs", () => {
        assert.equal(inProcess('console.log(JSON.stringify(typeof require("./program/start.cjs")))'), "function");
    });
});
