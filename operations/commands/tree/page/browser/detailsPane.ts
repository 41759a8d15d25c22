import { breakableName, element, nameElement } from "../../../../../pages/browser/elementBuilder";
import type { TreeChange, TreeDocumentNode } from "../../../../../pages/data/treeDocument";
import { labelOf } from "../data/treeIndex";
import { CHANGES, counted, headingText, STATES } from "../data/pageWords";
import { changeMark } from "./changeMark";
import { detailSection } from "./detailSection";
import { factList } from "./factList";
import { effectiveSection, guardrailSection } from "./guardrailList";
import { peopleSection } from "./peopleSection";
import { spendSection } from "./spendSection";
import { placeElement, type TreeContext } from "./treeContext";

const KINDS = { root: "Organisation", unit: "Unit", account: "Account" } as const;

/** Everything about one node. @param go shows another node. */
export function nodeDetails(context: TreeContext, number: number, go: (node: number) => void): Node[] {
    const { index } = context;
    const node = index.node(number);
    const sections = node.sections
        .flatMap((one) => index.document.sections[one] ?? [])
        // The people say the same, with names.
        .filter(({ key, facts }) => facts.length > 0 && (key !== "access" || index.document.access.length === 0));
    const isBudget = ({ key }: { readonly key: string }): boolean => key === "costBudgets";
    const section = ({ key, heading, facts }: (typeof sections)[number], isOpen: boolean): HTMLElement =>
        detailSection(key, headingText(heading), String(facts.length), isOpen, factList(context, facts));
    return [
        ...detailsHead(context, number, go),
        node.change && changeSection(node.change),
        guardrailSection(context, number, go),
        peopleSection(context, number),
        spendSection(context, number),
        ...sections.filter(isBudget).map((one) => section(one, true)),
        ...sections.filter((one) => !isBudget(one)).map((one) => section(one, false)),
        effectiveSection(context, number),
        node.tags.length > 0 &&
            detailSection("tags", "Tags", String(node.tags.length), false, factList(context, node.tags)),
        node.settings.length > 0 &&
            detailSection(
                "settings",
                "Settings",
                String(node.settings.length),
                false,
                factList(context, node.settings),
            ),
    ].filter((one) => one !== undefined && one !== false);
}

function detailsHead(context: TreeContext, number: number, go: (node: number) => void): (HTMLElement | undefined)[] {
    const node = context.index.node(number);
    return [
        wayTo(context, number, go),
        element(
            "header",
            { class: "details-head" },
            element(
                "h2",
                { id: "details-title", attributes: { tabindex: -1 } },
                nameElement(labelOf(node)),
                element("span", { class: "kind", text: KINDS[node.kind] }),
            ),
            (node.state !== "active" || node.stateNote !== undefined) &&
                element("p", { class: `state-line ${node.state}` }, stateText(node)),
            element("dl", { class: "identity" }, ...identity(context, number)),
        ),
    ];
}

function stateText({ state, stateNote }: TreeDocumentNode): string {
    const text = state === "active" ? "" : STATES[state];
    if (stateNote === undefined) return text;
    return text === "" ? stateNote : `${text} (${stateNote})`;
}

/** The units that lead to a node, each as a way to it. */
function wayTo({ index }: TreeContext, number: number, go: (node: number) => void): HTMLElement | undefined {
    const above = index.pathTo(number).slice(0, -1);
    if (above.length === 0) return undefined;
    return element(
        "nav",
        { class: "way", attributes: { "aria-label": "Units above" } },
        element(
            "ol",
            {},
            ...above.map((at) =>
                element(
                    "li",
                    {},
                    element(
                        "button",
                        { class: "link", attributes: { type: "button" }, on: { click: () => go(at) } },
                        nameElement(labelOf(index.node(at))),
                    ),
                ),
            ),
        ),
    );
}

function identity(context: TreeContext, number: number): HTMLElement[] {
    const { index } = context;
    const node = index.node(number);
    const { kind, id, name, key, unitKind } = node;
    const units = index.nodes.filter((one) => one.kind === "unit" && one.change?.kind !== "removed").length;
    const counts = counted(index.accounts[number] ?? 0, "account");
    const facts: readonly (readonly [term: string, value: string | undefined])[] = [
        ["Id", kind === "root" ? (index.document.organizationId ?? id) : id],
        ["Management account", kind === "root" ? index.document.managementAccountId : undefined],
        ["Name in AWS", kind === "root" || name === labelOf(node) || name === key ? undefined : name],
        [
            "Contains",
            kind === "account" ? undefined : kind === "root" ? `${counts} in ${counted(units, "unit")}` : counts,
        ],
        ["Kind of unit", unitKind === undefined || unitKind === "plain" ? undefined : unitKind],
        ["E-mail", node.email],
        ["Owner", node.owner],
        ["Needed until", node.expires],
    ];
    return [
        ...facts.flatMap(([term, value]) => (value === undefined ? [] : [identityFact(term, breakableName(value))])),
        ...writtenIn(context, node),
    ];
}

function writtenIn(context: TreeContext, { from }: TreeDocumentNode): HTMLElement[] {
    const place = placeElement(context, from);
    return place === undefined ? [] : [identityFact("Written in", place)];
}

const identityFact = (term: string, value: Node): HTMLElement =>
    element("div", {}, element("dt", { text: term }), element("dd", {}, value));

/** What differs from the other commit. */
function changeSection({ kind, movedFrom, values }: TreeChange): HTMLElement {
    const word = CHANGES.find((one) => one.kind === kind)?.word ?? kind;
    const title = element(
        "p",
        { class: "change-line" },
        changeMark(kind),
        element("strong", { text: word }),
        movedFrom !== undefined &&
            element("span", {}, " from ", movedFrom === "/" ? "the root" : nameElement(movedFrom)),
    );
    const head = ["What", "Before", "Now"].map((text) => element("th", { text, attributes: { scope: "col" } }));
    const cell = (value: string | undefined): HTMLElement =>
        element(
            "td",
            {},
            value === undefined ? element("span", { class: "nothing", text: "none" }) : breakableName(value),
        );
    const table = element(
        "table",
        { class: "changes" },
        element("caption", { class: "unseen", text: "What is different" }),
        element("thead", {}, element("tr", {}, ...head)),
        element(
            "tbody",
            {},
            ...values.map(({ name, from, to, accounts }) =>
                element(
                    "tr",
                    {},
                    element(
                        "th",
                        { attributes: { scope: "row" } },
                        breakableName(name),
                        accounts !== undefined &&
                            element("div", { class: "nothing", text: `in ${counted(accounts, "account")}` }),
                    ),
                    cell(from),
                    cell(to),
                ),
            ),
        ),
    );
    return detailSection("change", "Change", "", true, title, values.length > 0 && table);
}
