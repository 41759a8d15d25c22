import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { APPROVAL_VARIABLES, approvalSettings } from "../../../../program/approval";

describe("a run that makes a part of the changes only", () => {
    const isTargeted = (value?: string): boolean =>
        approvalSettings({ [APPROVAL_VARIABLES.isTargeted]: value }).isTargeted;

    it("is one whose command still waits for it", () => {
        assert.equal(isTargeted(String(process.pid)), true);
    });

    it("is not one of a shell in which the variable was left behind", () => {
        const { pid } = spawnSync(process.execPath, ["--version"]);
        for (const value of [undefined, "", "true", "1e3", "-1", "0", String(pid)])
            assert.equal(isTargeted(value), false, value);
    });
});
