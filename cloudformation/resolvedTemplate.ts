import type { CloudFormationTemplate } from "./template";

/**
 * A template with the values of its parameters in their places, so that two templates can be compared as they act in an account. Conditions
 * and everything that only AWS knows stay.
 */
export function resolvedTemplate(
    template: CloudFormationTemplate,
    parameters: Readonly<Record<string, string>>,
): CloudFormationTemplate {
    const { Parameters, ...rest } = template;
    const lists = new Set(
        Object.entries(Parameters ?? {}).flatMap(([name, { Type }]) =>
            /^(CommaDelimitedList|List<)/.test(Type) ? [name] : [],
        ),
    );
    const valueOf = (name: string): unknown => {
        const value = parameters[name];
        return value !== undefined && lists.has(name) ? value.split(",").map((one) => one.trim()) : value;
    };
    const resolve = (value: unknown): unknown => {
        if (Array.isArray(value)) return value.map(resolve);
        if (typeof value !== "object" || value === null) return value;
        const entries = Object.entries(value as Readonly<Record<string, unknown>>);
        const [first] = entries;
        if (first && entries.length === 1) {
            const [name, of] = first;
            if (name === "Ref" && typeof of === "string" && Object.hasOwn(parameters, of)) return valueOf(of);
            if (name === "Fn::Sub" && typeof of === "string") return { "Fn::Sub": substituted(of, parameters) };
        }
        return Object.fromEntries(entries.map(([key, one]) => [key, resolve(one)]));
    };
    return resolve(rest) as CloudFormationTemplate;
}

function substituted(text: string, parameters: Readonly<Record<string, string>>): string {
    return text.replace(/\$\{([^!}][^}]*)\}/g, (placeholder, name: string) =>
        Object.hasOwn(parameters, name.trim()) ? (parameters[name.trim()] ?? "") : placeholder,
    );
}
