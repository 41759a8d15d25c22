import { randomUUID } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { visible } from "../../../limits/visibleText";
import { isCostPage, PAGE_HEAD } from "./costPage";

/**
 * Why a page cannot be written to a file; nothing if it can. An earlier page may be replaced, and nothing else: a mistyped name must not
 * cost anybody a file. Ask before AWS is asked, because that costs money.
 */
export function pageFileProblem(file: string): string | undefined {
    const name = visible(file);
    if (file === "") return "the name of the page's file is empty. Write --html costs.html";
    try {
        const found = fs.statSync(file, { throwIfNoEntry: false });
        if (found?.isDirectory())
            return `${name} is a folder. Name a file in it: ${visible(path.join(file, "costs.html"))}`;
        if (found !== undefined && (!found.isFile() || !isCostPage(beginning(file)))) {
            return `${name} exists and is no page of org costs, so it is not replaced. Name another file, or delete this one`;
        }
        const folder = path.dirname(path.resolve(file));
        if (!fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
            return `there is no folder ${visible(folder)} for ${visible(path.basename(file))}. Create it first`;
        }
        fs.accessSync(folder, fs.constants.W_OK);
    } catch (error) {
        return `the page cannot be written to ${name}: ${visible((error as Error).message)}`;
    }
    return undefined;
}

/**
 * Writes a page, whole or not at all: a browser that has an earlier one open never reads half of it.
 *
 * @returns the absolute path, for people who ask where it is
 * @throws when it cannot be written, or when `file` is not an earlier page
 */
export function writePageFile(file: string, page: string): string {
    const problem = pageFileProblem(file);
    if (problem !== undefined) throw new Error(problem);
    const absolute = path.resolve(file);
    // What a link leads to is replaced, and the link stays.
    const target = fs.existsSync(absolute) ? fs.realpathSync(absolute) : absolute;
    const temporary = `${target}.${randomUUID()}.tmp`;
    try {
        fs.writeFileSync(temporary, page, { flag: "wx" });
        fs.renameSync(temporary, target);
    } catch (error) {
        fs.rmSync(temporary, { force: true });
        throw error;
    }
    return absolute;
}

/** As much of a file as tells whether it is a page. It may be large, and may be no text. */
function beginning(file: string): string {
    const handle = fs.openSync(file, "r");
    try {
        const bytes = Buffer.alloc(Buffer.byteLength(PAGE_HEAD));
        return bytes.toString("utf8", 0, fs.readSync(handle, bytes, 0, bytes.length, 0));
    } finally {
        fs.closeSync(handle);
    }
}
