import * as fs from "node:fs";
import * as path from "node:path";

/** The checkout's folder: above this file, and above the bundle in .build that runs this. */
export const CHECKOUT = checkoutAbove(__dirname);

function checkoutAbove(folder: string): string {
    if (fs.existsSync(path.join(folder, "operations", "org.cjs"))) return folder;
    const above = path.dirname(folder);
    if (above === folder) throw new Error(`no checkout of this program is above ${__dirname}`);
    return checkoutAbove(above);
}
