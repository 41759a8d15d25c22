import { randomUUID } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { fileRefusal } from "../../limits/fileRefusal";
import { visible } from "../../limits/visibleText";

/** A kind of file that a report is written to. */
export interface ReportFileKind {
    /** How messages call its content: `the page`. */
    readonly what: string;
    /** The name of a file in a folder that was given instead: `costs.html`. */
    readonly example: string;
    /** What its name ends with, such as `.html`, so that programs open it. The first is the usual one. */
    readonly endings: readonly string[];
    /** Whether an existing file may be replaced. A mistyped name must not cost anybody a file. */
    readonly isReplaceable: (file: string, found: fs.Stats) => boolean;
    /** Why it is not: `is no page of org costs`. */
    readonly refusal: string;
}

/** A report holds names and costs, so that only the user can read a new file. */
const PRIVATE_FILE = 0o600;

/** Why a report cannot be written to a file; undefined if it can. Ask before AWS is asked, because that costs money. */
export function reportFileProblem(
    file: string,
    { what, example, endings, isReplaceable, refusal }: ReportFileKind,
): string | undefined {
    const name = visible(file);
    try {
        const found = fs.statSync(file, { throwIfNoEntry: false });
        if (found?.isDirectory()) return `${name} is a folder. Name a file in it: ${visible(path.join(file, example))}`;
        if (!endings.includes(path.extname(file).toLowerCase())) {
            const { dir, name: base } = path.parse(file);
            return `${name} does not end in ${endings[0]}. Name the file ${visible(path.join(dir, `${base}${endings[0]}`))}`;
        }
        if (found && !isReplaceable(file, found)) {
            return `${name} exists and ${refusal}, so it is not replaced. Name another file, or delete this one`;
        }
        const folder = path.dirname(path.resolve(file));
        if (!fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
            return `there is no folder ${visible(folder)} for ${visible(path.basename(file))}. Create it first`;
        }
        if (found) fs.accessSync(file, fs.constants.W_OK);
        tryFolder(targetOf(path.resolve(file)));
    } catch (error) {
        return notWritten(what, file, error);
    }
    return undefined;
}

/** Makes a file and removes it: what a folder says of its permissions is not enough, such as for root, or in /proc. */
function tryFolder(target: string): void {
    const temporary = temporaryFor(target);
    fs.writeFileSync(temporary, "", { flag: "wx", mode: PRIVATE_FILE });
    fs.rmSync(temporary);
}

function targetOf(absolute: string): string {
    return fs.existsSync(absolute) ? fs.realpathSync(absolute) : absolute;
}

/** A file beside another, whose name is short enough wherever that of the other is. */
function temporaryFor(target: string): string {
    return path.join(path.dirname(target), `.${randomUUID()}.tmp`);
}

function notWritten(what: string, file: string, error: unknown): string {
    const reason = fileRefusal(error, { ENOENT: "its folder takes no new files" });
    return `${what} cannot be written to ${visible(file, 1_000)}: ${reason ?? visible((error as Error).message, 1_000)}`;
}

/** A report could not be written. Its message says which and why. */
export class ReportFileError extends Error {
    constructor(file: string, cause: unknown) {
        super(notWritten("the file", file, cause), { cause });
        this.name = "ReportFileError";
    }
}

/**
 * Writes a file, whole or not at all: a program that has an earlier one open never reads half of it. What a link leads to is replaced, and
 * the link stays. An earlier file keeps its mode, because its user may have opened it to others.
 *
 * @returns the absolute path, for people who ask where it is.
 * @throws ReportFileError if it cannot be written.
 */
export function writeReportFile(file: string, text: string): string {
    const absolute = path.resolve(file);
    const target = targetOf(absolute);
    const temporary = temporaryFor(target);
    try {
        fs.writeFileSync(temporary, text, { flag: "wx", mode: PRIVATE_FILE });
        const earlier = fs.statSync(target, { throwIfNoEntry: false });
        if (earlier) fs.chmodSync(temporary, earlier.mode & 0o777);
        fs.renameSync(temporary, target);
    } catch (error) {
        fs.rmSync(temporary, { force: true });
        throw new ReportFileError(file, error);
    }
    return absolute;
}
