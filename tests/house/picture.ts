import * as fs from "node:fs";
import * as path from "node:path";
import { CHECKOUT, folderImports, readImports } from "./imports";

/**
 * The picture of the layers in README.md, drawn from the real imports. `make docs` runs this file, which writes the picture;
 * tests/house/picture.test.ts holds the page to it.
 */
const README = path.join(CHECKOUT, "README.md");
const BEGIN = "<!-- The layers: drawn by `make docs` from the imports. -->\n";
const END = "<!-- The end of the layers. -->\n";

type Imports = ReadonlyMap<string, ReadonlySet<string>>;

/** Mermaid's text for the imports between folders. What is reached over another arrow has none of its own, for there would be 50. */
export function layersPicture(imports: Imports): string {
    const arrows = [...imports].flatMap(([from, targets]) =>
        [...targets]
            .filter((to) => !isReachedOtherwise(imports, from, to))
            .map((to) => `    ${nodeId(from)} --> ${nodeId(to)}`),
    );
    const names = [...new Set([...imports.keys(), ...[...imports.values()].flatMap((targets) => [...targets])])].sort();
    const boxes = names.map((name) => `    ${nodeId(name)}["${name.endsWith(".ts") ? name : `${name}/`}"]`);
    return ["```mermaid", "flowchart TD", ...boxes, ...arrows.sort(), "```"].join("\n");
}

/** A name that Mermaid takes for a box. */
const nodeId = (name: string): string => name.replaceAll(/[^a-z]/gi, "_");

/** Whether a folder's imports lead to `to` over one of its other imports. */
function isReachedOtherwise(imports: Imports, from: string, to: string): boolean {
    const seen = new Set<string>([from]);
    const next = [...(imports.get(from) ?? [])].filter((name) => name !== to);
    for (let name = next.pop(); name !== undefined; name = next.pop()) {
        if (name === to) return true;
        if (seen.has(name)) continue;
        seen.add(name);
        next.push(...(imports.get(name) ?? []));
    }
    return false;
}

/** The README with the picture between its marks. */
export function withPicture(readme: string, picture: string): string {
    const [begin, end] = [readme.indexOf(BEGIN), readme.indexOf(END)];
    if (begin < 0 || end < begin) throw new Error(`README.md has no ${BEGIN.trim()} and ${END.trim()}`);
    return `${readme.slice(0, begin + BEGIN.length)}\n${picture}\n\n${readme.slice(end)}`;
}

export const readmeText = (): string => fs.readFileSync(README, "utf8");

if (require.main === module) {
    fs.writeFileSync(README, withPicture(readmeText(), layersPicture(folderImports(readImports(CHECKOUT)))));
}
