import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";

const CHECKOUT = path.resolve(__dirname, "../../..");
/** Folders that are installed or generated. */
const LEFT_OUT = ["node_modules", ".git", ".build", ".local", ".venv", ".ruff_cache", ".mypy_cache", "coverage"];

function pages(folder: string): string[] {
    return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
        const file = path.join(folder, entry.name);
        if (entry.isDirectory()) return LEFT_OUT.includes(entry.name) ? [] : pages(file);
        return entry.name.endsWith(".md") ? [file] : [];
    });
}

/** The text without its code, in which there are no links, and `#` begins no heading. */
function prose(file: string): string {
    return fs
        .readFileSync(file, "utf8")
        .replaceAll(/^( *)(```|~~~)[^]*?^\1\2/gm, "")
        .replaceAll(/`[^`\n]*`/g, (code) => code.replaceAll(/[[\]()]/g, " "));
}

/** The anchors that GitHub gives the headings. */
function anchors(file: string): string[] {
    const seen = new Map<string, number>();
    return [...prose(file).matchAll(/^#+ +(.+?) *$/gm)].map(([, heading = ""]) => {
        const anchor = heading
            .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1")
            .toLowerCase()
            .replaceAll(/[^\p{L}\p{N}\p{M} _-]/gu, "")
            .replaceAll(" ", "-");
        const times = seen.get(anchor) ?? 0;
        seen.set(anchor, times + 1);
        return times === 0 ? anchor : `${anchor}-${times}`;
    });
}

/** The links to files and headings. Links to other sites are not followed. */
function links(file: string): string[] {
    return [...prose(file).matchAll(/\]\(<?([^)\s>]+)>?(?: "[^"]*")?\)/g)]
        .map(([, target = ""]) => target)
        .filter((target) => !/^[a-z][a-z0-9+.-]*:/i.test(target));
}

function broken(file: string, target: string): string | undefined {
    const [place = "", anchor] = target.split("#");
    const found = place === "" ? file : path.resolve(path.dirname(file), decodeURIComponent(place));
    if (!fs.existsSync(found)) return "there is no such file";
    if (anchor === undefined || !found.endsWith(".md")) return undefined;
    return anchors(found).includes(anchor)
        ? undefined
        : `there is no such heading; there are ${anchors(found).join(", ")}`;
}

describe("the links between the pages", () => {
    for (const file of pages(CHECKOUT)) {
        const name = path.relative(CHECKOUT, file);
        it(`of ${name} lead somewhere`, () => {
            const wrong = links(file).flatMap((target) => {
                const why = broken(file, target);
                return why === undefined ? [] : [`${target}: ${why}`];
            });
            assert.deepEqual(wrong, []);
        });
    }

    it("are found, and not those in code", () => {
        const readme = links(path.join(CHECKOUT, "README.md"));
        assert.ok(readme.includes("docs/stacks.md") && readme.length > 10, readme.join());
        assert.ok(anchors(path.join(CHECKOUT, "docs/account-life.md")).includes("what-do-i-do-when-"));
    });
});
