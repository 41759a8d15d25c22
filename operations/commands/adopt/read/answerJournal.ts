import * as fs from "node:fs";
import * as path from "node:path";

/** Older answers are not used: the organisation goes on, and what is new in it would be missed. */
const MAX_AGE_MS = 60 * 60 * 1000;

const FILE = "journal.jsonl";

interface Head {
    readonly organization: string;
    /** ISO 8601. */
    readonly begun: string;
}

/**
 * What AWS has answered, kept on disk as it comes, one JSON object a line: a run that is interrupted is gone on with, and not
 * begun anew. It holds names, e-mails and policies, so that only the user can read it.
 */
export class AnswerJournal {
    /** When the first answer was got. */
    readonly begun: Date;
    /** How many answers were there at the start. */
    readonly found: number;
    readonly #answers: Map<string, unknown>;
    readonly #file: string;

    /** Whether a run has left one, which has not come to its end. */
    static isIn(folder: string): boolean {
        return fs.existsSync(path.join(folder, FILE));
    }

    /**
     * @param folder where the journal is kept.
     * @param organization the organisation's id: answers of another one are thrown away.
     * @param fresh throws away what is there.
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
        // A line that was torn goes, so that the next one is whole.
        const lines = [JSON.stringify(head), ...[...this.#answers].map((entry) => JSON.stringify(entry))];
        fs.writeFileSync(`${this.#file}.new`, `${lines.join("\n")}\n`, { mode: 0o600 });
        fs.renameSync(`${this.#file}.new`, this.#file);
    }

    /** The answer that is kept, or else that of `ask`, which is kept from then on. It must survive JSON. */
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
            // The last line, torn by the interruption: that answer was lost.
            return [];
        }
    });
    if (typeof head !== "object" || head === null || !("organization" in head && "begun" in head)) return undefined;
    const answers = lines.filter((line): line is [string, unknown] => Array.isArray(line) && line.length === 2);
    return { head: head as Head, answers: new Map(answers) };
}
