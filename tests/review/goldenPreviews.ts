import * as fs from "node:fs";
import * as path from "node:path";
import type { Previewed, Step } from "./previewedSteps";

const FOLDER = path.join(__dirname, "engine");

/** What the engine's preview said of a change when the golden file was written. */
export const goldenOf = (change: string): Previewed =>
    JSON.parse(fs.readFileSync(path.join(FOLDER, `${change}.json`), "utf8")) as Previewed;

/** The changes that have a golden file. */
export const goldenNames = (): readonly string[] => fs.readdirSync(FOLDER).map((file) => path.basename(file, ".json"));

/** Writes a golden file, with one step a line. */
export function writeGolden(change: string, { steps, refusals }: Previewed): void {
    const list = (values: readonly (Step | string)[]): string =>
        values.length === 0
            ? "[]"
            : `[\n${values.map((value) => `        ${JSON.stringify(value)}`).join(",\n")}\n    ]`;
    const text = `{\n    "refusals": ${list(refusals)},\n    "steps": ${list(steps)}\n}\n`;
    fs.writeFileSync(path.join(FOLDER, `${change}.json`), text);
}
