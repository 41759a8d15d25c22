import * as fs from "node:fs";
import * as path from "node:path";
import { didYouMean } from "../../limits/messageText";

/** The file with a stack's settings. On Pulumi Cloud a stack may be named with its organisation, `acme/prod`. */
export function settingsFile(stack: string): string {
    return `Pulumi.${stack.slice(stack.lastIndexOf("/") + 1)}.yaml`;
}

/** The stacks that have settings in a folder. */
export function stacksIn(folder: string): string[] {
    return fs
        .readdirSync(folder)
        .flatMap((name) => /^Pulumi\.(.+)\.yaml$/.exec(name)?.[1] ?? [])
        .sort();
}

/** The message for a stack without settings in the folder. Undefined if it has settings. */
export function missingSettings(stack: string, folder: string): string | undefined {
    const file = settingsFile(stack);
    if (fs.existsSync(path.join(folder, file))) return undefined;
    const stacks = stacksIn(folder);
    return `there is no ${file} here.${didYouMean(stack, stacks)} Stacks here: ${stacks.join(", ") || "none"}`;
}
