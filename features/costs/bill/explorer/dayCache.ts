import { createHash, randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";

const PRIVATE_FOLDER = 0o700;
const PRIVATE_FILE = 0o600;
/** Raise it when the form of the answers changes. */
const VERSION = 1;

/**
 * Answers that are paid for, kept until the end of the day (UTC): AWS updates costs about once a day. Only the user can read them. A
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
            const [sum, text = ""] = fs.readFileSync(this.#file(question), "utf8").split("\n");
            // Half an answer would be too low a bill.
            return sum === sumOf(text) ? (JSON.parse(text) as unknown) : undefined;
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
            const text = JSON.stringify(answer);
            fs.writeFileSync(temporary, `${sumOf(text)}\n${text}`, { flag: "wx", mode: PRIVATE_FILE });
            fs.renameSync(temporary, file);
        } catch {
            // It fails too where a file is in the place of the folder.
            fs.rm(temporary, { force: true }, () => undefined);
        }
    }

    #file(question: unknown): string {
        return path.join(this.#folder, this.#today, sumOf(JSON.stringify([VERSION, question])));
    }

    #removeOldDays(): void {
        for (const day of fs.readdirSync(this.#folder)) {
            if (/^\d{4}-\d{2}-\d{2}$/.test(day) && day < this.#today)
                fs.rmSync(path.join(this.#folder, day), { recursive: true, force: true });
        }
    }
}

function sumOf(text: string): string {
    return createHash("sha256").update(text).digest("hex");
}
