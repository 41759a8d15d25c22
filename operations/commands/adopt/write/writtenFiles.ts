import type { WrittenDefinition } from "./writtenDefinition";
import { yamlText, type YamlContent } from "./definitionYaml";

/** With more units and accounts, each unit of the first level gets a file of its own. */
const LARGE = 40;

/**
 * Puts a definition into files.
 *
 * @param head the comment at the top, without `#`.
 * @param size the number of units and accounts.
 * @param schema the path of the JSON Schema, relative to the folder. Absent: editors get none.
 * @returns texts by file name, relative to the definition's folder.
 */
export function definitionFilesOf(
    written: WrittenDefinition,
    head: readonly string[],
    size: number,
    schema?: string,
): Map<string, string> {
    const { organization, defaults, root, policies, units, accounts, documents } = written;
    const top = { organization, defaults: orNothing(defaults), ...root };
    const files = new Map<string, string>();
    const add = (
        name: string,
        content: Readonly<Record<string, YamlContent | undefined>>,
        comment: readonly string[] = [],
    ): void => {
        if (Object.values(content).every((value) => value === undefined)) return;
        const up = "../".repeat(name.split("/").length - 1);
        const lines = [
            ...(schema === undefined ? [] : [`yaml-language-server: $schema=${up}${schema}`]),
            ...comment,
        ].map((line) => `# ${line}`.trimEnd());
        files.set(name, `${lines.map((line) => `${line}\n`).join("")}${sections(content)}`);
    };
    const rest = { policies: orNothing(policies), units: orNothing(units), accounts: orNothing(accounts) };
    if (size <= LARGE) {
        add("organization.yaml", { ...top, ...rest }, head);
    } else {
        add("organization.yaml", top, head);
        add("policies.yaml", { policies: rest.policies });
        add("accounts.yaml", { accounts: rest.accounts }, [
            "The accounts of the root: no unit's guardrails bind them.",
        ]);
        for (const [key, unit] of Object.entries(units)) add(`units/${key}.yaml`, { units: { [key]: unit } });
    }
    for (const [name, text] of documents) files.set(name, text);
    return files;
}

/** The parts with a blank line between them. */
function sections(content: Readonly<Record<string, YamlContent | undefined>>): string {
    return Object.entries(content)
        .filter(([, value]) => value !== undefined)
        .map(([key, value]) => yamlText({ [key]: value }))
        .join("\n");
}

function orNothing(
    map: Readonly<Record<string, YamlContent | undefined>>,
): Readonly<Record<string, YamlContent | undefined>> | undefined {
    return Object.values(map).some((value) => value !== undefined) ? map : undefined;
}
