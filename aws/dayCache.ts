import { createHash, randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";

const PRIVATE_FOLDER = 0o700;
const PRIVATE_FILE = 0o600;
/** Raise it when the form of the answers changes. */
const VERSION = 1;

/**
 * AWS's answers that are paid for or take long, and that change about once a day: kept until the end of the day (UTC). Only the user can read them. A
 * folder that cannot be written and a damaged file cost a request, and nothing else.
 */
export class DayCache {
    readonly #folder: string;
    readonly #today: string;

    /** @param folder of one management account. @param today `2026-11-26`. */
    constructor(folder: string, today: string) {
        this.#folder = folder;
        this.#today = today;
    }

    read(question: unknown): unknown {
        try {
            const kept = JSON.parse(fs.readFileSync(this.#file(question), "utf8")) as unknown;
            return typeof kept === "object" && kept !== null && "answer" in kept ? kept.answer : undefined;
        } catch {
            return undefined;
        }
    }

    write(question: unknown, answer: unknown): void {
        const file = this.#file(question);
        const temporary = `${file}.${randomUUID()}.tmp`;
        try {
            fs.mkdirSync(path.dirname(file), { recursive: true, mode: PRIVATE_FOLDER });
            this.#removeOldDays();
            fs.writeFileSync(temporary, JSON.stringify({ answer }), { flag: "wx", mode: PRIVATE_FILE });
            fs.renameSync(temporary, file);
        } catch {
            this.#discard(temporary);
        }
    }

    #discard(file: string): void {
        try {
            fs.rmSync(file, { force: true });
        } catch {
            // Something else than a folder is in its place: then there is no file either.
        }
    }

    #file(question: unknown): string {
        const key = createHash("sha256")
            .update(JSON.stringify([VERSION, question]))
            .digest("hex");
        return path.join(this.#folder, this.#today, `${key}.json`);
    }

    #removeOldDays(): void {
        for (const day of fs.readdirSync(this.#folder)) {
            if (/^\d{4}-\d{2}-\d{2}$/.test(day) && day < this.#today)
                fs.rmSync(path.join(this.#folder, day), { recursive: true, force: true });
        }
    }
}
