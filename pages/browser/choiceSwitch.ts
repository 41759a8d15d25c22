import { element } from "./elementBuilder";

/** A choice of a switch. */
export interface SwitchChoice<Value extends string> {
    readonly value: Value;
    /** What it shows: a text, or a text with a mark beside it. */
    readonly shown: string | Node;
}

/**
 * A few choices beside each other, of which one holds: radio buttons. The arrow keys change it.
 *
 * @param name what their group is called in the page. The inputs have it in their ids, as in `theme-dark`.
 */
export function choiceSwitch<Value extends string>(
    name: string,
    label: string,
    choices: readonly SwitchChoice<Value>[],
    chosen: Value,
    choose: (value: Value) => void,
): HTMLElement {
    return element(
        "fieldset",
        { class: `choices ${name}`, attributes: { "aria-label": label } },
        ...choices.map(({ value, shown }) => {
            const input = element("input", {
                id: `${name}-${value}`,
                attributes: { type: "radio", name, value, checked: value === chosen },
                on: { change: () => choose(value) },
            });
            return element("label", { class: "choice" }, input, element("span", {}, shown));
        }),
    );
}
