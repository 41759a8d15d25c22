import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { brokenAttributes, readLocks } from "../../../../../operations/commands/recover/stateFolder";
import { backendFolder } from "../../../../../program/openStack/stateDanger";

describe("org recover: a backend that is a folder", () => {
    let folder: string;
    beforeEach(() => void (folder = fs.mkdtempSync(path.join(os.tmpdir(), "recover-"))));
    afterEach(() => fs.rmSync(folder, { recursive: true }));
    const write = (name: string, content: unknown): string => {
        const file = path.join(folder, ".pulumi", name);
        fs.mkdirSync(path.dirname(file), { recursive: true });
        fs.writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
        return file;
    };

    it("is found from its URL", () => {
        assert.equal(backendFolder("file:///home/ada/my%20state?metadata=skip"), "/home/ada/my state");
        assert.equal(backendFolder("file://~"), os.homedir());
        assert.equal(backendFolder("file://~/state"), path.join(os.homedir(), "state"));
        assert.equal(backendFolder("s3://states"), undefined);
        assert.equal(backendFolder("https://api.pulumi.com"), undefined);
    });

    it("shows its locks, and which of their processes are running", () => {
        const lock = { username: "ada", timestamp: "2026-11-24T10:00:00Z" };
        write("locks/organization/p/s/1.json", { ...lock, pid: process.pid, hostname: os.hostname() });
        write("locks/organization/p/s/2.json", { ...lock, pid: process.pid, hostname: "elsewhere" });
        write("locks/organization/p/s/3.json", "");
        write("locks/organization/p/other/4.json", { ...lock, pid: process.pid, hostname: os.hostname() });
        assert.deepEqual(
            readLocks(folder, "p", "s").map(({ user, alive }) => [user, alive]),
            [
                ["ada", true],
                ["ada", false],
                ["unknown", false],
            ],
        );
        assert.deepEqual(readLocks(folder, "p", "none"), []);
    });

    it("shows the attribute files that are incomplete", () => {
        write("stacks/p/s.json", {});
        write("stacks/p/s.json.bak.attrs", { md5: "x" });
        assert.deepEqual(brokenAttributes(folder, "p", "s"), []);
        const cut = write("stacks/p/s.json.attrs", "");
        assert.deepEqual(brokenAttributes(folder, "p", "s"), [cut]);
    });
});
