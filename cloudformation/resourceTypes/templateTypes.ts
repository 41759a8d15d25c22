import { didYouMean, listSome, quoted } from "../../limits";
import { misspeltName } from "../../limits/misspeltName";
import type { CloudFormationTemplate, TemplateResource } from "../template";
import type { TemplateProblem } from "../templateProblem";
import { misspeltAttributes } from "./templateAttributes";
import { RESOURCE_TYPES, ResourceTypes, type PropertyForm, type PropertySet } from "./resourceTypes";

/** What was found about the types of a template's resources and their properties. */
export interface TypeFindings {
    /** AWS would refuse it in every account. */
    readonly problems: readonly TemplateProblem[];
    /** AWS may have added it since the data were made. */
    readonly warnings: readonly TemplateProblem[];
}

type Path = TemplateProblem["path"];

/** Its Properties are whatever its function reads. */
const CUSTOM_RESOURCE = "AWS::CloudFormation::CustomResource";
/** What the AWS CDK adds to its templates. CloudFormation knows it, and its registry of types does not. */
const CDK_METADATA = "AWS::CDK::Metadata";
/** Types of the macro AWS::Serverless. */
const OF_MACRO = /^AWS::Serverless::/;

/**
 * Compares a template's types of resources and their properties with those of AWS, also inside properties: names that AWS does not have, and
 * required properties that are missing. Types of others (`Acme::`), custom resources and values that functions compute are not checked.
 */
export function checkTypes(template: CloudFormationTemplate): TypeFindings {
    const check = new TypeCheck();
    for (const [name, resource] of Object.entries(template.Resources)) check.resource(name, resource);
    return { problems: [...check.problems, ...misspeltAttributes(template)], warnings: check.warnings };
}

class TypeCheck implements TypeFindings {
    readonly problems: TemplateProblem[] = [];
    readonly warnings: TemplateProblem[] = [];

    resource(name: string, { Type: type, Properties: properties = {} }: TemplateResource): void {
        if (!type.startsWith("AWS::") || type === CDK_METADATA || type === CUSTOM_RESOURCE) return;
        const path = ["Resources", name];
        const known = ResourceTypes.named(type);
        if (!known) {
            this.#unknownType(name, type, [...path, "Type"]);
            return;
        }
        const missing = (known.required ?? []).filter((one) => !Object.hasOwn(properties, one));
        if (missing.length > 0) {
            const message = `lacks ${listSome(missing)} in resource ${name}: ${type} requires ${missing.length === 1 ? "it" : "them"}. Write ${missing.length === 1 ? "it" : "them"} below Properties`;
            this.problems.push({ path, message });
        }
        this.#properties(properties, known, [...path, "Properties"], `resource ${name}`, type);
    }

    #unknownType(name: string, type: string, path: Path): void {
        if (OF_MACRO.test(type)) {
            const message = `has the type ${type} in resource ${name}, which the macro AWS::Serverless turns into others, and AWS deploys no template with macros to accounts of an organisation. Write out what it makes`;
            this.problems.push({ path, message });
            return;
        }
        const meant = misspeltName(type, typesNear(type));
        if (meant !== undefined) {
            const message = `has the type ${quoted(type)} in resource ${name}, which AWS does not have. Did you mean ${quoted(meant)}?`;
            this.problems.push({ path, message });
            return;
        }
        const message = `has the type ${quoted(type)} in resource ${name}, which AWS did not have on ${RESOURCE_TYPES.day}. If AWS has added it since, ignore this warning; otherwise its stack fails in every account. Whether it holds data is not known either: if it does, write DeletionPolicy: RetainExceptOnCreate and UpdateReplacePolicy: Retain below ${name}`;
        this.warnings.push({ path, message });
    }

    /** @param where the map as a message names it. */
    #properties(
        value: Readonly<Record<string, unknown>>,
        of: PropertySet,
        path: Path,
        where: string,
        type: string,
    ): void {
        for (const [key, inside] of Object.entries(value)) {
            const form = Object.hasOwn(of.properties, key) ? of.properties[key] : undefined;
            if (form === undefined) this.#unknownProperty(key, of, [...path, key], where, type);
            else this.#value(inside, form, [...path, key], `${key} of ${where}`, type);
        }
    }

    #unknownProperty(key: string, { properties }: PropertySet, path: Path, where: string, type: string): void {
        const names = Object.keys(properties);
        const meant = misspeltName(key, names);
        const has = names.length > 0 ? ` It has ${listSome(names, 30)}` : " It has none";
        if (key.startsWith("Fn::")) {
            this.problems.push({
                path,
                message: `has the function ${quoted(key)} among the properties of ${where}: write it as the value of a property`,
            });
        } else if (meant === undefined) {
            const message = `has the property ${quoted(key)} in ${where}, which ${type} did not have on ${RESOURCE_TYPES.day}. If AWS has added it since, ignore this warning; otherwise its stack fails in every account.${has}`;
            this.warnings.push({ path, message });
        } else {
            const message = `has the property ${quoted(key)} in ${where}, which ${type} does not have there.${didYouMean(key, [meant])}${has}`;
            this.problems.push({ path, message });
        }
    }

    #value(value: unknown, form: PropertyForm, path: Path, where: string, type: string): void {
        if (form === 0 || typeof value !== "object" || value === null) return;
        const chosen = isMap(value) ? value["Fn::If"] : undefined;
        if (Array.isArray(chosen)) {
            for (const index of [1, 2]) this.#value(chosen[index], form, [...path, "Fn::If", index], where, type);
            return;
        }
        if (isFunction(value)) return;
        if (Array.isArray(value)) {
            if (typeof form !== "object") return;
            for (const [index, item] of value.entries()) this.#value(item, form[0], [...path, index], where, type);
            return;
        }
        if (typeof form === "string") {
            const number = Number(form.slice(1));
            for (const [key, one] of Object.entries(value)) this.#value(one, number, [...path, key], where, type);
            return;
        }
        const of = typeof form === "number" ? ResourceTypes.definition(form) : undefined;
        if (of && isMap(value)) this.#properties(value, of, path, where, type);
    }
}

/** Types of the same service, if AWS has it: `AWS::SSM::Instance` would be another thing than `AWS::SSO::Instance`. */
function typesNear(type: string): readonly string[] {
    const serviceOf = (one: string): string => one.slice(0, one.lastIndexOf("::") + 2).toLowerCase();
    const service = serviceOf(type);
    const same = ResourceTypes.names.filter((one) => serviceOf(one) === service);
    return same.length > 0 ? same : ResourceTypes.names;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether CloudFormation computes the value. */
function isFunction(value: object): boolean {
    const [name, ...others] = Object.keys(value);
    return others.length === 0 && name !== undefined && (name === "Ref" || name.startsWith("Fn::"));
}
