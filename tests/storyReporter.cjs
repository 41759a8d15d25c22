"use strict";
const fs = require("node:fs");
const path = require("node:path");
const { Runner } = require("mocha");

/** The files of the tests that would run, one a line, for tests/run to run them whole. */
module.exports = class {
    constructor(runner, { reporterOptions }) {
        const files = new Set();
        runner.on(Runner.constants.EVENT_TEST_PASS, ({ file }) => files.add(path.relative(process.cwd(), file)));
        runner.once(Runner.constants.EVENT_RUN_END, () => {
            fs.writeFileSync(reporterOptions.output, [...files].map((file) => `${file}\n`).join(""));
        });
    }
};
