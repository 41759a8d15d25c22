import fs from "node:fs/promises";
import path from "node:path";
import { quoted } from "../../../../limits";
import { ExportError } from "./exportError";
import type { ExportFiles } from "./exportFiles";
import type { ExportFile, PlacedFile } from "./exportLayout";

/** An export lies at most so many folders below the named one, as in `<bucket>/<prefix>/<export>`. A month may have folders of deliveries. */
const DEEPEST = 8;
const MOST_FILES = 200_000;
/** Not worth a walk. */
const LEFT_OUT = new Set(["node_modules", ".git"]);

/** Files of exports in a folder of this machine. */
export class FolderFiles implements ExportFiles {
    readonly where: string;
    readonly #folder: string;

    constructor(folder: string) {
        this.#folder = path.resolve(folder);
        this.where = this.#folder;
    }

    async list(): Promise<readonly ExportFile[]> {
        const files: ExportFile[] = [];
        await this.#walk("", 0, files);
        return files;
    }

    async #walk(below: string, depth: number, files: ExportFile[]): Promise<void> {
        const folder = path.join(this.#folder, below);
        const entries = await fs.readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
            throw unreadable(folder, error, below === "");
        });
        for (const entry of entries) {
            const inside = below === "" ? entry.name : `${below}/${entry.name}`;
            // A link may lead to a file or a folder.
            const found = entry.isSymbolicLink()
                ? await fs.stat(path.join(folder, entry.name)).catch(() => entry)
                : entry;
            if (found.isDirectory()) {
                if (depth < DEEPEST && !LEFT_OUT.has(entry.name)) await this.#walk(inside, depth + 1, files);
            } else if (found.isFile()) {
                const { size, mtimeMs } = await fs.stat(path.join(folder, entry.name));
                files.push({ path: inside, bytes: size, modified: mtimeMs });
                if (files.length > MOST_FILES) {
                    throw new ExportError(
                        `${this.where} has more than ${MOST_FILES} files: name the folder of the export`,
                    );
                }
            }
        }
    }

    read(file: ExportFile): Promise<string> {
        return fs.readFile(path.join(this.#folder, file.path), "utf8");
    }

    fetch(files: readonly PlacedFile[]): Promise<readonly string[]> {
        return Promise.resolve(files.map((file) => path.join(this.#folder, file.path)));
    }

    usage(): { readonly requests: number; readonly cached: number; readonly usd: number } {
        return { requests: 0, cached: 0, usd: 0 };
    }
}

function unreadable(folder: string, error: unknown, isNamed: boolean): Error {
    const { code = "" } = error as NodeJS.ErrnoException;
    const name = quoted(folder);
    if (isNamed && code === "ENOENT") {
        return new ExportError(`there is no folder ${name}. A bucket is named as s3://bucket/prefix`, {
            cause: error,
            isFailure: false,
        });
    }
    if (isNamed && code === "ENOTDIR") {
        return new ExportError(`${name} is a file: name the folder of the export`, { cause: error, isFailure: false });
    }
    return new ExportError(`the folder ${name} cannot be read (${code || String(error)})`, { cause: error });
}
