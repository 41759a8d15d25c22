import { createHash, randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import fs from "node:fs/promises";
import path from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { quoted } from "../../../../limits";
import { cacheFolder } from "../../../../aws/cacheFolder";
import { ExportError } from "./exportError";

/** A file that AWS has replaced is left alone for so long after its last use, because another run may be reading it. */
const KEPT_MS = 24 * 60 * 60 * 1000;
/** S3 gives one download 50 to 100 MB a second. */
const DOWNLOADS_AT_A_TIME = 4;

/** Where fetched files are kept, if the user names no other folder. */
export function defaultCacheFolder(environment: NodeJS.ProcessEnv = process.env): string {
    return cacheFolder("export", environment);
}

/** A file that is wanted in the cache. */
export interface WantedFile {
    /** `2026-11`: all wanted files of a month are wanted together. */
    readonly month: string;
    /** What it is, in all places: another content has another identity. */
    readonly identity: string;
    readonly bytes: number;
    /** How messages name it. */
    readonly name: string;
    /** Opens its contents. */
    readonly open: () => Promise<Readable>;
}

/**
 * Files of a bucket, kept on this machine. A file in the cache is always complete: it gets its name when its last byte is written. What an
 * organisation spends is nobody else's business, so only the user can read it.
 */
export class ExportCache {
    readonly #folder: string;
    readonly #onFetch: (files: number, bytes: number) => void;
    /** The number of files that did not have to be fetched. */
    cached = 0;

    /**
     * @param folder a folder for one export.
     * @param onFetch is called before files are fetched.
     */
    constructor(folder: string, onFetch: (files: number, bytes: number) => void = () => undefined) {
        this.#folder = folder;
        this.#onFetch = onFetch;
    }

    /** @returns the paths, in the order of the files. */
    async fetch(files: readonly WantedFile[]): Promise<readonly string[]> {
        const paths = new Map(files.map((file) => [file, path.join(this.#folder, file.month, nameOf(file))]));
        for (const month of new Set(files.map((file) => file.month))) await openFolder(path.join(this.#folder, month));
        const missing: WantedFile[] = [];
        for (const [file, target] of paths) {
            const stats = await fs.stat(target).catch(() => undefined);
            if (stats?.size !== file.bytes) missing.push(file);
        }
        if (missing.length > 0) {
            const bytes = missing.reduce((sum, file) => sum + file.bytes, 0);
            await mustHaveRoom(this.#folder, bytes);
            this.#onFetch(missing.length, bytes);
            await downloadAll(missing.map((file) => ({ file, target: paths.get(file) ?? "" })));
        }
        this.cached += files.length - missing.length;
        await this.#deleteReplaced([...paths.values()]);
        return [...paths.values()];
    }

    /** Deletes files of the same months that are not wanted any more, and what an interrupted run left. */
    async #deleteReplaced(wanted: readonly string[]): Promise<void> {
        const now = new Date();
        for (const file of wanted) await fs.utimes(file, now, now).catch(() => undefined);
        for (const folder of new Set(wanted.map((file) => path.dirname(file)))) {
            for (const name of await fs.readdir(folder)) {
                const file = path.join(folder, name);
                const stats = await fs.stat(file).catch(() => undefined);
                if (stats?.isFile() && now.getTime() - stats.mtimeMs > KEPT_MS) await fs.rm(file, { force: true });
            }
        }
    }
}

/** Some at a time. After a failure no other begins, and those that run end first. */
async function downloadAll(
    downloads: readonly { readonly file: WantedFile; readonly target: string }[],
): Promise<void> {
    const waiting = [...downloads];
    const failures: unknown[] = [];
    const worker = async (): Promise<void> => {
        for (let next = waiting.shift(); next && failures.length === 0; next = waiting.shift()) {
            await download(next.file, next.target).catch((error: unknown) => failures.push(error));
        }
    };
    await Promise.all(Array.from({ length: DOWNLOADS_AT_A_TIME }, worker));
    if (failures.length > 0) throw failures[0];
}

async function download(file: WantedFile, target: string): Promise<void> {
    const part = `${target}.${randomUUID()}.part`;
    try {
        const contents = await file.open();
        await pipeline(contents, createWriteStream(part, { mode: 0o600, flags: "wx" }));
        const { size } = await fs.stat(part);
        if (size !== file.bytes) {
            throw new ExportError(
                `${file.name} ended after ${size} of ${file.bytes} bytes: run this again, it fetches only what is missing`,
            );
        }
        await fs.rename(part, target);
    } catch (error) {
        await fs.rm(part, { force: true });
        const { code = "" } = error as NodeJS.ErrnoException;
        const isDisk = ["ENOSPC", "EACCES", "EROFS", "EDQUOT", "EPERM"].includes(code);
        throw isDisk ? unwritable(path.dirname(target), error) : error;
    }
}

async function openFolder(folder: string): Promise<void> {
    try {
        await fs.mkdir(folder, { recursive: true, mode: 0o700 });
        await fs.access(folder, fs.constants.W_OK | fs.constants.X_OK);
    } catch (error) {
        throw unwritable(folder, error);
    }
}

async function mustHaveRoom(folder: string, bytes: number): Promise<void> {
    const { bavail, bsize } = await fs.statfs(folder);
    if (bytes <= bavail * bsize) return;
    throw new ExportError(
        `the files of these months have ${sizeText(bytes)}, and the disk of ${quoted(folder)} has ${sizeText(bavail * bsize)} left: ask for fewer months, name another folder with XDG_CACHE_HOME, or ask Athena (athena://workgroup/database/table)`,
    );
}

function nameOf({ identity }: WantedFile): string {
    return `${createHash("sha256").update(identity).digest("hex").slice(0, 40)}.parquet`;
}

function unwritable(folder: string, error: unknown): ExportError {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    return new ExportError(
        `the folder ${quoted(folder)}, in which fetched files are kept, cannot be written (${code}): name another with XDG_CACHE_HOME`,
        { cause: error },
    );
}

/** `1.2 GB`, `3.4 MB`. */
export function sizeText(bytes: number): string {
    return bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
