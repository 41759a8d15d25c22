import * as fs from "node:fs";
import * as path from "node:path";
import { parsedJson } from "../../../evaluator/policyDocument";
import { CommandError, EXIT } from "../../cli/commandError";
import { sameJson } from "./jsonText";

/** A text in the first lines of every definition that this command writes. */
const MARK = "as `org adopt` found it";

/**
 * Refuses a location that holds a definition already. A definition that this command wrote may be identical to the new one, which
 * shows only after everything has been read, so it passes at first.
 *
 * @param even refuses such a definition too.
 */
export function requireFree(target: string, even = false): void {
    if (/\.ya?ml$/.test(target)) {
        throw new CommandError(
            `the stack's setting \`definition\` names the file ${target}, but this command writes a folder: pulumi config set definition organizations/<folder>`,
            EXIT.usage,
        );
    }
    const stat = fs.statSync(target, { throwIfNoEntry: false });
    if (!stat || (stat.isDirectory() && fs.readdirSync(target).length === 0)) return;
    if (!even && isMarked(target)) return;
    throw new CommandError(
        even
            ? `${target} was written by an earlier run, and differs from what would be written now: it was edited, or AWS has changed. Nothing was done. ` +
                  "Use it as it is (make preview and make up import everything that has an id), or move it away and run the command again"
            : `${target} is not empty, and this command overwrites nothing. Move it away, or write the new definition elsewhere first: --folder <folder>`,
    );
}

function isMarked(target: string): boolean {
    try {
        return fs.readFileSync(path.join(target, "organization.yaml"), "utf8").slice(0, 500).includes(MARK);
    } catch {
        return false;
    }
}

/** Whether a folder holds these files and no others. */
export function isWritten(target: string, files: ReadonlyMap<string, string>): boolean {
    if (!fs.statSync(target, { throwIfNoEntry: false })?.isDirectory()) return false;
    const there = fs
        .readdirSync(target, { recursive: true, encoding: "utf8", withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.relative(target, path.join(entry.parentPath, entry.name)));
    return (
        there.length === files.size &&
        there.every((name) => isSame(name, fs.readFileSync(path.join(target, name), "utf8"), files.get(name)))
    );
}

/** The layout of JSON documents does not matter: earlier releases used another one. */
function isSame(name: string, there: string, wanted: string | undefined): boolean {
    if (there === wanted) return true;
    const value = name.endsWith(".json") ? parsedJson(there) : undefined;
    return value !== undefined && wanted !== undefined && sameJson(value, parsedJson(wanted));
}

/** Moves a folder to the definition's location in one step, so that the definition is never incomplete. */
export function installDefinition(folder: string, target: string): void {
    const whole = `${target.replace(/[\\/]+$/, "")}.new`;
    fs.mkdirSync(path.dirname(path.resolve(target)), { recursive: true });
    fs.rmSync(whole, { recursive: true, force: true });
    // Copies first, because the two may be on different disks.
    fs.cpSync(folder, whole, { recursive: true });
    fs.renameSync(whole, target);
    fs.rmSync(folder, { recursive: true, force: true });
}
