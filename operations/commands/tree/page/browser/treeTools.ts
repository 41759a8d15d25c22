import { choiceField, type Choice, type ChoiceGroup } from "../../../../../pages/browser/choiceField";
import { element } from "../../../../../pages/browser/elementBuilder";
import { filterField } from "../../../../../pages/browser/tableTools";
import { compareValues } from "../../../../../pages/data/lineOrder";
import type { TreeFilter } from "../data/treeFilter";
import type { TreeContext } from "./treeContext";

/** A filter in words, for paper: `Unit Workloads, Tag Team=shop`. */
export function filterWords(filter: TreeFilter): string {
    const parts: readonly (readonly [title: string, value: string])[] = [
        ["Found by", filter.typed],
        ["Unit", filter.unit],
        ["Tag", filter.tag.replace(/^!/, "none called ")],
        ["State", filter.state],
        ["Guardrail", filter.guardrail.replace(/^!/, "not ")],
        ["Who", filter.who],
        ["Changes", filter.change],
    ];
    return parts
        .filter(([, value]) => value !== "")
        .map(([title, value]) => `${title}: ${value}`)
        .join(", ");
}

/** What the buttons beside the fields do. */
export interface TreeToolActions {
    readonly filter: (changed: Partial<TreeFilter>) => void;
    readonly unfoldAll: (base: "all" | "none") => void;
    readonly clear: () => void;
}

/** The fields that filter the tree, as a filter has them now. */
export function treeTools(
    context: TreeContext,
    filter: TreeFilter,
    status: HTMLElement,
    { filter: change, unfoldAll, clear }: TreeToolActions,
): HTMLElement {
    const field = (
        part: keyof TreeFilter,
        title: string,
        choices: readonly (Choice | ChoiceGroup)[],
    ): HTMLElement | false =>
        choices.length > 0 && choiceField(title, choices, (value) => change({ [part]: value }), filter[part]);
    const button = (text: string, press: () => void): HTMLElement =>
        element("button", { class: "more", text, attributes: { type: "button" }, on: { click: press } });
    return element(
        "div",
        { class: "tree-tools" },
        element(
            "div",
            { class: "table-tools" },
            filterField("Find by name, id, e-mail, tag", (typed) => change({ typed }), {
                label: "Find units and accounts",
                controls: "tree",
                typed: filter.typed,
            }),
            status,
            element(
                "span",
                { class: "tool-buttons" },
                button("Unfold all", () => unfoldAll("all")),
                button("Fold all", () => unfoldAll("none")),
            ),
        ),
        element(
            "div",
            { class: "fields" },
            field("unit", "Unit", unitChoices(context)),
            field("tag", "Tag", tagChoices(context)),
            field("state", "State", stateChoices(context)),
            field("guardrail", "Guardrail", guardrailChoices(context)),
            field("who", "Who", context.people.everybody()),
            element("button", {
                class: "more clear",
                text: "Clear",
                attributes: { type: "button", hidden: true },
                on: { click: clear },
            }),
        ),
    );
}

function unitChoices({ index }: TreeContext): readonly string[] {
    return index.nodes.filter(({ kind }) => kind === "unit").map(({ key }) => key);
}

/** A group for each tag, that of the team first, because it is asked for most. */
function tagChoices({ index }: TreeContext): readonly ChoiceGroup[] {
    const accounts = index.nodes.filter(({ kind }) => kind === "account");
    const values = new Map<string, Map<string, number>>();
    for (const { name, value } of accounts.flatMap(({ tags }) => tags)) {
        const counts = values.get(name) ?? new Map<string, number>();
        values.set(name, counts.set(value, (counts.get(value) ?? 0) + 1));
    }
    const isTeam = (name: string): number => Number(name.toLowerCase() === "team");
    return [...values]
        .sort(([one], [other]) => isTeam(other) - isTeam(one) || compareValues(one, other))
        .map(([name, counts]) => {
            const tagged = [...counts.values()].reduce((sum, count) => sum + count, 0);
            return {
                heading: name,
                choices: [
                    ...[...counts.keys()].sort(compareValues).map((value) => ({
                        value: `${name}=${value}`,
                        text: `${name} ${value}`,
                    })),
                    ...(tagged < accounts.length ? [{ value: `!${name}`, text: `no ${name}` }] : []),
                ],
            };
        });
}

/** Nothing where all accounts have the same. */
function stateChoices({ index }: TreeContext): readonly string[] {
    const states = [...new Set(index.nodes.filter(({ kind }) => kind === "account").map(({ state }) => state))];
    return states.length > 1 ? states.sort(compareValues) : [];
}

function guardrailChoices({ index }: TreeContext): readonly ChoiceGroup[] {
    const attached = new Set(index.nodes.flatMap(({ guardrails }) => guardrails.map(({ policy }) => policy)));
    const keys = [...attached].sort(compareValues);
    if (keys.length === 0) return [];
    return [
        { heading: "Bound by", choices: keys },
        { heading: "Not bound by", choices: keys.map((key) => ({ value: `!${key}`, text: `not ${key}` })) },
    ];
}
