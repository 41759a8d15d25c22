import assert from "node:assert/strict";
import * as fs from "node:fs";
import { fileRefusal, fileRefusalText } from "../../../limits";

function refused(act: () => unknown): unknown {
    try {
        act();
    } catch (error) {
        return error;
    }
    return undefined;
}
const coded = (code: string, syscall: string): Error =>
    Object.assign(new Error(code), { code, syscall, path: "a\u0007.yaml" });

describe("why the operating system refuses a file", () => {
    it("is said in words, with the code and the file", () => {
        const missing = refused(() => fs.readFileSync("/nonexistent/a.yaml"));
        assert.equal(
            fileRefusalText(missing),
            "/nonexistent/a.yaml cannot be used: there is no such file or folder (ENOENT)",
        );
        assert.equal(
            fileRefusalText(refused(() => fs.readFileSync("/"))),
            undefined,
            "a read of an open folder has no path",
        );
        assert.equal(fileRefusal(refused(() => fs.readFileSync("/"))), "it is a folder (EISDIR)");
        assert.equal(fileRefusal(coded("ENOSPC", "write")), "no space is left (ENOSPC)");
        assert.equal(fileRefusal(missing, { ENOENT: "gone" }), "gone (ENOENT)");
    });

    it("is said of files alone", () => {
        for (const other of [
            coded("ENOENT", "spawn git"),
            coded("ECONNREFUSED", "connect"),
            coded("constructor", "open"),
            new Error("ENOENT"),
            "ENOENT",
        ]) {
            assert.equal(fileRefusal(other), undefined);
            assert.equal(fileRefusalText(other), undefined);
        }
        assert.match(fileRefusalText(coded("EROFS", "open")) ?? "", /^a\\u0007\.yaml cannot be used: its file system/);
    });
});
