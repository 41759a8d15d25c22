import { createHash } from "node:crypto";
import fs from "node:fs/promises";
import path from "node:path";
import { cacheFolder } from "../bill/cacheFolder";
import type { LastMonthCosts } from "./lastMonthCosts";

/**
 * What accounts cost last month, as AWS said it on the same day: a pull request is previewed many times. Only the user can read the file.
 * Without a folder that can be written, every preview asks AWS.
 */
export class LastMonthCache {
    readonly #file: string;

    /** @param about everything that the answer depends on: the account, the question. */
    constructor(about: readonly string[], now: Date, folder: string = cacheFolder("preview")) {
        const digest = createHash("sha256").update(JSON.stringify(about)).digest("hex").slice(0, 32);
        this.#file = path.join(folder, `${now.toISOString().slice(0, 10)}-${digest}.json`);
    }

    async read(): Promise<LastMonthCosts | undefined> {
        try {
            const { month, currency, amounts } = JSON.parse(await fs.readFile(this.#file, "utf8")) as {
                month: string;
                currency: string;
                amounts: Record<string, number>;
            };
            return { month, currency, amounts: new Map(Object.entries(amounts)) };
        } catch {
            return undefined;
        }
    }

    /** Also deletes the answers of other days. */
    async write({ month, currency, amounts }: LastMonthCosts): Promise<void> {
        const folder = path.dirname(this.#file);
        try {
            await fs.mkdir(folder, { recursive: true, mode: 0o700 });
            const today = path.basename(this.#file).slice(0, 10);
            for (const name of await fs.readdir(folder)) {
                if (!name.startsWith(today)) await fs.rm(path.join(folder, name), { force: true });
            }
            const part = `${this.#file}.${process.pid}`;
            await fs.writeFile(part, JSON.stringify({ month, currency, amounts: Object.fromEntries(amounts) }), {
                mode: 0o600,
            });
            await fs.rename(part, this.#file);
        } catch {
            // The next preview asks again.
        }
    }
}
