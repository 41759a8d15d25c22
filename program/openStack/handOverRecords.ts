import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import type { HandedOverAccount } from "../creation";

/** The folder of a project's records, relative to the project. */
export const RECORDS = "records";

/** The names of the records of hand-overs in a folder, the newest first. */
export function handOverFiles(folder: string): string[] {
    if (!fs.existsSync(folder)) return [];
    return fs
        .readdirSync(folder)
        .filter((name) => /-hand-over-.*\.yaml$/.test(name))
        .sort()
        .reverse();
}

/** What a run reads of a record. operations/commands/handOver/record has all of it. */
interface RecordSummary {
    readonly key?: unknown;
    readonly id?: unknown;
    readonly finished?: unknown;
    readonly facts?: { readonly account?: { readonly email?: unknown } };
}

/**
 * The accounts whose hand-over is finished, the newest first.
 *
 * @param project the folder with Pulumi.yaml. A record that cannot be read is left out, because it serves a warning only.
 */
export function readHandedOver(project: string): HandedOverAccount[] {
    return handOverFiles(path.join(project, RECORDS)).flatMap((name) => {
        const file = path.join(RECORDS, name);
        const { key, id, finished, facts } = readSummary(path.join(project, file)) ?? {};
        const email = facts?.account?.email;
        if (typeof key !== "string" || typeof id !== "string" || typeof finished !== "string") return [];
        return [{ key, id, email: typeof email === "string" ? email : "", day: finished.slice(0, 10), file }];
    });
}

function readSummary(file: string): RecordSummary | null {
    try {
        return parse(fs.readFileSync(file, "utf8")) as RecordSummary | null;
    } catch {
        return null;
    }
}
