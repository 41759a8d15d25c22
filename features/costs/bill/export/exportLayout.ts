import { posix } from "node:path";
import { countOf, list, quoted, visible } from "../../../../limits";
import { ExportError } from "./exportError";

/**
 * How AWS Data Exports delivers an export:
 *
 *     <prefix>/<export>/data/BILLING_PERIOD=2026-11/<export>-00001.snappy.parquet
 *     <prefix>/<export>/metadata/BILLING_PERIOD=2026-11/<export>-Manifest.json
 *
 * With OVERWRITE, each delivery replaces these files. With CREATE_NEW, each delivery has a folder of its own below the month, in both places.
 * A manifest is delivered after all files that it lists. So only the files that a month's newest manifest lists are its costs: other files
 * are of an earlier delivery, or of one that is not complete.
 *
 * The layout of CREATE_NEW was not seen in a real bucket: AWS documents that a delivery's folder has its execution's id, and users report
 * that its name begins with its time.
 *
 * Sources, read 2026-11-26: https://docs.aws.amazon.com/cur/latest/userguide/dataexports-export-delivery.html and dataexports-manifest.html
 */
export interface ExportFile {
    /** Its path below the folder or bucket that was named, with slashes. */
    readonly path: string;
    readonly bytes: number;
    /** When it was written, in milliseconds. */
    readonly modified: number;
    /** S3's mark of its contents. */
    readonly etag?: string;
}

/** A file of one export. */
export interface PlacedFile extends ExportFile {
    /** Its path below the export: `data/BILLING_PERIOD=2026-11/costs-00001.snappy.parquet`. */
    readonly key: string;
    readonly part: "data" | "metadata";
    /** `2026-11`. */
    readonly month: string;
}

/** Lower case too: the columns of partitions are, and tools that copy an export may write it so. */
const PLACE = /^(?:(.+)\/)?((data|metadata)\/BILLING_PERIOD=(\d{4}-\d{2})\/.+)$/i;
const MOST_NAMED = 5;

/**
 * The files of the one export among others.
 *
 * @param where how a message names the place: `/work/costs`, `s3://acme-costs/focus`.
 * @throws ExportError if there is none, or more than one.
 */
export function oneExport(files: readonly ExportFile[], where: string): readonly PlacedFile[] {
    const placed = files.flatMap((file) => {
        const [, root = "", key = "", part = "", month] = PLACE.exec(file.path) ?? [];
        if (month === undefined) return [];
        return [{ root, file: { ...file, key, part: part.toLowerCase() as PlacedFile["part"], month } }];
    });
    const roots = [...new Set(placed.map((one) => one.root))].sort();
    const [root, ...others] = roots;
    if (root === undefined) throw new ExportError(noExport(files, where));
    if (others.length > 0) {
        const names = roots.map((one) => `${where.replace(/\/$/, "")}/${visible(one)}`);
        throw new ExportError(`${where} has ${roots.length} exports: name one of ${list(names, MOST_NAMED, "or")}`);
    }
    return placed.map(({ file }) => file);
}

function noExport(files: readonly ExportFile[], where: string): string {
    const layout = "an export has its files in data/BILLING_PERIOD=<month>/ and metadata/BILLING_PERIOD=<month>/";
    const parquet = files.filter((file) => file.path.endsWith(".parquet"));
    const [first] = parquet;
    if (
        /(^|\/)BILLING_PERIOD=\d{4}-\d{2}\//i.test(first?.path ?? "") ||
        /BILLING_PERIOD=\d{4}-\d{2}\/?$/i.test(where)
    ) {
        return `${where} is a part of an export: ${layout}. Name the folder above data/`;
    }
    if (first) {
        return `${where} has Parquet files, such as ${quoted(first.path)}, but not in the folders of an export: ${layout}`;
    }
    if (files.length > 0) return `${where} has no export: ${layout}`;
    return `${where} has no files. AWS delivers a new export within 24 hours; ${layout}`;
}

/**
 * The months of an export, oldest first: those with a manifest, because without it the first delivery of a month is not complete. Those with
 * files, if there is no manifest at all: a copy of the data.
 */
export function monthsOf(files: readonly PlacedFile[]): readonly string[] {
    const manifests = files.filter(isManifest);
    return [...new Set((manifests.length > 0 ? manifests : files).map(({ month }) => month))].sort();
}

function isManifest({ part, key }: PlacedFile): boolean {
    return part === "metadata" && /Manifest\.json$/i.test(key);
}

