import * as fs from "node:fs";
import * as path from "node:path";

/** Older answers are not used, because the organisation may have changed since. */
const MAX_AGE_MS = 60 * 60 * 1000;

const FILE = "journal.jsonl";

interface Head {
    readonly organization: string;
    /** ISO 8601. */
    readonly begun: string;
}

/**
 * Keeps AWS's answers on disk as they arrive, one JSON object a line, so that an interrupted run continues and does not begin
 * again. Only the user may read the file, because it contains names, e-mails and policies.
 */
export class AnswerJournal {
    /** The time of the first answer. */
    readonly begun: Date;
    /** How many answers were there at the start. */
    readonly found: number;
    readonly #answers: Map<string, unknown>;
    readonly #file: string;

    /** Whether an unfinished run has left a journal. */
    static isIn(folder: string): boolean {
        return fs.existsSync(path.join(folder, FILE));
    }

    /**
     * @param folder where the journal is kept.
     * @param organization the organisation's id. Answers of another organisation are deleted.
     * @param fresh deletes existing answers.
     */
    constructor(folder: string, organization: string, fresh = false, now = new Date()) {
        this.#file = path.join(folder, FILE);
        const kept = fresh ? undefined : read(this.#file);
        const age = kept && now.getTime() - Date.parse(kept.head.begun);
        const isUsable = age !== undefined && age >= 0 && age < MAX_AGE_MS && kept?.head.organization === organization;
        this.#answers = (isUsable && kept?.answers) || new Map<string, unknown>();
        this.begun = isUsable && kept ? new Date(kept.head.begun) : now;
        this.found = this.#answers.size;
        const head: Head = { organization, begun: this.begun.toISOString() };
        fs.mkdirSync(folder, { recursive: true });
        // Removes a line that was cut off, so that the next one is complete.
        const lines = [JSON.stringify(head), ...[...this.#answers].map((entry) => JSON.stringify(entry))];
        fs.writeFileSync(`${this.#file}.new`, `${lines.join("\n")}\n`, { mode: 0o600 });
        fs.renameSync(`${this.#file}.new`, this.#file);
    }

    /** Returns the kept answer. If there is none, calls `ask` and keeps its answer, which must survive JSON. */
    async answer<T>(question: string, ask: () => Promise<T>): Promise<T> {
        if (this.#answers.has(question)) return this.#answers.get(question) as T;
        const answer = await ask();
        this.#answers.set(question, answer);
        fs.appendFileSync(this.#file, `${JSON.stringify([question, answer])}\n`);
        return answer;
    }
}

function read(file: string): { readonly head: Head; readonly answers: Map<string, unknown> } | undefined {
    let text: string;
    try {
        text = fs.readFileSync(file, "utf8");
    } catch {
        return undefined;
    }
    const [head, ...lines] = text.split("\n").flatMap((line): unknown[] => {
        try {
            return [JSON.parse(line)];
        } catch {
            // The last line was cut off by the interruption. Its answer is lost.
            return [];
        }
    });
    if (typeof head !== "object" || head === null || !("organization" in head && "begun" in head)) return undefined;
    const answers = lines.filter((line): line is [string, unknown] => Array.isArray(line) && line.length === 2);
    return { head: head as Head, answers: new Map(answers) };
}
