import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { visible } from "../../../../limits";
import { ExportError } from "./exportError";

/** Half of the machine's memory, and at most this: the sums of an organisation need little, those of every resource more. */
const MOST_MEMORY_BYTES = 2 * 1024 ** 3;
const MOST_THREADS = 4;

/** Runs queries, one after the other. */
export type RunQuery = (sql: string) => Promise<readonly Readonly<Record<string, string | null>>[]>;

/**
 * Queries of Parquet files on this machine.
 *
 * DuckDB is loaded here, because it is large. It has Parquet built in, and may load nothing else: it downloads extensions if it is not
 * stopped.
 */
export async function withDuckDb<T>(use: (run: RunQuery) => Promise<T>): Promise<T> {
    const { DuckDBInstance } = await import("@duckdb/node-api");
    const spill = await fs.mkdtemp(path.join(os.tmpdir(), "org-costs-"));
    const memory = Math.min(MOST_MEMORY_BYTES, Math.floor(os.totalmem() / 2));
    try {
        const instance = await DuckDBInstance.create(":memory:", {
            autoinstall_known_extensions: "false",
            autoload_known_extensions: "false",
            allow_community_extensions: "false",
            memory_limit: `${Math.floor(memory / 1024 ** 2)}MiB`,
            temp_directory: spill,
            preserve_insertion_order: "false",
            threads: String(Math.min(MOST_THREADS, os.availableParallelism())),
        });
        try {
            const connection = await instance.connect();
            try {
                // A time without a zone, as the questions have, is meant as UTC, whatever the zone of this machine.
                await connection.run("SET TimeZone = 'UTC'");
                return await use((sql) => rowsOf(connection, sql));
            } finally {
                connection.closeSync();
            }
        } finally {
            instance.closeSync();
        }
    } finally {
        await fs.rm(spill, { recursive: true, force: true });
    }
}

async function rowsOf(connection: DuckDBConnection, sql: string): ReturnType<RunQuery> {
    try {
        const reader = await connection.runAndReadAll(sql);
        return reader.getRowObjectsJson() as Record<string, string | null>[];
    } catch (error) {
        throw explainedFailure(error);
    }
}

/** What DuckDB's message means for the user. */
export function explainedFailure(error: unknown): Error {
    const message = error instanceof Error ? error.message : String(error);
    const [, file] = /file ['"]([^'"\n]+)['"]/i.exec(message) ?? [];
    const named = file === undefined ? "a file of the export" : visible(file, 300);
    if (
        /magic bytes|too small to be a Parquet|footer|TProtocol|Thrift|corrupt|not a parquet|ZSTD|snappy|page/i.test(
            message,
        )
    ) {
        return new ExportError(
            `${named} is not a complete Parquet file: copy it again (DuckDB says: ${firstLine(message)})`,
            { cause: error },
        );
    }
    if (/out of memory|max_temp_directory_size|No space left/i.test(message)) {
        return new ExportError(
            `the export is too large for the memory or the free disk of this machine: ask for fewer months or accounts, or ask Athena (docs: --source athena://workgroup/database/table). DuckDB says: ${firstLine(message)}`,
            { cause: error },
        );
    }
    if (/^IO Error/i.test(message)) {
        return new ExportError(`${named} cannot be read: ${firstLine(message)}`, { cause: error });
    }
    return new ExportError(`DuckDB cannot read the export: ${firstLine(message)}`, { cause: error });
}

function firstLine(message: string): string {
    return visible(message.split("\n", 1)[0] ?? "", 400);
}
