import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { EXIT } from "../../../../operations/cli/commandError";
import { COMMANDS } from "../../../../operations/main";
import { markdownFileKind, ReportFileError, reportFileProblem, writeReportFile } from "../../../../pages/files";
import { inStack, org } from "../orgRuns";

/** Every option that writes a file, with the rest of a command line. */
const WRITING: Readonly<Record<string, readonly string[]>> = {
    "review --markdown": [],
    "review --data": [],
    "review --html": [],
    "drift --markdown": [],
    "tree --html": [],
    "incident --file": ["shop"],
    "used --csv": ["s3"],
    "costs --csv": [],
    "costs --html": [],
    "access --csv": [],
    "access --html": [],
};
/** Names a file of the definition, which is there. */
const NO_REPORT = "take-over --into";
const DEFINITION = {
    "organization.yaml":
        'organization: {}\ndefaults: { email: "a+{account}@example.com" }\nunits: { Shops: { accounts: { shop: {} } } }\n',
};
const KIND = markdownFileKind("org test", "test.md", "<!-- test -->");

describe("the files that org writes", function () {
    this.timeout(60_000);

    it("are those of these options", () => {
        const found = COMMANDS.flatMap(({ name, options = [] }) =>
            options.flatMap(([flags]) => {
                const [, option] = /^(--[a-z-]+) <file>$/.exec(flags) ?? [];
                return option === undefined ? [] : [`${name} ${option}`];
            }),
        );
        assert.deepEqual(found.sort(), [...Object.keys(WRITING), NO_REPORT].sort());
    });

    for (const [writing, more] of Object.entries(WRITING)) {
        it(`of ${writing} are tried before anything is read or asked`, () =>
            inStack(DEFINITION, async (folder) => {
                const [command = "", option = ""] = writing.split(" ");
                const ending = { "--html": "html", "--csv": "csv", "--data": "json" }[option] ?? "md";
                for (const [file, message] of [
                    [
                        `/proc/report.${ending}`,
                        /cannot be written to \/proc\/report\.\w+: its folder takes no new files/,
                    ],
                    [
                        `/nonexistent/sub/report.${ending}`,
                        /^org: there is no folder \/nonexistent\/sub for report\.\w+\./,
                    ],
                    [`${"x".repeat(300)}.${ending}`, /its name is too long \(ENAMETOOLONG\)/],
                ] as const) {
                    const { code, error, out } = await org(folder, [
                        command,
                        ...more,
                        ...[option, file, "--stack", "test"],
                    ]);
                    assert.match(error, message);
                    assert.equal(error.trim().split("\n").length, 1, error);
                    assert.deepEqual([code, out], [EXIT.usage, ""]);
                }
            }));
    }

    it("may have the longest name that the folder takes, and leave nothing else there", () =>
        inStack({}, (folder) => {
            const file = path.join(folder, `${"x".repeat(252)}.md`);
            assert.equal(reportFileProblem(file, KIND), undefined);
            assert.equal(writeReportFile(file, "text"), file);
            assert.deepEqual(fs.readdirSync(folder).sort(), ["Pulumi.test.yaml", path.basename(file)]);
            return Promise.resolve();
        }));

    it("may lose their folder before they are written", () => {
        assert.throws(
            () => writeReportFile("/nonexistent/report.md", "text"),
            (error) =>
                error instanceof ReportFileError &&
                error.message ===
                    "the file cannot be written to /nonexistent/report.md: its folder takes no new files (ENOENT)",
        );
    });
});
