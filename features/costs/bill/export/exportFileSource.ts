import { list } from "../../../../limits";
import type { CostQuestion, CostRow, CostSource, SourceUsage } from "../costSource";
import { costRows, currencyOf } from "./answerRows";
import { withDuckDb, type RunQuery } from "./duckDb";
import { checkColumns, formatOf } from "./exportColumns";
import { ExportError } from "./exportError";
import type { ExportFiles } from "./exportFiles";
import type { ExportFormat } from "./exportFormat";
import { filesOfMonth, monthsOf, oneExport, type PlacedFile } from "./exportLayout";
import { exportQuery, lastDayQuery, neededColumns } from "./exportQuery";
import { questionMonths, type QuestionMonth } from "./questionMonths";
import { duckDbDialect, parquetFiles } from "./sqlDialect";

/** Costs from the Parquet files of an export, by DuckDB on this machine. */
export class ExportFileSource implements CostSource {
    readonly name: string;
    readonly #files: ExportFiles;
    #listing: Promise<readonly PlacedFile[]> | undefined;
    /** Kept for all questions, so that all have the same figures. */
    readonly #paths = new Map<string, readonly string[]>();
    #currency: string | undefined;
    #lastAnswer: Promise<unknown> = Promise.resolve();

    constructor(files: ExportFiles) {
        this.#files = files;
        this.name = `the export in ${files.where}`;
    }

    async months(): Promise<readonly string[]> {
        return monthsOf(await this.#list());
    }

    costs(question: CostQuestion): Promise<readonly CostRow[]> {
        return this.#inTurn(() => this.#answer(question));
    }

    lastDay(month: string, before: string): Promise<string | undefined> {
        return this.#inTurn(() => this.#lastDay(month, before));
    }

    /** Questions wait for each other: the memory of the machine is for one. */
    #inTurn<T>(ask: () => Promise<T>): Promise<T> {
        const answer = this.#lastAnswer.then(ask);
        this.#lastAnswer = answer.catch(() => undefined);
        return answer;
    }

    async #lastDay(month: string, before: string): Promise<string | undefined> {
        await this.#fetch([month]);
        const paths = this.#paths.get(month) ?? [];
        if (paths.length === 0) return undefined;
        const [row] = await withDuckDb(async (run) => {
            const format = await this.#format(run, ({ start }) => start.columns, [{ month }]);
            return run(
                lastDayQuery(
                    month,
                    before,
                    format,
                    duckDbDialect(() => paths),
                ),
            );
        });
        return row?.["day"]?.slice(0, 10);
    }

    async #answer(question: CostQuestion): Promise<readonly CostRow[]> {
        const months = questionMonths(question);
        await this.#fetch(months.map(({ month }) => month));
        // AWS delivers a list without files for a month without costs.
        const filled = months.filter(({ month }) => (this.#paths.get(month) ?? []).length > 0);
        if (filled.length === 0) return [];
        const dialect = duckDbDialect((month) => this.#paths.get(month) ?? []);
        const answer = await withDuckDb(async (run) => {
            const format = await this.#format(run, (one) => neededColumns(question, months, one), filled);
            return run(exportQuery(question, filled, format, dialect));
        });
        this.#currency = currencyOf(answer, this.#files.where, this.#currency);
        return costRows(question, answer);
    }

    currency(): string | undefined {
        return this.#currency;
    }

    usage(): SourceUsage {
        return this.#files.usage();
    }

    #list(): Promise<readonly PlacedFile[]> {
        this.#listing ??= this.#files.list().then((files) => oneExport(files, this.#files.where));
        return this.#listing;
    }

    /** Fetches the files of the months that no question needed yet. */
    async #fetch(months: readonly string[]): Promise<void> {
        const files = await this.#list();
        this.#mustHave(months, monthsOf(files));
        const missing = months.filter((month) => !this.#paths.has(month));
        const chosen: (readonly PlacedFile[])[] = [];
        for (const month of missing) {
            const { where, isDelivery = false } = this.#files;
            chosen.push(await filesOfMonth(files, month, where, (file) => this.#files.read(file), { isDelivery }));
        }
        const paths = await this.#files.fetch(chosen.flat());
        let start = 0;
        for (const [index, month] of missing.entries()) {
            const end = start + (chosen[index]?.length ?? 0);
            this.#paths.set(month, paths.slice(start, end));
            start = end;
        }
    }

    /** A month without files may have costs: an answer without it would be a wrong sum. */
    #mustHave(months: readonly string[], present: readonly string[]): void {
        const missing = months.filter((month) => !present.includes(month));
        if (missing.length === 0) return;
        throw new ExportError(
            `${this.#files.where} has no files of ${list(missing, 6)}, but of ${list(present, 12)}: ask for these months only. An export begins with the month in which it was created, and a month is complete when its manifest is there`,
        );
    }

    async #format(
        run: RunQuery,
        needed: (format: ExportFormat) => Iterable<string>,
        months: readonly QuestionMonth[],
    ): Promise<ExportFormat> {
        const formats = new Map<string, ExportFormat>();
        for (const { month } of months) {
            const where = `${this.#files.where}, ${month},`;
            const rows = await run(`DESCRIBE SELECT * FROM ${parquetFiles(this.#paths.get(month) ?? [])}`);
            const types = new Map(rows.map((row) => [row["column_name"] ?? "", row["column_type"] ?? ""]));
            const format = formatOf(types, where);
            checkColumns(format, new Set(needed(format)), types, where);
            formats.set(format.name, format);
        }
        const [format, other] = formats.values();
        if (format === undefined || other !== undefined) {
            throw new ExportError(
                `${this.#files.where} has months in ${list([...formats.keys()])}: name an export in one format`,
            );
        }
        return format;
    }
}
