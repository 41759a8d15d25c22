/*
 * Writes taggableTypes.ts: which resources of the installed AWS provider can have tags. Run it after each update of @pulumi/aws:
 *
 *     node -r ts-node/register/transpile-only policies/taggable/generateTaggableTypes.ts
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The declarations of a resource's arguments, up to the brace at the start of a line. */
const ARGS = /^export interface \w+Args \{$(.*?)^\}$/ms;
/** `tags` as a map of text to text. Auto Scaling groups have a list of another form, and so are not found. */
const TAGS = /^ {4}tags\?: pulumi\.Input<\{\n {8}\[key: string\]: pulumi\.Input<string>;$/m;
const TYPE = /__pulumiType = '([^']+)'/;

/** The text that taggableTypes.ts must have for the installed @pulumi/aws. */
export function generate(): string {
    const folder = dirname(require.resolve("@pulumi/aws/package.json"));
    const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string };
    const types = readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter(
            (file) =>
                file.endsWith(".d.ts") && TAGS.test(ARGS.exec(readFileSync(join(folder, file), "utf8"))?.[1] ?? ""),
        )
        .flatMap((file) => TYPE.exec(readFileSync(join(folder, file.replace(/\.d\.ts$/, ".js")), "utf8"))?.[1] ?? [])
        .sort();
    return [
        `// Made by generateTaggableTypes.ts from @pulumi/aws ${version}. Do not edit.`,
        "/* eslint-disable max-lines -- generated: one line for each type of resource that can have tags */",
        "",
        "/** The types of the AWS provider's resources that can have tags. */",
        "export const TAGGABLE_TYPES: ReadonlySet<string> = new Set([",
        ...types.map((type) => `    ${JSON.stringify(type)},`),
        "]);",
        "",
    ].join("\n");
}

if (require.main === module) {
    writeFileSync(join(__dirname, "taggableTypes.ts"), generate());
}
