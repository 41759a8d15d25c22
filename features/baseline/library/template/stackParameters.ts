import type { TemplateParameter } from "../../../../cloudformation";
import { ref, type Intrinsic } from "./templateIntrinsics";

/**
 * Parameters of a template, from their descriptions, and references to each under the same name. They have no defaults: the StackSet says
 * every value.
 *
 * @param lists names of those that are lists, separated by commas.
 */
export function stackParameters<Name extends string>(
    descriptions: Readonly<Record<Name, string>>,
    lists: readonly Name[] = [],
): {
    readonly Parameters: Readonly<Record<Name, TemplateParameter>>;
    readonly references: Readonly<Record<Name, Intrinsic>>;
} {
    const names = Object.keys(descriptions) as Name[];
    const each = <Value>(value: (name: Name) => Value): Record<Name, Value> =>
        Object.fromEntries(names.map((name) => [name, value(name)])) as Record<Name, Value>;
    return {
        Parameters: each((name) => ({
            Type: lists.includes(name) ? "CommaDelimitedList" : "String",
            Description: descriptions[name],
        })),
        references: each(ref),
    };
}
