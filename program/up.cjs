"use strict";
// Runs `pulumi up` with the given arguments, and continues automatically if an answer of AWS was lost: AWS has done what it was asked then,
// and refuses it a second time. The next run takes over what is there. For a run that asks before it changes anything, that one asks again.
// AWS refuses the e-mail of an account outside the organisation in the same way, so it is asked whether it has or creates the account.
// If AWS has refused a change of something that exists, what AWS has is read into the state: the AWS provider has recorded the change
// there as if it were made. That is done before the run too, for a run that did not do it: a plain `pulumi up`, or one that was killed.
const { execFileSync, spawn } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { bundle } = require("./bundle.cjs");

const root = path.resolve(__dirname, "..");
const {
    advice,
    alreadyDone,
    describeOutside,
    findOutside,
    interruptedAccess,
    parseUrn,
    refusedChanges,
    refusedEmails,
} = require(bundle(path.join(root, "program", "failedRun", "index.ts"), path.join(root, ".build", "failedRun.js")));

/** Enables Pulumi's hidden option `--event-log`, which writes its events to a file. */
const EVENTS = { PULUMI_DEBUG_COMMANDS: "true" };

/**
 * A run that continues another does what is left of it. That has another digest than the whole, which was reviewed and which the first run
 * was held to.
 */
const CONTINUED = { AWS_ORGANIZATION_REVIEWED: "" };

/** Advice if the run has not begun. Only Pulumi's own output, above it, says why. */
const LOCKED =
    "If a run that was killed has locked the stack, `./org recover --stack <stack>` removes the lock. First make sure that no run is under way elsewhere.";
let interrupted = false;

async function main(args) {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "pulumi-up-"));
    const seen = new Set();
    try {
        if (!(await readAgain(args))) {
            console.error(`\n${LOCKED}`);
            return 1;
        }
        for (let number = 1; ; number++) {
            const log = path.join(folder, `events-${number}.jsonl`);
            const code = await run(["up", ...args, "--event-log", log], number === 1 ? {} : CONTINUED);
            if (code === 0) return 0;
            const events = fs.existsSync(log) ? fs.readFileSync(log, "utf8") : "";
            const done = (await readAgain(args)) ? alreadyDone(events) : [];
            const { outside, isKnown } = await emailsOutside(events, args);
            // If a resource fails twice in the same way, a lost answer is not the reason.
            const again = done.filter((urn) => seen.has(urn));
            if (done.length === 0 || outside.length > 0 || again.length > 0) {
                for (const refused of outside) console.error(`\n${describeOutside(refused)}`);
                if (isKnown && outside.length === 0 && again.length > 0) console.error(`\n${refusedAgain(again)}`);
                for (const told of advice(events)) console.error(`\n${told}`);
                if (interrupted)
                    console.error("\nThe run was interrupted. Run it again: it continues with what AWS has.");
                else if (events === "") console.error(`\n${LOCKED}`);
                return code;
            }
            for (const urn of done) seen.add(urn);
            const names = done.map((urn) => parseUrn(urn).name);
            console.error(
                isKnown
                    ? `\nAWS has done what was asked for ${names.join(", ")}, but its answer was lost. Continuing: what exists is taken over.\n`
                    : `\nPerhaps AWS has done what was asked for ${names.join(", ")}, and its answer was lost. Running again: what exists is taken over.\n`,
            );
        }
    } finally {
        fs.rmSync(folder, { recursive: true, force: true });
    }
}

/** The accounts that AWS did not create because an account outside the organisation has their e-mail; `isKnown`: whether AWS says that. */
async function emailsOutside(events, args) {
    const refused = refusedEmails(events);
    if (refused.length === 0) return { outside: [], isKnown: true };
    try {
        const config = outputOf(["config", "--json", "--show-secrets", ...stackIn(args)], "inherit");
        return { outside: await findOutside(refused, config), isKnown: true };
    } catch (error) {
        const accounts = refused.map(({ key, email }) => `${key} (${email})`).join(", ");
        console.error(
            `\nAWS refused the e-mail of ${accounts}, which belongs to an account already. Whether that account is in this organisation could not be found out: ${error.message}\nIf it is not, choose another e-mail, or invite the account if it is yours (docs/when/an-account-is-to-join.md).`,
        );
        return { outside: [], isKnown: false };
    }
}

function refusedAgain(urns) {
    const names = urns.map((urn) => parseUrn(urn).name).join(", ");
    return `AWS refused ${names} again in the same way, so no lost answer is the reason. Pulumi's output above has AWS's own words. Correct what they name, and run this again.`;
}

/** The most resources that a command line names. */
const MOST_TARGETS = 500;

/**
 * Reads what AWS has of the resources whose change it refused into the state. This changes nothing in AWS.
 *
 * @returns whether the state has no refused change now.
 */
async function readAgain(args) {
    const stack = exportedStack(args);
    const [refused, interrupted] = [refusedChanges(stack), interruptedAccess(stack).changed];
    const urns = [...new Set([...refused, ...interrupted])];
    if (urns.length === 0) return true;
    if (refused.length > 0)
        console.error(
            `\nThe change of ${namesOf(refused)} failed, but the AWS provider has recorded it in the state. Reading what AWS has into the state again:\n`,
        );
    if (interrupted.length > 0)
        console.error(
            `\nA run was killed while it changed ${namesOf(interrupted)}, and AWS may have made a part of that. Reading what AWS has into the state:\n`,
        );
    const targets = urns.length > MOST_TARGETS ? [] : urns.flatMap((urn) => ["--target", urn]);
    const code = await run([
        "refresh",
        ...stackIn(args),
        "--yes",
        "--skip-preview",
        // What a run was creating when it was killed is found by the next `up`. Pulumi would ask for its id here.
        "--skip-pending-creates",
        "--suppress-outputs",
        ...targets,
    ]);
    if (code !== 0) {
        console.error(
            "\nThat failed. The next `make up` tries it again, before it makes any change. A plain `pulumi up` refuses to run until `pulumi refresh` has succeeded.",
        );
    }
    return code === 0;
}

function namesOf(urns) {
    const names = urns.slice(0, 4).map((urn) => parseUrn(urn).name);
    return names.join(", ") + (urns.length > names.length ? ` and ${urns.length - names.length} more` : "");
}

/** The stack's state as text. Empty if Pulumi cannot export it: then `up` cannot run either, and says why. */
function exportedStack(args) {
    try {
        return outputOf(["stack", "export", ...stackIn(args), "--non-interactive"], "ignore");
    } catch {
        return "";
    }
}

function outputOf(args, errors) {
    return execFileSync("pulumi", args, { encoding: "utf8", stdio: ["ignore", "pipe", errors], maxBuffer: Infinity });
}

/** The part of the arguments that names the stack; none: the selected stack. */
function stackIn(args) {
    const at = args.findIndex((arg) => /^(-s|--stack)(=|$)/.test(arg));
    if (at < 0) return [];
    return args.slice(at, args[at].includes("=") ? at + 1 : at + 2);
}

/** Pulumi itself ends cleanly after Ctrl-C, which takes some time. */
function run(args, environment = {}) {
    const wait = () => (interrupted = true);
    process.on("SIGINT", wait);
    return new Promise((resolve, reject) => {
        const child = spawn("pulumi", args, { stdio: "inherit", env: { ...process.env, ...EVENTS, ...environment } });
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
