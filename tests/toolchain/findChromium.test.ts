import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { checkout, cleanUp, temporary } from "./support";

const BROWSER = "#!/bin/sh\necho Chromium 156\n";

/** Runs tests/browser/chromium on a machine that has these programs alone, and this environment. */
function find(
    programs: Readonly<Record<string, string>>,
    environment: Readonly<Record<string, string>> = {},
): { readonly found: string; readonly said: string; readonly status: number | null; readonly home: string } {
    const home = temporary();
    const bin = path.join(home, "bin");
    fs.mkdirSync(bin);
    for (const [name, text] of Object.entries(programs)) {
        const file = path.resolve(bin, name);
        fs.mkdirSync(path.dirname(file), { recursive: true });
        fs.writeFileSync(file, text, { mode: 0o755 });
    }
    const { stdout, stderr, status } = spawnSync("/bin/bash", [path.join(checkout, "tests/browser/chromium")], {
        encoding: "utf8",
        env: { HOME: home, PATH: bin, ...environment },
    });
    return { found: stdout.trim().replace(home, "~"), said: stderr, status, home };
}

describe("tests/browser/chromium", () => {
    after(cleanUp);

    it("finds the browser of the system by any of its names", () => {
        for (const name of ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]) {
            assert.equal(find({ [name]: BROWSER }).found, `~/bin/${name}`);
        }
    });

    it("takes the one that the environment names", () => {
        for (const name of ["CHROMIUM", "CHROME_PATH", "PUPPETEER_EXECUTABLE_PATH"]) {
            assert.equal(find({ chromium: BROWSER, mine: BROWSER }, { [name]: "mine" }).found, "~/bin/mine");
        }
    });

    it("says so when the environment names none, and takes another", () => {
        const { found, said } = find({ chromium: BROWSER }, { CHROMIUM: "/nowhere/chrome" });
        assert.equal(found, "~/bin/chromium");
        assert.match(said, /^tests\/browser: \/nowhere\/chrome, which CHROMIUM, .* names, is no program$/m);
    });

    it("passes by what only asks for a snap, and takes what puppeteer has downloaded", () => {
        const snap = "#!/bin/sh\necho install the snap >&2\nexit 1\n";
        const downloaded = "../.cache/puppeteer/chrome/linux-150.0.1/chrome-linux64/chrome";
        assert.equal(find({ "chromium-browser": snap, [downloaded]: BROWSER }).found, `~/${downloaded.slice(3)}`);
    });

    it("says what to do when there is none", function () {
        if (process.platform === "darwin") this.skip(); // it looks into /Applications
        const { found, said, status } = find({});
        assert.deepEqual([found, status], ["", 1]);
        assert.match(
            said,
            /^no Chromium is here, so the tests .* are pending: install .* or set CHROMIUM to the path of one$/m,
        );
    });
});
