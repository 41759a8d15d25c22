import { createHash, randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import fs from "node:fs/promises";
import path from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { quoted } from "../../../../limits";
import { cacheFolder } from "../cacheFolder";
import { ExportError } from "./exportError";

/** Left alone for so long, because another run may be reading it. */
const KEPT_MS = 24 * 60 * 60 * 1000;

/** Where fetched files are kept, if the user names no other folder. */
export function defaultCacheFolder(environment: NodeJS.ProcessEnv = process.env): string {
    return cacheFolder("export", environment);
}

/** A file that is wanted in the cache. */
export interface WantedFile {
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
    /** How many files were fetched, and how many were in the cache. */
    fetched = 0;
    cached = 0;

    /** @param folder a folder for one export. Files in it that are not wanted any more are deleted. */
    constructor(folder: string) {
        this.#folder = folder;
    }

    /** @returns the paths, in the order of the files. */
    async fetch(files: readonly WantedFile[]): Promise<readonly string[]> {
        await this.#open();
        const present = new Map<string, number>();
        for (const name of await fs.readdir(this.#folder)) {
            const stats = await fs.stat(path.join(this.#folder, name)).catch(() => undefined);
            if (stats?.isFile()) present.set(name, stats.size);
        }
        const isPresent = (file: WantedFile): boolean => present.get(nameOf(file)) === file.bytes;
        const missing = files.filter((file) => !isPresent(file));
        await this.#mustHaveRoom(missing.reduce((sum, { bytes }) => sum + bytes, 0));
        for (const file of missing) await this.#download(file);
        this.fetched += missing.length;
        this.cached += files.length - missing.length;
        // Of the files of today, the time is when they were last wanted.
        const now = new Date();
        const paths = files.map((file) => path.join(this.#folder, nameOf(file)));
        for (const one of paths) await fs.utimes(one, now, now).catch(() => undefined);
        return paths;
    }

    /** Deletes what no question wanted for a long time, and interrupted downloads. */
    async clean(keptMs = KEPT_MS): Promise<void> {
        for (const name of await fs.readdir(this.#folder).catch(() => [])) {
            const file = path.join(this.#folder, name);
            const stats = await fs.stat(file).catch(() => undefined);
            if (stats?.isFile() && Date.now() - stats.mtimeMs > keptMs) await fs.rm(file, { force: true });
        }
    }

    async #open(): Promise<void> {
        try {
            await fs.mkdir(this.#folder, { recursive: true, mode: 0o700 });
            await fs.access(this.#folder, fs.constants.W_OK | fs.constants.X_OK);
        } catch (error) {
            throw unwritable(this.#folder, error);
        }
    }

    async #mustHaveRoom(bytes: number): Promise<void> {
        const { bavail, bsize } = await fs.statfs(this.#folder);
        if (bytes <= bavail * bsize) return;
        throw new ExportError(
            `the files of these months have ${gigabytes(bytes)}, and the disk of ${quoted(this.#folder)} has ${gigabytes(bavail * bsize)} left: ask for fewer months, name another folder with XDG_CACHE_HOME, or ask Athena (--source athena://workgroup/database/table)`,
        );
    }

    async #download(file: WantedFile): Promise<void> {
        const target = path.join(this.#folder, nameOf(file));
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
            throw ["ENOSPC", "EACCES", "EROFS", "EDQUOT", "EPERM"].includes(code)
                ? unwritable(this.#folder, error)
                : error;
        }
    }
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

function gigabytes(bytes: number): string {
    return `${(bytes / 1e9).toFixed(1)} GB`;
}
