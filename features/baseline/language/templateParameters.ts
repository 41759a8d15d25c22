import type { CloudFormationTemplate, TemplateParameter, TemplateProblem } from "../../../cloudformation";
import type { Path, Report } from "../../../definition/problemReport";
import { didYouMean, formatCount, list, listSome, quoted, TEMPLATE_PARAMETER_BYTES, visible } from "../../../limits";

/**
 * The values of a template's parameters: those of the definition, and the template's defaults.
 *
 * @param written the parameters of this place and of those above.
 * @param path of the block at this place.
 * @returns undefined if a value is missing or wrong; that is reported.
 */
export function templateParameters(
    { Parameters = {} }: CloudFormationTemplate,
    written: Readonly<Record<string, unknown>>,
    path: Path,
    report: Report,
): Readonly<Record<string, string>> | undefined {
    const names = Object.keys(Parameters);
    const at = [...path, "parameters"];
    let isRight = true;
    const refuse = (where: Path, message: string | (() => string)): void => {
        isRight = false;
        report.add(where, message);
    };
    for (const name of Object.keys(written)) {
        if (Object.hasOwn(Parameters, name)) continue;
        refuse(
            [...at, name],
            () =>
                `the template has no parameter ${quoted(name)}.${didYouMean(name, names)} ${names.length > 0 ? `It has ${listSome(names)}` : "It has none"}`,
        );
    }
    const values: Record<string, string> = {};
    const missing: string[] = [];
    for (const [name, parameter] of Object.entries(Parameters)) {
        const isWritten = Object.hasOwn(written, name);
        const value = textOf(isWritten ? written[name] : parameter.Default);
        if (value === undefined) {
            missing.push(name);
            continue;
        }
        values[name] = value;
        const wrong = isWritten ? valueError(value, parameter) : undefined;
        if (wrong !== undefined) refuse([...at, name], `${quoted(value)} ${wrong}`);
    }
    if (missing.length > 0) {
        refuse(path, `the template needs ${list(missing)}: write \`parameters: { ${missing[0]}: ... }\``);
    }
    return isRight ? values : undefined;
}

/**
 * Defaults of parameters that AWS would refuse, also where the definition writes another value: to CloudFormation the template is invalid then
 * (aws-samples/aws-service-catalog-reference-architectures, pull request 23, read 2026-11-27). Their places are in the template.
 */
export function defaultProblems({ Parameters = {} }: CloudFormationTemplate): readonly TemplateProblem[] {
    return Object.entries(Parameters).flatMap(([name, parameter]) => {
        const value = textOf(parameter.Default);
        const wrong = value === undefined ? undefined : valueError(value, parameter);
        if (wrong === undefined) return [];
        const message = `the default of parameter ${visible(name)}, ${quoted(value)}, ${wrong}`;
        return [{ path: ["Parameters", name, "Default"], message }];
    });
}

/** A value as CloudFormation gets it: a list is joined with commas. */
function textOf(value: unknown): string | undefined {
    if (Array.isArray(value)) return value.join(",");
    if (typeof value === "number" || typeof value === "boolean") return String(value);
    return typeof value === "string" ? value : undefined;
}

/** What AWS would refuse in every account. */
function valueError(
    value: string,
    { Type, AllowedValues, MinLength, MaxLength, MinValue, MaxValue }: TemplateParameter,
): string | undefined {
    const bytes = Buffer.byteLength(value);
    if (bytes > TEMPLATE_PARAMETER_BYTES.max) {
        return `has ${formatCount(bytes)} bytes: AWS allows ${formatCount(TEMPLATE_PARAMETER_BYTES.max)}`;
    }
    const allowed = AllowedValues?.map(String);
    const given = Type === "CommaDelimitedList" ? value.split(",").map((one) => one.trim()) : [value];
    const wrong = allowed && given.find((one) => !allowed.includes(one));
    if (allowed && wrong !== undefined) {
        return `is not allowed.${didYouMean(wrong, allowed)} Allowed: ${list(allowed)}`;
    }
    if (Type === "Number" && (value.trim() === "" || !Number.isFinite(Number(value)))) return "is not a number";
    if (MinValue !== undefined && Number(value) < Number(MinValue)) return `is less than ${MinValue}`;
    if (MaxValue !== undefined && Number(value) > Number(MaxValue)) return `is more than ${MaxValue}`;
    if (MinLength !== undefined && value.length < Number(MinLength)) return `has fewer than ${MinLength} characters`;
    if (MaxLength !== undefined && value.length > Number(MaxLength)) return `has more than ${MaxLength} characters`;
    return undefined;
}
