"use strict";
const fs = require("node:fs");
const { reporters, Runner } = require("mocha");

/** Mocha's usual report, and the numbers in a file for tests/run to add up. */
module.exports = class extends reporters.Spec {
    constructor(runner, options) {
        super(runner, options);
        runner.once(Runner.constants.EVENT_RUN_END, () => {
            fs.writeFileSync(options.reporterOptions.output, `${this.stats.passes} ${this.stats.failures}\n`);
        });
    }
};
