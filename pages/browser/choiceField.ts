import { element } from "./elementBuilder";

/** An option of a field. A text is its own value. */
export type Choice = string | { readonly value: string; readonly text: string };

/** Options below a heading of their own. */
export interface ChoiceGroup {
    readonly heading: string;
    readonly choices: readonly Choice[];
}

/**
 * A field with options, of which the first is `all` and has the empty value.
 *
 * @param chosen the value that it has at first.
 */
export function choiceField(
    title: string,
    choices: readonly (Choice | ChoiceGroup)[],
    choose: (value: string) => void,
    chosen = "",
): HTMLElement {
    const option = (choice: Choice): HTMLElement => {
        const { value, text } = typeof choice === "string" ? { value: choice, text: choice } : choice;
        return element("option", { text, attributes: { value, selected: value === chosen } });
    };
    const select: HTMLSelectElement = element(
        "select",
        { on: { change: () => choose(select.value) } },
        option({ value: "", text: "all" }),
        ...choices.map((one) =>
            typeof one === "object" && "choices" in one
                ? element("optgroup", { attributes: { label: one.heading } }, ...one.choices.map(option))
                : option(one),
        ),
    );
    return element("label", { class: "choose" }, element("span", { text: title }), select);
}
