import * as fs from "node:fs";
import * as path from "node:path";
import { parsedJson } from "../../../evaluator/policyDocument";
import { CommandError, EXIT } from "../../cli/commandError";
import { sameJson } from "./jsonText";

/** What every definition that this command has written says in its first lines. */
const MARK = "as `org adopt` found it";

/**
 * Refuses a place that holds a definition already. One that this command has written may be the same again: that shows when
 * everything is read.
 *
 * @param even refuses that too.
 */
export function requireFree(target: string, even = false): void {
    if (/\.ya?ml$/.test(target)) {
        throw new CommandError(
            `the stack's definition is to be the file ${target}, and a folder is written: pulumi config set definition organizations/<folder>`,
            EXIT.usage,
        );
    }
    const stat = fs.statSync(target, { throwIfNoEntry: false });
    if (!stat || (stat.isDirectory() && fs.readdirSync(target).length === 0)) return;
    if (!even && isMarked(target)) return;
    throw new CommandError(
        even
            ? `${target} was written by an earlier run, and is no longer what would be written: it was edited, or AWS has changed. Nothing was done. ` +
                  "Go on with it (make preview, make up: what has an id is imported), or move it away and run the command again"
            : `${target} holds something already, and nothing is overwritten. Move it away, or look at the new definition elsewhere first: --folder <folder>`,
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

/** How a document in JSON is laid out says nothing: an earlier release laid it out otherwise. */
function isSame(name: string, there: string, wanted: string | undefined): boolean {
    if (there === wanted) return true;
    const value = name.endsWith(".json") ? parsedJson(there) : undefined;
    return value !== undefined && wanted !== undefined && sameJson(value, parsedJson(wanted));
}

/** Puts a folder where a definition belongs, in one go: there is never half of one. */
export function installDefinition(folder: string, target: string): void {
    const whole = `${target.replace(/[\\/]+$/, "")}.new`;
    fs.mkdirSync(path.dirname(path.resolve(target)), { recursive: true });
    fs.rmSync(whole, { recursive: true, force: true });
    // Copied first: the two may lie on different disks.
    fs.cpSync(folder, whole, { recursive: true });
    fs.renameSync(whole, target);
    fs.rmSync(folder, { recursive: true, force: true });
}
