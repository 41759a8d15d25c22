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
    ...args: readonly string[]
): { readonly found: string; readonly said: string; readonly status: number | null; readonly home: string } {
    const home = temporary();
    const bin = path.join(home, "bin");
    fs.mkdirSync(bin);
    for (const [name, text] of Object.entries(programs)) {
        const file = path.resolve(bin, name);
        fs.mkdirSync(path.dirname(file), { recursive: true });
        fs.writeFileSync(file, text, { mode: 0o755 });
    }
    const { stdout, stderr, status } = spawnSync(
        "/bin/bash",
        [path.join(checkout, "tests/browser/chromium"), ...args],
        {
            encoding: "utf8",
            env: { HOME: home, PATH: bin, ...environment },
        },
    );
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

    describe("--install", function () {
        before(function () {
            const release = fs.existsSync("/etc/os-release") ? fs.readFileSync("/etc/os-release", "utf8") : "";
            if (!/^ID=debian$/m.test(release)) this.skip(); // it installs Debian's package, and nothing elsewhere
        });
        const passOn = (name: string): string => `#!/bin/bash\nexec /usr/bin/${name} "$@"\n`;
        const system = {
            id: passOn("id"),
            grep: passOn("grep"),
            env: passOn("env"),
            sudo: '#!/bin/bash\nshift\nexec "$@"\n',
        };
        const aptGet = (after: string): string =>
            `#!/bin/bash\necho "$*" >> "$HOME/apt"\n${after}\nprintf '#!/bin/sh\\n' > "$HOME/bin/chromium"\n/bin/chmod +x "$HOME/bin/chromium"\n`;
        const INSTALL = "install --yes --no-install-recommends chromium";

        it("installs Debian's package once", () => {
            const { found, said, home } = find({ ...system, "apt-get": aptGet("") }, {}, "--install");
            assert.equal(found, "~/bin/chromium");
            assert.match(said, /^Installing Debian's chromium/);
            assert.equal(fs.readFileSync(path.join(home, "apt"), "utf8"), `${INSTALL}\n`);
        });

        it("reads the list of packages first, where the package is not found", () => {
            const unknown = `[ "$1" = update ] && : > "$HOME/updated" && exit 0\n[ -e "$HOME/updated" ] || exit 100`;
            const { found, home } = find({ ...system, "apt-get": aptGet(unknown) }, {}, "--install");
            assert.equal(found, "~/bin/chromium");
            assert.equal(fs.readFileSync(path.join(home, "apt"), "utf8"), `${INSTALL}\nupdate\n${INSTALL}\n`);
        });

        it("says what to do when it fails, and installs nothing where there is a browser", () => {
            const failed = find({ ...system, "apt-get": aptGet("exit 1") }, {}, "--install");
            assert.equal(failed.status, 1);
            assert.match(failed.said, /^no Chromium is here/m);
            const there = find({ ...system, "apt-get": aptGet(""), chromium: BROWSER }, {}, "--install");
            assert.ok(!fs.existsSync(path.join(there.home, "apt")));
        });
    });
});
