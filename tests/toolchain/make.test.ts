import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { checkout } from "./support";

/** What a `make` prints that ends before it starts anything. */
function make(...args: string[]): { status: number | null; stderr: string } {
    const env = { ...process.env };
    // Variables of a make that runs these tests.
    for (const name of ["MAKEFLAGS", "MAKELEVEL", "MFLAGS", "STACK", "PULUMI_BACKEND_URL"]) delete env[name];
    const { status, stderr } = spawnSync("make", ["--no-print-directory", ...args], {
        cwd: checkout,
        encoding: "utf8",
        env,
        stdio: ["ignore", "pipe", "pipe"],
    });
    return { status, stderr };
}

describe("make", function () {
    this.timeout(30_000);

    for (const target of ["preview", "up", "refresh", "tree"]) {
        it(`${target} of a stack without settings lists the existing stacks`, () => {
            const { status, stderr } = make(target, "STACK=prd");
            assert.notEqual(status, 0);
            assert.match(
                stderr,
                /^make: there is no Pulumi\.prd\.yaml here\. Did you mean "prod"\? Stacks here: .*dev.*prod/m,
            );
        });
    }

    it("destroy works only for dev", () => {
        const { status, stderr } = make("destroy", "STACK=prod");
        assert.notEqual(status, 0);
        assert.match(stderr, /^make: destroy is for the local stack dev only/m);
    });
});
