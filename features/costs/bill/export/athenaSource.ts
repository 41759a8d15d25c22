import type { AwsClients } from "../../../../aws/awsClients";
import type { CostQuestion, CostRow, CostSource, SourceUsage } from "../costSource";
import { costRows, currencyOf, type AnswerRow } from "./answerRows";
import { athenaAnswer } from "./athenaQuery";
import { checkColumns, formatOf } from "./exportColumns";
import { ExportError } from "./exportError";
import { exportQuery, lastDayQuery, neededColumns } from "./exportQuery";
import { questionMonths } from "./questionMonths";
import { athenaDialect, athenaTable, sqlText } from "./sqlDialect";

/** The table of an export in Athena. Its partition `billing_period` is the month, as AWS's templates and crawlers make it. */
export interface AthenaPlace {
    readonly workgroup: string;
    readonly database: string;
    readonly table: string;
    readonly region: string;
}

/**
 * Costs from the files of an export by Athena, for exports that are too large for a machine. Each question costs what Athena reads: see
 * `usage`. The export must be made with OVERWRITE: Athena reads every delivery that is in the bucket.
 */
export class AthenaSource implements CostSource {
    readonly name: string;
    readonly #place: AthenaPlace;
    readonly #clients: Pick<AwsClients, "athena">;
    readonly #wait: ((milliseconds: number) => Promise<unknown>) | undefined;
    #types: Promise<ReadonlyMap<string, string>> | undefined;
    #months: Promise<readonly string[]> | undefined;
    #currency: string | undefined;
    #requests = 0;
    #usd = 0;

    /** @param wait replaced in tests. */
    constructor(
        place: AthenaPlace,
        clients: Pick<AwsClients, "athena">,
        wait?: (milliseconds: number) => Promise<unknown>,
    ) {
        this.#place = place;
        this.#clients = clients;
        this.#wait = wait;
        this.name = `Athena, table ${place.database}.${place.table}`;
    }

    async months(): Promise<readonly string[]> {
        const { database, table } = this.#place;
        // Athena keeps the values of partitions apart, and reads no file for them.
        const sql = `SELECT DISTINCT billing_period FROM ${athenaTable(database, `${table}$partitions`)} ORDER BY billing_period`;
        this.#months ??= this.#ask(sql, ["billing_period"]).then((rows) => {
            return rows.map((row) => row["billing_period"] ?? "").filter((month) => /^\d{4}-\d{2}$/.test(month));
        });
        return this.#months;
    }

    async costs(question: CostQuestion): Promise<readonly CostRow[]> {
        const months = questionMonths(question);
        const { database, table } = this.#place;
        const types = await this.#columns();
        const format = formatOf(types, this.name);
        checkColumns(format, neededColumns(question, months, format), types, this.name);
        if (!types.has("billing_period")) {
            throw new ExportError(
                `${this.name} has no partition billing_period, so every question would read all months: make the table with the partitions of the export`,
            );
        }
        const present = await this.months();
        const missing = months.filter(({ month }) => !present.includes(month));
        if (missing.length > 0) {
            throw new ExportError(
                `${this.name} has no partition ${missing[0]?.month ?? ""}: ask for months from ${present[0] ?? "none"} to ${present.at(-1) ?? "none"}, or add the partition (MSCK REPAIR TABLE, or the crawler)`,
            );
        }
        const sql = exportQuery(question, months, format, athenaDialect(database, table));
        const keys = question.groupBy.map((_, index) => `key${index + 1}`);
        const answer = await this.#ask(sql, ["month", ...keys, "currency", "amount"]);
        this.#currency = currencyOf(answer, this.name, this.#currency);
        return costRows(question, answer);
    }

    async lastDay(month: string, before: string): Promise<string | undefined> {
        const { database, table } = this.#place;
        const types = await this.#columns();
        const format = formatOf(types, this.name);
        checkColumns(format, new Set(format.start.columns), types, this.name);
        const [row] = await this.#ask(lastDayQuery(month, before, format, athenaDialect(database, table)), ["day"]);
        return row?.["day"]?.slice(0, 10);
    }

    currency(): string | undefined {
        return this.#currency;
    }

    usage(): SourceUsage {
        return { requests: this.#requests, cached: 0, usd: this.#usd };
    }

    #columns(): Promise<ReadonlyMap<string, string>> {
        this.#types ??= this.#readColumns();
        return this.#types;
    }

    async #readColumns(): Promise<ReadonlyMap<string, string>> {
        const { database, table } = this.#place;
        const rows = await this.#ask(
            `SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = ${sqlText(database.toLowerCase())} AND table_name = ${sqlText(table.toLowerCase())}`,
            ["column_name", "data_type"],
        );
        if (rows.length === 0) {
            throw new ExportError(`Athena has no table ${database}.${table} in ${this.#place.region}, or hides it`);
        }
        return new Map(rows.map((row) => [row["column_name"] ?? "", row["data_type"] ?? ""]));
    }

    async #ask(sql: string, columns: readonly string[]): Promise<readonly AnswerRow[]> {
        const athena = await this.#clients.athena(this.#place.region);
        this.#requests += 1;
        const { rows, usd } = await athenaAnswer(athena, this.#place.workgroup, sql, columns, this.#wait);
        this.#usd += usd;
        return rows;
    }
}
