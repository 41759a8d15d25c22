import { didYouMean, listSome, quoted } from "../limits";
import type { CloudFormationTemplate } from "./template";
import type { TemplateProblem } from "./templateProblem";

type Path = readonly (string | number)[];

/** What CloudFormation knows without that the template says it. */
const PSEUDO_PARAMETERS = [
    "AWS::AccountId",
    "AWS::NotificationARNs",
    "AWS::NoValue",
    "AWS::Partition",
    "AWS::Region",
    "AWS::StackId",
    "AWS::StackName",
    "AWS::URLSuffix",
];

/** The names of a template that its parts refer to. */
interface KnownNames {
    readonly resources: ReadonlySet<string>;
    /** Parameters, and what CloudFormation knows by itself. */
    readonly values: ReadonlySet<string>;
    readonly conditions: ReadonlySet<string>;
    readonly mappings: ReadonlySet<string>;
}

/** Every name in a template that refers to nothing: AWS would refuse the template in every account. */
export function unknownReferences(template: CloudFormationTemplate): readonly TemplateProblem[] {
    const known: KnownNames = {
        resources: new Set(Object.keys(template.Resources)),
        values: new Set([...Object.keys(template.Parameters ?? {}), ...PSEUDO_PARAMETERS]),
        conditions: new Set(Object.keys(template.Conditions ?? {})),
        mappings: new Set(Object.keys(template.Mappings ?? {})),
    };
    const search = new ReferenceSearch(known);
    for (const [name, resource] of Object.entries(template.Resources)) search.resource(name, resource);
    for (const section of ["Conditions", "Outputs"] as const) search.value(template[section] ?? {}, [section]);
    return search.problems;
}

class ReferenceSearch {
    readonly problems: TemplateProblem[] = [];
    readonly #known: KnownNames;

    constructor(known: KnownNames) {
        this.#known = known;
    }

    resource(name: string, { DependsOn = [], Condition, ...rest }: CloudFormationTemplate["Resources"][string]): void {
        const path = ["Resources", name];
        const before = typeof DependsOn === "string" ? [DependsOn] : DependsOn;
        for (const one of before) this.#check(one, this.#known.resources, "resource", [...path, "DependsOn"]);
        if (Condition !== undefined)
            this.#check(Condition, this.#known.conditions, "condition", [...path, "Condition"]);
        this.value(rest, path);
    }

    value(value: unknown, path: Path): void {
        if (Array.isArray(value)) {
            for (const [index, item] of value.entries()) this.value(item, [...path, index]);
            return;
        }
        if (typeof value !== "object" || value === null) return;
        const entries = Object.entries(value);
        const [first] = entries;
        if (first && entries.length === 1) this.#function(first[0], first[1], path);
        for (const [key, one] of entries) this.value(one, [...path, key]);
    }

    #function(name: string, value: unknown, path: Path): void {
        const { resources, values, conditions, mappings } = this.#known;
        const [first] = Array.isArray(value) ? (value as unknown[]) : [value];
        if (name === "Ref") this.#check(value, new Set([...values, ...resources]), "resource or parameter", path);
        if (name === "Fn::GetAtt") this.#check(resourceOf(first), resources, "resource", path);
        if (name === "Fn::FindInMap") this.#check(first, mappings, "mapping", path);
        if (name === "Fn::If" && Array.isArray(value)) this.#check(first, conditions, "condition", path);
        if (name === "Condition" && typeof value === "string") this.#check(value, conditions, "condition", path);
        if (name === "Fn::Sub") this.#substitution(value, path);
    }

    /** `${Name}` and `${Name.Attribute}` in a text; `${!Name}` is the text itself. */
    #substitution(value: unknown, path: Path): void {
        const [text, own] = Array.isArray(value) ? (value as unknown[]) : [value, {}];
        if (typeof text !== "string") return;
        const variables = typeof own === "object" && own !== null ? Object.keys(own) : [];
        const { resources, values } = this.#known;
        for (const [, name = ""] of text.matchAll(/\$\{([^!}][^}]*)\}/g)) {
            const whole = name.trim();
            if (variables.includes(whole)) continue;
            if (whole.includes(".")) this.#check(resourceOf(whole), resources, "resource", path);
            else this.#check(whole, new Set([...values, ...resources]), "resource or parameter", path);
        }
    }

    /** A name that CloudFormation computes itself is no text. */
    #check(name: unknown, known: ReadonlySet<string>, what: string, path: Path): void {
        if (typeof name !== "string" || known.has(name)) return;
        const named = [...known].filter((one) => !one.startsWith("AWS::"));
        this.problems.push({
            path,
            message: `names the ${what} ${quoted(name)}, which the template does not have.${didYouMean(name, [...known])}${
                named.length > 0 ? ` It has ${listSome(named)}` : ""
            }`,
        });
    }
}

function resourceOf(name: unknown): unknown {
    return typeof name === "string" && name.includes(".") ? name.slice(0, name.indexOf(".")) : name;
}