/**
 * The files with the costs of a month.
 *
 * @param files all files of the export.
 * @param read reads a manifest.
 * @param options `isDelivery`: AWS itself writes these files, so that their times tell whether it is replacing them. A copy has its own.
 */
export async function filesOfMonth(
    files: readonly PlacedFile[],
    month: string,
    where: string,
    read: (manifest: PlacedFile) => Promise<string>,
    { isDelivery = false }: { readonly isDelivery?: boolean } = {},
): Promise<readonly PlacedFile[]> {
    const ofMonth = files.filter((file) => file.month === month);
    const data = ofMonth.filter(({ part }) => part === "data");
    const manifests = ofMonth.filter(isManifest);
    const manifest = manifests.reduce<PlacedFile | undefined>(
        (newest, one) => (newest === undefined || isNewer(one, newest) ? one : newest),
        undefined,
    );
    if (manifest === undefined) return withoutManifest(data, month, where);
    const byKey = new Map(data.map((file) => [file.key, file]));
    const listed = listedKeys(await read(manifest), manifest.key, where);
    const missing = listed.filter((key) => !byKey.has(key));
    if (missing.length > 0) {
        throw new ExportError(
            `${where} lacks ${missing.length} of the ${countOf(listed.length, "file")} of ${month} that ${quoted(manifest.key)} lists, such as ${quoted(missing[0])}. If AWS is replacing them, try again in some minutes; if this is a copy, copy it again`,
            { isFailure: true },
        );
    }
    const found = listed.map((key) => byKey.get(key)).filter((file) => file !== undefined);
    if (isDelivery) mustBeOver(found, manifest, month, where);
    return found;
}

/** The list of an earlier delivery, with files of the next one, would give a wrong sum. */
function mustBeOver(listed: readonly PlacedFile[], manifest: PlacedFile, month: string, where: string): void {
    if (listed.every(({ modified }) => modified <= manifest.modified)) return;
    throw new ExportError(
        `AWS is replacing the files of ${month} in ${where} at this moment: run this again in some minutes, or ask Cost Explorer (--source explorer)`,
    );
}

/** Folders of deliveries begin with their time, so that their names tell which is newer, also in a copy whose files are all of today. */
function isNewer(one: PlacedFile, other: PlacedFile): boolean {
    const [folder, otherFolder] = [posix.dirname(one.key), posix.dirname(other.key)];
    if (folder !== otherFolder && posix.dirname(folder) === posix.dirname(otherFolder)) {
        return folder > otherFolder;
    }
    return one.modified > other.modified;
}

/** A copy of the data without its manifests: all Parquet files of the month, if they are of one delivery. */
function withoutManifest(data: readonly PlacedFile[], month: string, where: string): readonly PlacedFile[] {
    const parquet = data.filter(({ key }) => key.endsWith(".parquet"));
    if (data.length > 0 && parquet.length === 0) throw new ExportError(notParquet(data[0]?.key ?? "", where));
    const folders = new Set(parquet.map(({ key }) => posix.dirname(key)));
    if (folders.size > 1) {
        throw new ExportError(
            `${where} has ${folders.size} deliveries of ${month}, and no manifest that says which is the last. Copy the folder metadata/ of the export too`,
        );
    }
    return parquet;
}

/** The keys below the export of the files that a manifest lists. */
function listedKeys(text: string, manifest: string, where: string): readonly string[] {
    const uris = dataFiles(text);
    if (uris === undefined) {
        throw new ExportError(
            `${quoted(manifest)} in ${where} is no manifest of AWS Data Exports: it has no list dataFiles`,
            { isFailure: true },
        );
    }
    const keys = uris.map((uri) => {
        const [, , key = uri] = PLACE.exec(uri) ?? [];
        return key;
    });
    const other = keys.find((key) => !key.endsWith(".parquet"));
    if (other !== undefined) throw new ExportError(notParquet(other, where));
    return [...new Set(keys)];
}

function dataFiles(text: string): readonly string[] | undefined {
    try {
        const manifest = JSON.parse(text) as { dataFiles?: unknown } | null;
        const files = manifest?.dataFiles;
        return Array.isArray(files) && files.every((one) => typeof one === "string") ? files : undefined;
    } catch {
        return undefined;
    }
}

function notParquet(key: string, where: string): string {
    return `${where} has files such as ${quoted(key)}, and only Parquet can be read: choose Parquet as the format of the export`;
}
