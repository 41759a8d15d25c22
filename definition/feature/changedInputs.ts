import { UNKNOWN_INPUT, type ResourceChange, type ResourceInputs } from "./resourceChange";

/** An input that is a text; undefined for another value and for one that only AWS can tell. */
export function inputText(inputs: ResourceInputs | undefined, key: string): string | undefined {
    const value = inputs?.[key];
    return typeof value === "string" && value !== UNKNOWN_INPUT ? value : undefined;
}

/** The texts of an input that is a list, without those that only AWS can tell. */
export function inputTexts(inputs: ResourceInputs | undefined, key: string): readonly string[] {
    const value = inputs?.[key];
    return (Array.isArray(value) ? (value as unknown[]) : []).filter(
        (one): one is string => typeof one === "string" && one !== UNKNOWN_INPUT,
    );
}

/** Whether only AWS can tell an input, or an element of it. */
export function isUnknownInput(value: unknown): boolean {
    return value === UNKNOWN_INPUT || (Array.isArray(value) && value.some(isUnknownInput));
}

/** Whether a change is one of a component, or of a resource below it. */
export function isInComponent({ urn }: Pick<ResourceChange, "urn">, component: string): boolean {
    const types = urn.split("::")[2] ?? "";
    return types.split("$").includes(component);
}
