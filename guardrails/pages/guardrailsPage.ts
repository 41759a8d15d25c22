import { z } from "zod";
import { stringify } from "yaml";
import { formatCount } from "../../limits/countText";
import { FRAMEWORKS } from "../frameworks";
import type { Guardrail } from "../guardrail";
import { KIND_GUARDRAILS } from "../unitKindGuardrails";
import { LIBRARY } from "../library";
import { code, GENERATED, row, table } from "./markdown";

/** docs/guardrails.md: every guardrail of the library, from its declaration. */
export function guardrailsPage(): string {
    const all = [...LIBRARY.values()];
    return [
        "# The library of guardrails",
        GENERATED,
        "A guardrail is a policy of AWS Organizations. Attached to the root, a unit or an account, it binds everything below. Service and resource control policies do not bind the management account; the other types do.",
        "A guardrail is attached by its name. An entry of that name under `policies` gives it parameters, wherever it is used: named, or brought by a kind or a framework. In AWS it stays the same policy, whose document changes in place. For other parameters in one place alone, define a policy with a key of your own:",
        '```yaml\nguardrails: [deny-leaving-organization, require-imdsv2]\npolicies:\n    require-imdsv2: { parameters: { exemptRoles: ["arn:*:iam::*:role/Packer"] } }\n    small-machines:\n        guardrail: deny-expensive-instances\n        parameters: { allowedOnly: [t3.*, t4g.*] }\nunits:\n    Sandbox: { guardrails: [small-machines] }\n```',
        "Try a guardrail in a staging unit first (`staged: true`). **May break** says what stops working for people who do not know about the guardrail. `exemptRoles` are patterns of ARNs such as `arn:*:iam::*:role/OrganizationAccountAccessRole`. The number of characters, which AWS limits, is that of the document with default or example parameters.",
        table(
            ["guardrail", "type", "what it does", "characters"],
            all.map((one) => row(`[${one.name}](#${one.name})`, code(one.type), one.description, size(one))),
        ),
        ...all.map(section),
    ].join("\n\n");
}

function section(guardrail: Guardrail): string {
    const { name, type, description, mayBreak, source, example, parameters } = guardrail;
    const entries = Object.entries(parameters.shape);
    const brought = [
        ...Object.entries(KIND_GUARDRAILS).flatMap(([kind, names]) =>
            (names as readonly string[]).includes(name) ? [`kind: ${kind}`] : [],
        ),
        ...Object.values(FRAMEWORKS).flatMap((framework) =>
            framework.guardrails.includes(name) ? [`compliance: [${framework.name}]`] : [],
        ),
    ];
    return [
        `## ${name}`,
        description,
        `**May break**: ${mayBreak}`,
        ...(entries.length > 0
            ? [
                  table(
                      ["parameter", "default", "what it is"],
                      entries.map(([key, schema]: [string, Schema]) =>
                          row(code(key), standard(schema), describe(schema)),
                      ),
                  ),
              ]
            : []),
        ...(example
            ? [`\`\`\`yaml\n${stringify({ guardrail: name, parameters: example }, { indent: 4 }).trimEnd()}\n\`\`\``]
            : []),
        `${code(type)}, ${size(guardrail)} characters. ${brought.length > 0 ? `Brought by ${brought.map(code).join(", ")}. ` : ""}Source: <${source}>`,
    ].join("\n\n");
}

function size(guardrail: Guardrail): string {
    const document = guardrail.document(guardrail.parameters.parse(guardrail.example ?? {}));
    return formatCount(JSON.stringify(document).length);
}

type Schema = z.core.$ZodType;

function standard(schema: Schema): string {
    const read = (schema as z.ZodType).safeParse(undefined);
    if (!read.success) return "required";
    if (read.data === undefined) return "none";
    return code(JSON.stringify(read.data));
}

function describe(schema: Schema): string {
    const { description } = schema as z.ZodType;
    if (description !== undefined) return description;
    return schema instanceof z.ZodDefault || schema instanceof z.ZodOptional ? describe(schema.unwrap()) : "";
}
