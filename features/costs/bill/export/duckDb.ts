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
 *
 * @param memory the bytes that it may use, with which it spills to the disk.
 */
export async function withDuckDb<T>(use: (run: RunQuery) => Promise<T>, memory = usualMemory()): Promise<T> {
    const { DuckDBInstance } = await import("@duckdb/node-api");
    const spill = await fs.mkdtemp(path.join(os.tmpdir(), "org-costs-"));
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

function usualMemory(): number {
    return Math.min(MOST_MEMORY_BYTES, Math.floor(os.totalmem() / 2));
}

async function rowsOf(connection: DuckDBConnection, sql: string): ReturnType<RunQuery> {
    try {
        const reader = await connection.runAndReadAll(sql);
        return reader.getRowObjectsJson() as Record<string, string | null>[];
    } catch (error) {
        throw explainedFailure(error);
    }
}

/** The classes of messages of DuckDB about the contents of a file. Its reader of Parquet has no class for some. */
const BROKEN_FILE =
    /^(Invalid Input|Invalid|Serialization|TProtocolException|Conversion) Error|No magic bytes|TProtocol|Snappy|ZSTD/i;
const TOO_LARGE = /Out of Memory|max_temp_directory_size|No space left/i;

/** What DuckDB's message means for the user. */
function explainedFailure(error: unknown): Error {
    const message = error instanceof Error ? error.message : String(error);
    const said = `DuckDB says: ${visible(message.split("\n", 1)[0] ?? "", 400)}`;
    const [, file] = /file ['"]([^"\n]+?)['"](?=[\s:.]|$)/i.exec(message) ?? [];
    const named = file === undefined ? "a file of the export" : visible(file, 300);
    const options = { cause: error };
    if (TOO_LARGE.test(message)) {
        return new ExportError(
            `the export is too large for the memory or the free disk of this machine: ask for fewer months or accounts, or ask Athena (athena://workgroup/database/table). ${said}`,
            options,
        );
    }
    if (BROKEN_FILE.test(message)) {
        return new ExportError(
            `${named} is not a complete Parquet file: copy it again, or delete it if it is in the cache of fetched files. ${said}`,
            options,
        );
    }
    return new ExportError(`${named} cannot be read. ${said}`, options);
}
