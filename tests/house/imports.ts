import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as path from "node:path";
import type { ICruiseResult, IViolation } from "dependency-cruiser";

export const CHECKOUT = path.resolve(__dirname, "../..");
const CONFIG = path.join(CHECKOUT, ".dependency-cruiser.cjs");
const PROGRAM = path.join(CHECKOUT, "node_modules", "dependency-cruiser", "bin", "dependency-cruiser.mjs");

/** What dependency-cruiser finds in a folder that is laid out as the checkout, by the rules of .dependency-cruiser.cjs. */
export function readImports(folder: string): ICruiseResult {
    const { stdout, stderr } = spawnSync(
        process.execPath,
        [PROGRAM, "--config", CONFIG, "--output-type", "json", "."],
        // A whole house is about 5 MB.
        { cwd: folder, encoding: "utf8", maxBuffer: 256 * 1024 * 1024 },
    );
    assert.notEqual(stdout, "", stderr);
    return JSON.parse(stdout) as ICruiseResult;
}

/** A violation in plain words: who imports what. A file that nobody imports is named alone. */
export function violationText({ from, to, cycle }: IViolation): string {
    if (cycle !== undefined && cycle.length > 0) return [from, ...cycle.map(({ name }) => name)].join(" → ");
    return from === to ? from : `${from} imports ${to}`;
}

/** The files that alone know all folders: a picture shows them as themselves, and not as their folder. */
const ROOTS = ["index.ts", "forecast.ts", "operations/main.ts"];

/** Which folders of the house, and composition roots, import which. */
export function folderImports({ modules }: ICruiseResult): ReadonlyMap<string, ReadonlySet<string>> {
    const found = new Map<string, Set<string>>();
    const folderOf = (file: string): string => (ROOTS.includes(file) ? file : (file.split("/")[0] ?? file));
    for (const { source, dependencies } of modules.filter(({ source }) => isOfHouse(source))) {
        const of = found.get(folderOf(source)) ?? new Set();
        found.set(folderOf(source), of);
        for (const { resolved } of dependencies) {
            if (isOfHouse(resolved) && folderOf(resolved) !== folderOf(source)) of.add(folderOf(resolved));
        }
    }
    return found;
}

function isOfHouse(file: string): boolean {
    return file.endsWith(".ts") && !file.startsWith("node_modules/");
}
