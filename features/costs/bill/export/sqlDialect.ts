/** What DuckDB and Athena (Trino) write differently. All other SQL of a question is the same in both. */
export interface SqlDialect {
    /** The value of a key of a map; NULL if the map does not have the key. */
    readonly mapValue: (map: string, key: string) => string;
    /** The charges of a month, as what follows FROM. */
    readonly charges: (month: string) => string;
    /** A condition for the charges of a month, if `charges` has others too. */
    readonly ofMonth?: (month: string) => string;
}

/** @param filesOf the paths of the Parquet files of a month. */
export function duckDbDialect(filesOf: (month: string) => readonly string[]): SqlDialect {
    return {
        mapValue: (map, key) => `${map}[${sqlText(key)}]`,
        charges: (month) => parquetFiles(filesOf(month)),
    };
}

/** @param table with the partition `billing_period`, as text: `2026-11`. */
export function athenaDialect(database: string, table: string): SqlDialect {
    return {
        mapValue: (map, key) => `element_at(${map}, ${sqlText(key)})`,
        charges: () => athenaTable(database, table),
        // Athena reads, and bills, only the files of this partition.
        ofMonth: (month) => `billing_period = ${sqlText(month)}`,
    };
}

/** A name is quoted, so that it can be a keyword. */
export function athenaTable(database: string, table: string): string {
    return `${sqlName(database)}.${sqlName(table)}`;
}

/** The Parquet files as a table of DuckDB. A file may lack columns that another has. */
export function parquetFiles(paths: readonly string[]): string {
    const files = paths.map((one) => sqlText(literalGlob(one))).join(", ");
    return `read_parquet([${files}], union_by_name = true, hive_partitioning = false)`;
}

/** DuckDB reads every path as a pattern. */
function literalGlob(path: string): string {
    return path.replace(/[*?[]/g, "[$&]");
}

export function sqlText(text: string): string {
    return `'${text.replaceAll("'", "''")}'`;
}

function sqlName(name: string): string {
    return `"${name.replaceAll('"', '""')}"`;
}
