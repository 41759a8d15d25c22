import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import * as ts from "typescript";
import { CHECKOUT } from "./imports";

/** The hand-written files of the checkout with these endings, as git knows them, new ones among them. */
export function sourceFiles(...endings: readonly string[]): string[] {
    const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
        cwd: CHECKOUT,
        encoding: "utf8",
    });
    return [...new Set(listed.split("\n"))]
        .filter((file) => endings.some((ending) => file.endsWith(ending)))
        .filter((file) => fs.existsSync(path.join(CHECKOUT, file)))
        .sort();
}

export const isTest = (file: string): boolean => file.startsWith("tests/");

export function textOf(file: string): string {
    return fs.readFileSync(path.join(CHECKOUT, file), "utf8");
}

/** The types, interfaces, classes and enums that a file declares and exports. What it only passes on is not its own. */
export function exportedTypes(file: string, text: string): string[] {
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
    return source.statements.flatMap((statement) => {
        const isType =
            ts.isTypeAliasDeclaration(statement) ||
            ts.isInterfaceDeclaration(statement) ||
            ts.isClassDeclaration(statement) ||
            ts.isEnumDeclaration(statement);
        if (!isType || statement.name === undefined) return [];
        const isExported = statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
        return isExported ? [statement.name.text] : [];
    });
}

/** The names that occur more than once, each with the files that have it. */
export function repeated(entries: Iterable<readonly [name: string, file: string]>): string[] {
    const files = new Map<string, string[]>();
    for (const [name, file] of entries) files.set(name, [...(files.get(name) ?? []), file]);
    return [...files].filter(([, of]) => of.length > 1).map(([name, of]) => `${name}: ${of.join(", ")}`);
}
