import { randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { visible } from "../../../../limits";

/** Why a CSV file cannot be written; undefined if it can. Only a file that ends in .csv is replaced. */
export function csvFileProblem(file: string): string | undefined {
    const name = visible(file);
    try {
        const found = fs.statSync(file, { throwIfNoEntry: false });
        if (found?.isDirectory())
            return `${name} is a folder. Name a file in it: ${visible(path.join(file, "costs.csv"))}`;
        if (found && !file.toLowerCase().endsWith(".csv"))
            return `${name} exists and does not end in .csv, so it is not replaced. Name another file, or delete this one`;
        const folder = path.dirname(path.resolve(file));
        if (!fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory())
            return `there is no folder ${visible(folder)} for ${visible(path.basename(file))}. Create it first`;
        fs.accessSync(folder, fs.constants.W_OK);
    } catch (error) {
        return `costs cannot be written to ${name}: ${visible((error as Error).message)}`;
    }
    return undefined;
}

/** Writes a file, whole or not at all. @returns its absolute path. */
export function writeCsvFile(file: string, text: string): string {
    const absolute = path.resolve(file);
    const temporary = `${absolute}.${randomUUID()}.tmp`;
    try {
        fs.writeFileSync(temporary, text, { flag: "wx", mode: 0o600 });
        fs.renameSync(temporary, absolute);
    } catch (error) {
        fs.rmSync(temporary, { force: true });
        throw error;
    }
    return absolute;
}
