import * as fs from "node:fs";
import * as path from "node:path";
import { formatCount } from "../../limits/countText";
import type { Problem } from "../problems";
import { isFolder, missing, readSource } from "./sourceFile";
import { mergeValues } from "./mergeFiles";
import type { WrittenValue } from "./writtenValue";
import { parseYaml } from "./parseYaml";

/** Texts that replace the contents of files, by the file names that `definitionFiles` returns. */
export type EditedTexts = ReadonlyMap<string, string>;

/** The most files and folders that are searched in a definition's folder. That is more than a file for each account that AWS allows. */
const MAX_ENTRIES = 100_000;

/** The subfolder of a definition with CloudFormation templates, which are YAML too, and no part of the definition. */
export const TEMPLATES_FOLDER = "cloudformation";

/**
 * Reads a definition: one YAML file, or a folder of them (`*.yaml`, `*.yml`, subfolders but TEMPLATES_FOLDER included), merged into one tree.
 *
 * @param location the file or folder, relative to the working directory or absolute.
 * @param problems receives every mistake: a missing file, a mistake of YAML, a key that two files define.
 * @param edited texts that replace the contents of files.
 * @param joinedLists keys at the top whose lists are joined if several files have them.
 * @returns the merged tree; undefined if no file could be read.
 */
export function readDefinition(
    location: string,
    problems: Problem[],
    { edited, joinedLists }: { readonly edited?: EditedTexts; readonly joinedLists?: ReadonlySet<string> } = {},
): WrittenValue | undefined {
    const expanded = { nodes: 0 };
    const trees = definitionFiles(location, problems).flatMap((file) => {
        const text = edited?.get(file) ?? readDefinitionFile(file, location, problems);
        return (text !== undefined && parseYaml(file, text, problems, { expanded })) || [];
    });
    const merged = mergeValues(trees, problems, joinedLists);
    // What is missing at the top of several files is in none of them.
    return merged?.kind === "map" && trees.length > 1 ? { ...merged, place: { file: location } } : merged;
}

/** The text of one file of a definition. If it cannot be read, that is reported and the result is undefined. */
export function readDefinitionFile(file: string, location: string, problems: Problem[]): string | undefined {
    const source = readSource(file, isFolder(location) ? location : undefined);
    if ("text" in source) return source.text;
    const { refused, ...at } = source;
    problems.push({ place: { file, ...at }, path: [], message: refused });
    return undefined;
}

/** The files of a definition, in the order in which they are merged. */
export function definitionFiles(location: string, problems: Problem[]): string[] {
    const refuse = (file: string, message: string): string[] => {
        problems.push({ place: { file }, path: [], message });
        return [];
    };
    const why = missing(location);
    if (why !== undefined) {
        return refuse(
            location,
            `${why}. Write the definition there (organizations/minimal is an example to copy), or set where it is: ` +
                "pulumi config set definition organizations/<folder>",
        );
    }
    if (!isFolder(location)) {
        // Anyone who opens a pull request can change the file that the settings name, and where a link there leads.
        const isYaml = /\.(ya?ml|json)$/.test(fs.realpathSync(location));
        return isYaml
            ? [location]
            : refuse(location, "is not a *.yaml file: a definition is one such file, or a folder of them");
    }
    const found = yamlFiles(location, refuse);
    if (found === undefined) {
        return refuse(
            location,
            `holds more than ${formatCount(MAX_ENTRIES)} files and folders: keep the definition in a folder of its own`,
        );
    }
    if (found.length === 0) {
        return refuse(
            location,
            "has no *.yaml file. Write a definition there; organizations/minimal is an example to copy",
        );
    }
    return found.sort().map((file) => path.join(location, file));
}

/** The names of all YAML files of a definition in a folder and its subfolders, relative to the folder; undefined if there are too many. */
function yamlFiles(location: string, refuse: (file: string, message: string) => void): string[] | undefined {
    const files: string[] = [];
    const folders = [""];
    let entries = 0;
    for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
        let inside: fs.Dirent[];
        try {
            inside = fs.readdirSync(path.join(location, folder), { withFileTypes: true });
        } catch {
            refuse(path.join(location, folder), "cannot be read: you have no permission to read the folder");
            continue;
        }
        entries += inside.length;
        if (entries > MAX_ENTRIES) return undefined;
        for (const entry of inside) {
            const name = path.join(folder, entry.name);
            if (/\.ya?ml$/.test(name)) files.push(name);
            if (name === TEMPLATES_FOLDER) continue;
            if (entry.isDirectory()) folders.push(name);
            else if (entry.isSymbolicLink() && !/\.ya?ml$/.test(name) && isFolder(path.join(location, name))) {
                refuse(
                    path.join(location, name),
                    "is a link to a folder, whose files are not read: put the files themselves here",
                );
            }
        }
    }
    return files;
}
