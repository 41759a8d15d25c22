"use strict";
// Runs `pulumi up` with the arguments that it is given, and goes on by itself where an answer of AWS was lost on the way:
// AWS has done what it was asked then, and refuses it a second time. The next run takes over what is there. For a run that
// asks before it changes anything, that one asks again. Where AWS has refused a change of something that exists, what AWS has
// of it is read into the state: the AWS provider has written the change there as if it were made.
const { spawn } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { bundle } = require("./bundle.cjs");

const root = path.resolve(__dirname, "..");
const { advice, alreadyDone, parseUrn, refusedUpdates } = require(
    bundle(path.join(root, "program", "failedRun", "lostAnswers.ts"), path.join(root, ".build", "lostAnswers.js")),
);

/** Pulumi's own way of handing its events to programs: an option that it shows to them alone. */
const EVENTS = { PULUMI_DEBUG_COMMANDS: "true" };

/** The run has not begun: Pulumi has said why, and that is all that is known of it here. */
const LOCKED =
    "Where the stack is locked by a run that was killed, `./org recover --stack <stack>` takes the lock away. Ask first whether a run goes on elsewhere.";
let interrupted = false;

async function main(args) {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "pulumi-up-"));
    const seen = new Set();
    try {
        for (let number = 1; ; number++) {
            const log = path.join(folder, `events-${number}.jsonl`);
            const code = await run(["up", ...args, "--event-log", log]);
            if (code === 0) return 0;
            const events = fs.existsSync(log) ? fs.readFileSync(log, "utf8") : "";
            await readAgain(refusedUpdates(events), args);
            const done = alreadyDone(events);
            // What fails twice in the same way is not what AWS has done for this stack.
            if (done.length === 0 || done.some((urn) => seen.has(urn))) {
                for (const told of advice(events)) console.error(`\n${told}`);
                if (interrupted)
                    console.error("\nThe run was interrupted. Run it again: it goes on from what AWS has.");
                else if (events === "") console.error(`\n${LOCKED}`);
                return code;
            }
            for (const urn of done) seen.add(urn);
            const names = done.map((urn) => parseUrn(urn).name);
            console.error(
                `\nAWS has done what it was asked for ${names.join(", ")}, and its answer was lost on the way. Going on: what is there is taken over.\n`,
            );
        }
    } finally {
        fs.rmSync(folder, { recursive: true, force: true });
    }
}

/** The most resources that are named on a command line. */
const MOST_TARGETS = 500;

/** Reads into the state what AWS has of these resources. It changes nothing in AWS. */
async function readAgain(urns, args) {
    if (urns.length === 0) return;
    const names = urns.slice(0, 4).map((urn) => parseUrn(urn).name);
    const more = urns.length > names.length ? ` and ${urns.length - names.length} more` : "";
    console.error(
        `\nThe change of ${names.join(", ")}${more} failed, and the AWS provider has written it into the state all the same. What AWS has is read into the state again:\n`,
    );
    const at = args.indexOf("--stack");
    const targets = urns.length > MOST_TARGETS ? [] : urns.flatMap((urn) => ["--target", urn]);
    const code = await run([
        "refresh",
        ...(at < 0 ? [] : args.slice(at, at + 2)),
        "--yes",
        "--skip-preview",
        "--suppress-outputs",
        ...targets,
    ]);
    if (code !== 0) {
        console.error(
            "\nThat could not be read. Run `pulumi refresh` before the next `up`, which would take the failed change for made.",
        );
    }
}

/** Pulumi itself ends well when Ctrl-C is typed, and takes its time for that. */
function run(args) {
    const wait = () => (interrupted = true);
    process.on("SIGINT", wait);
    return new Promise((resolve, reject) => {
        const child = spawn("pulumi", args, { stdio: "inherit", env: { ...process.env, ...EVENTS } });
        child.once("error", reject);
        child.once("close", (code, signal) => resolve(code ?? 128 + (os.constants.signals[signal] ?? 0)));
    }).finally(() => process.off("SIGINT", wait));
}

main(process.argv.slice(2)).then(
    (code) => (process.exitCode = code),
    (error) => {
        console.error(error.code === "ENOENT" ? 'pulumi is not on the PATH: eval "$(toolchain/env)"' : error);
        process.exitCode = 1;
    },
);
