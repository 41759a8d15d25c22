import { toJSONSchema } from "zod";
import { code, row, table } from "../../../guardrails/pages/markdown";
import { isJsonMap, type JsonMap } from "../../../evaluator/policyDocument";
import { BASELINE_LIBRARY } from "./baselineLibrary";
import type { LibraryBlock } from "./libraryBlock";
import { FUNCTION_ROLE_PATH } from "./template/settingFunction";

/** The remark below the title: who edits the page would lose the change. */
const GENERATED = "<!-- Made by `make docs` from features/baseline/library/: edit that. -->";

/** docs/baseline-blocks.md: every block of the library, from its declaration. */
export function baselineBlocksPage(): string {
    const blocks = [...BASELINE_LIBRARY.values()];
    return [
        "# The library of blocks",
        GENERATED,
        "A block is something that every account of a part of the organisation has: a role, a setting, a recorder. Name it in `baseline` of the root, a unit or an account ([the baseline](baseline.md)):",
        '```yaml\nbaseline:\n    password-policy: # with its defaults\n    ebs-encryption: { regions: [eu-central-1] }\n    deploy-shop: { block: deploy-role, repository: acme/shop, environment: prod, permissions: ["ecs:*"] }\n```',
        table(
            ["block", "what an account has", "stacks"],
            blocks.map((block) =>
                row(`[${block.name}](#${block.name})`, block.title, block.isGlobal ? "one" : "one in each region"),
            ),
        ),
        `## Functions`,
        `CloudFormation has no type for some settings, or one that fails where the setting exists already. For those the stack has a small function, which CloudFormation calls when the stack is created, changed or deleted. Its Python is in the template. Its role may do what the block's section says and nothing else, and has the path \`${FUNCTION_ROLE_PATH}\`.`,
        `Guardrails bind these roles, and \`stacksets-exec-*\`, with which CloudFormation works in an account. Where a guardrail denies what a block does, add \`arn:*:iam::*:role${FUNCTION_ROLE_PATH}*\` to its \`exemptRoles\`. Whoever may make roles in the account can make one with this path too, so spare it only where a block needs it.`,
        "What a function has set, CloudFormation does not compare with the account: `./org baseline --drift` sees the function, and not the setting.",
        ...blocks.map(section),
    ].join("\n\n");
}

function section(block: LibraryBlock): string {
    const { name, title, description, price, traps, whenRemoved, source, functionActions = [] } = block;
    return [
        `## ${name}`,
        `**${title}.** ${description}`,
        parameterTable(block),
        `**Costs**: ${price}`,
        `**To know**:\n\n${traps.map((trap) => `- ${trap}`).join("\n")}`,
        `**When it goes**: ${whenRemoved}`,
        ...(functionActions.length > 0 ? [`**The function may**: ${functionActions.map(code).join(", ")}.`] : []),
        `Source: <${source}>`,
    ].join("\n\n");
}

function parameterTable({ parameters }: LibraryBlock): string {
    const { properties = {} } = toJSONSchema(parameters, { io: "input", unrepresentable: "any" });
    return table(
        ["parameter", "default", "what it says"],
        Object.entries(properties).flatMap(([key, schema]) => (isJsonMap(schema) ? rows(key, schema) : [])),
    );
}

/** A parameter, and those in its map. */
function rows(key: string, schema: JsonMap): readonly string[] {
    const { description, properties } = schema;
    const inner = isJsonMap(properties) ? properties : {};
    return [
        row(code(key), defaultOf(schema), String(description)),
        ...Object.entries(inner).flatMap(([name, one]) => (isJsonMap(one) ? rows(`${key}.${name}`, one) : [])),
    ];
}

function defaultOf({ default: value }: JsonMap): string {
    return value === undefined || value === "" ? "" : code(JSON.stringify(value).replaceAll('"', ""));
}
