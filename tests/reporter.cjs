"use strict";
const fs = require("node:fs");
const { reporters, Runner } = require("mocha");

/** Mocha's usual report; and for tests/run a file with the numbers in its first line, and what failed, with the beginning and the end of why. */
module.exports = class extends reporters.Spec {
    constructor(runner, options) {
        super(runner, options);
        const failures = [];
        runner.on(Runner.constants.EVENT_TEST_FAIL, (test, error) => {
            const why = String(error?.message ?? error).split("\n");
            // A run of Pulumi says at its end why it failed.
            const shown = why.length > 40 ? [...why.slice(0, 12), "...", ...why.slice(-25)] : why;
            failures.push(`FAILED: ${test.fullTitle()}`, ...shown.map((line) => `    ${line}`));
        });
        runner.once(Runner.constants.EVENT_RUN_END, () => {
            const numbers = `${this.stats.passes} ${this.stats.failures}`;
            fs.writeFileSync(options.reporterOptions.output, [numbers, ...failures, ""].join("\n"));
        });
    }
};
