import type { ExportFile, PlacedFile } from "./exportLayout";

/** A place with the files of exports: a folder, or a bucket. */
export interface ExportFiles {
    /** How messages name it: `/work/costs`, `s3://acme-costs/focus`. */
    readonly where: string;
    /** AWS itself writes the files, as an export that it delivers. */
    readonly isDelivery?: boolean;
    /** Every file, also those outside an export's layout. */
    list(): Promise<readonly ExportFile[]>;
    read(file: ExportFile): Promise<string>;
    /**
     * Makes sure that the files are on this machine.
     *
     * @returns their paths, in the order of the files.
     */
    fetch(files: readonly PlacedFile[]): Promise<readonly string[]>;
    /** Requests to AWS so far, those that the cache saved, and what they cost in USD. */
    usage(): { readonly requests: number; readonly cached: number; readonly usd: number };
}
