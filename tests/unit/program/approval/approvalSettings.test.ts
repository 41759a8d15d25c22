import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { approvalSettings } from "../../../../program/approval";

describe("what a run is told of its approval", () => {
    for (const [about, environment, expected] of [
        ["nothing", {}, { codes: [], isTargeted: false }],
        [
            "empty variables, as workflows set them",
            {
                AWS_ORGANIZATION_ACKNOWLEDGED: " ",
                AWS_ORGANIZATION_REVIEWED: "",
                AWS_ORGANIZATION_REVIEW_FILE: "",
                AWS_ORGANIZATION_TARGETED: "",
            },
            { codes: [], isTargeted: false },
        ],
        [
            "codes with commas, spaces and capitals between them",
            { AWS_ORGANIZATION_ACKNOWLEDGED: " 1A2B3C4D,5e6f7a8b  ,\n00000000," },
            { codes: ["1a2b3c4d", "5e6f7a8b", "00000000"], isTargeted: false },
        ],
        [
            "a digest, a file and targets",
            {
                AWS_ORGANIZATION_REVIEWED: " 0123456789ab\n",
                AWS_ORGANIZATION_REVIEW_FILE: "review.json",
                AWS_ORGANIZATION_TARGETED: String(process.pid),
            },
            { codes: [], reviewed: "0123456789ab", file: "review.json", isTargeted: true },
        ],
    ] as const) {
        it(`reads ${about}`, () => assert.deepEqual(approvalSettings(environment), expected));
    }

    it("takes no variable that was left behind in a shell for a run of some targets", () => {
        const { pid } = spawnSync(process.execPath, ["--version"]);
        for (const value of ["true", "1e3", "-1", "0", String(pid)]) {
            assert.equal(approvalSettings({ AWS_ORGANIZATION_TARGETED: value }).isTargeted, false, value);
        }
    });
});
