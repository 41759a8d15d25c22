import { compareValues, type SortOrder } from "../../../../pages/data/lineOrder";
import { folded, typedWords } from "../../../../pages/data/typedWords";
import type { AccessPageData, PageAccount, PageEntry } from "./accessPageData";

/** A row of the table: what an entry gives in one account. */
export interface AccessRow {
    readonly entry: PageEntry;
    readonly account: PageAccount;
}

/** What is shown. Empty texts: everything. */
export interface RowFilter {
    readonly typed: string;
    readonly permissionSet: string;
    readonly unit: string;
}

/** What a column shows, and so what it is sorted by. */
export type RowValue =
    | { readonly of: "entry"; readonly value: (entry: PageEntry) => string }
    | { readonly of: "account"; readonly value: (account: PageAccount) => string };

/**
 * All rows, filtered and sorted. There may be some 200,000, so that they are numbers until they are shown: every word that is typed is looked
 * for once in each entry and once in each account.
 */
export class AccessRows {
    /** The number of all rows. */
    readonly count: number;
    readonly #data: AccessPageData;
    /** By the number of a row: its entry, and its account. */
    readonly #entries: Uint32Array;
    readonly #accounts: Uint32Array;
    readonly #entryTexts: readonly string[];
    readonly #accountTexts: readonly string[];

    constructor(data: AccessPageData) {
        this.#data = data;
        const placeOf = ({ place }: PageEntry): readonly number[] => data.places[place] ?? [];
        this.count = data.entries.reduce((sum, entry) => sum + placeOf(entry).length, 0);
        this.#entries = new Uint32Array(this.count);
        this.#accounts = new Uint32Array(this.count);
        let row = 0;
        for (const [number, entry] of data.entries.entries()) {
            for (const account of placeOf(entry)) {
                this.#entries[row] = number;
                this.#accounts[row] = account;
                row++;
            }
        }
        this.#entryTexts = data.entries.map(({ who, kind, through, permissionSet, until, because, from }) =>
            folded([who, kind, through, permissionSet, until, because, from].join("\n")),
        );
        this.#accountTexts = data.accounts.map(({ name, id, units }) => folded([name, id, ...units].join("\n")));
    }

    /** The numbers of the rows that a filter lets through, in the order of the report. */
    filtered({ typed, permissionSet, unit }: RowFilter): Uint32Array {
        const { entries, accounts } = this.#data;
        const words = typedWords(typed);
        const marks = (texts: readonly string[]): Uint8Array[] =>
            words.map((word) => Uint8Array.from(texts, (text) => Number(text.includes(word))));
        const [inEntry, inAccount] = [marks(this.#entryTexts), marks(this.#accountTexts)];
        const isEntry = entries.map((entry) => permissionSet === "" || entry.permissionSet === permissionSet);
        const isAccount = accounts.map(({ units }) => unit === "" || units.includes(unit));
        const found = new Uint32Array(this.count);
        let length = 0;
        for (let row = 0; row < this.count; row++) {
            const [entry, account] = [this.#entries[row] ?? 0, this.#accounts[row] ?? 0];
            if (!isEntry[entry] || !isAccount[account]) continue;
            let isFound = true;
            for (let word = 0; word < words.length && isFound; word++) {
                isFound = (inEntry[word]?.[entry] ?? 0) + (inAccount[word]?.[account] ?? 0) > 0;
            }
            if (isFound) found[length++] = row;
        }
        return found.subarray(0, length);
    }

    /** Rows in another order; those of equal value stay as they are. Empty texts come last. */
    sorted(rows: Uint32Array, by: RowValue, order: SortOrder): Uint32Array {
        const texts = by.of === "entry" ? this.#data.entries.map(by.value) : this.#data.accounts.map(by.value);
        const different = [...new Set(texts)].sort((one, two) =>
            one === "" || two === "" ? Number(one === "") - Number(two === "") : compareValues(one, two),
        );
        const last = different.length;
        const ranks = new Map(different.map((text, rank) => [text, rank]));
        const rankOf = texts.map((text) => {
            const rank = ranks.get(text) ?? 0;
            if (text === "") return last + 1;
            return order === "ascending" ? rank : last - rank;
        });
        const numbers = by.of === "entry" ? this.#entries : this.#accounts;
        // One number for each row, so that the sort compares numbers: its rank, and its place in the order of now.
        const keys = Float64Array.from(rows, (row, index) => (rankOf[numbers[row] ?? 0] ?? 0) * rows.length + index);
        keys.sort();
        return Uint32Array.from(keys, (key) => rows[key % rows.length] ?? 0);
    }

    row(number: number): AccessRow {
        const entry = this.#data.entries[this.#entries[number] ?? 0];
        const account = this.#data.accounts[this.#accounts[number] ?? 0];
        if (entry === undefined || account === undefined) throw new RangeError(`there is no row ${number}`);
        return { entry, account };
    }

    /** How many people and groups, and accounts, rows are about. */
    countsOf(rows: Uint32Array): { readonly who: number; readonly accounts: number } {
        const names = new Map<string, number>();
        const whoOf = this.#data.entries.map(({ kind, who }) => {
            const id = `${kind}\n${who}`;
            const number = names.get(id) ?? names.size;
            names.set(id, number);
            return number;
        });
        const [who, accounts] = [new Uint8Array(names.size), new Uint8Array(this.#data.accounts.length)];
        for (const row of rows) {
            who[whoOf[this.#entries[row] ?? 0] ?? 0] = 1;
            accounts[this.#accounts[row] ?? 0] = 1;
        }
        const sum = (marks: Uint8Array): number => marks.reduce((all, mark) => all + mark, 0);
        return { who: sum(who), accounts: sum(accounts) };
    }
}
