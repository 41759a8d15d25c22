import * as fs from "node:fs";
import * as path from "node:path";
import { formatCount } from "../../limits/countText";

/** The text of a file, or the reason why it is not read. A message puts the file's name before the reason. */
export type SourceText =
    { readonly text: string } | { readonly refused: string; readonly line?: number; readonly column?: number };

/** The most bytes of a file of a definition. It is more than 50,000 accounts need, the most that AWS allows. */
const MAX_BYTES = 32 * 1024 * 1024;

/** The folder that contains the files of a definition. It may be a link itself. */
export function folderOf(location: string): string {
    return isFolder(location) ? location : path.dirname(location);
}

export function isFolder(location: string): boolean {
    try {
        return fs.statSync(location).isDirectory();
    } catch {
        return false;
    }
}

/** Why nothing exists at a location; undefined if something does. */
export function missing(location: string): string | undefined {
    try {
        fs.statSync(location);
        return undefined;
    } catch (error) {
        return (error as NodeJS.ErrnoException).code === "ENOENT" ? "does not exist" : whyNot(error);
    }
}

/**
 * Reads a file of a definition. It must be a regular file in UTF-8, inside the definition's folder also after links are followed: a link to
 * a file outside could put secrets of the machine into the comment of a pull request.
 *
 * @param folder absent if the file is the definition itself, which may be anywhere and be a link to anywhere.
 */
export function readSource(file: string, folder?: string): SourceText {
    let real: string;
    try {
        real = fs.realpathSync(file);
        if (folder !== undefined && !isWithin(real, fs.realpathSync(folder))) {
            return { refused: `leads out of the definition's folder ${folder}: put the file itself there` };
        }
    } catch (error) {
        return { refused: whyNot(error) };
    }
    const read = readRegular(real);
    return "bytes" in read ? decode(read.bytes) : read;
}

function isWithin(file: string, folder: string): boolean {
    const relative = path.relative(folder, file);
    return relative !== "" && relative !== ".." && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}

/** Never opens a device or a pipe, because opening alone may wait for ever. */
function readRegular(file: string): { readonly bytes: Buffer } | { readonly refused: string } {
    let opened: number | undefined;
    try {
        const before = fs.statSync(file);
        if (before.isDirectory()) return { refused: "is a folder, but a file is needed here" };
        if (!before.isFile()) return { refused: "is a device, a pipe or a socket: put a regular file there" };
        // The file may have been replaced by a pipe since the check.
        opened = fs.openSync(file, fs.constants.O_RDONLY | fs.constants.O_NONBLOCK);
        const now = fs.fstatSync(opened);
        if (!now.isFile()) return { refused: "changed while it was read: try again" };
        const { size } = now;
        if (size > MAX_BYTES) {
            return {
                refused: `has ${formatCount(size)} bytes: ${formatCount(MAX_BYTES)} are read at most`,
            };
        }
        const bytes = Buffer.alloc(size);
        return { bytes: bytes.subarray(0, fs.readSync(opened, bytes, 0, size, 0)) };
    } catch (error) {
        return { refused: whyNot(error) };
    } finally {
        if (opened !== undefined) fs.closeSync(opened);
    }
}

/** The meaning of Node.js's error codes, for messages. */
const REASONS = new Map([
    ["ENOENT", "cannot be read: there is no such file, or a link that leads nowhere"],
    ["ENOTDIR", "cannot be read: there is no such file"],
    ["EACCES", "cannot be read: you have no permission. Check the permissions of the file and of its folders"],
    ["EPERM", "cannot be read: you have no permission. Check the permissions of the file and of its folders"],
    ["ELOOP", "cannot be read: it is a link that leads to itself"],
    ["EISDIR", "is a folder, but a file is needed here"],
    ["ENAMETOOLONG", "cannot be read: the name is longer than the file system allows"],
    ["ERR_INVALID_ARG_VALUE", "cannot be read: the name has a character that no file name can have"],
]);

function whyNot(error: unknown): string {
    const { code = "", message } = error as NodeJS.ErrnoException;
    return REASONS.get(code) ?? `cannot be read: ${code || message}`;
}

/** Decodes UTF-8. A byte order mark stays in the text, so that an edit writes it back. */
function decode(bytes: Buffer): SourceText {
    try {
        return { text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes) };
    } catch {
        if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
            return { refused: "is written in UTF-16: save it in UTF-8" };
        }
        return { refused: "is not written in UTF-8: save it in that encoding", ...firstWrong(bytes) };
    }
}

/** The position of the first byte that is not UTF-8. */
function firstWrong(bytes: Buffer): { readonly line: number; readonly column: number } {
    const begins = (length: number): string | undefined => {
        try {
            return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes.subarray(0, length), {
                stream: true,
            });
        } catch {
            return undefined;
        }
    };
    let [right, wrong] = [0, bytes.length];
    while (wrong - right > 1) {
        const middle = (right + wrong) >> 1;
        if (begins(middle) === undefined) wrong = middle;
        else right = middle;
    }
    const before = (begins(right) ?? "").split("\n");
    return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
