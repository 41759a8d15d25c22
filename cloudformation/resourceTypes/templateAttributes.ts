import { listSome, quoted } from "../../limits";
import { misspeltName } from "../../limits/misspeltName";
import type { CloudFormationTemplate } from "../template";
import type { TemplateProblem } from "../templateProblem";
import { ResourceTypes } from "./resourceTypes";

type Path = TemplateProblem["path"];

/** Misspelt attributes of resources in `!GetAtt Bucket.Arn` and `!Sub "${Bucket.Arn}"`. What resembles none of AWS's is left to AWS. */
export function misspeltAttributes(template: CloudFormationTemplate): readonly TemplateProblem[] {
    const { Resources, Outputs = {} } = template;
    const found: TemplateProblem[] = [];
    const check = (name: unknown, attribute: unknown, path: Path): void => {
        if (typeof name !== "string" || typeof attribute !== "string" || !Object.hasOwn(Resources, name)) return;
        const type = Resources[name]?.Type ?? "";
        const { attributes = [], properties = {} } = ResourceTypes.named(type) ?? {};
        if (attributes.includes(attribute) || Object.hasOwn(properties, attribute)) return;
        const meant = misspeltName(attribute, attributes);
        if (meant === undefined) return;
        const message = `names the attribute ${quoted(attribute)} of ${name}, which ${type} does not have. Did you mean ${quoted(meant)}? It has ${listSome(attributes)}`;
        found.push({ path, message });
    };
    const walk = (value: unknown, path: Path): void => {
        if (Array.isArray(value)) for (const [index, item] of value.entries()) walk(item, [...path, index]);
        if (typeof value !== "object" || value === null || Array.isArray(value)) return;
        for (const [key, one] of Object.entries(value)) {
            if (key === "Fn::GetAtt") check(...nameAndAttribute(one), path);
            if (key === "Fn::Sub") {
                const text: unknown = Array.isArray(one) ? one[0] : one;
                for (const [, inside = ""] of String(text).matchAll(/\$\{([^!}][^}]*)\}/g)) {
                    if (inside.includes(".")) check(...nameAndAttribute(inside.trim()), path);
                }
            }
            walk(one, [...path, key]);
        }
    };
    walk(Resources, ["Resources"]);
    walk(Outputs, ["Outputs"]);
    return found;
}

/** `[Bucket, Arn]` and `Bucket.Arn`. */
function nameAndAttribute(value: unknown): readonly [unknown, unknown] {
    if (Array.isArray(value)) return [value[0], value[1]];
    const text = typeof value === "string" ? value : "";
    const dot = text.indexOf(".");
    return dot < 0 ? [text, undefined] : [text.slice(0, dot), text.slice(dot + 1)];
}
