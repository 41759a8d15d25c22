import { element, nameElement } from "../../../../../pages/browser/elementBuilder";
import { labelOf, type BindingGuardrail } from "../data/treeIndex";
import { capitalized, counted, policyTypeText } from "../data/pageWords";
import type { TreeEffectivePolicy, TreePolicy } from "../../../../../pages/data/treeDocument";
import { breakablePath } from "./breakablePath";
import { detailSection } from "./detailSection";
import { placeElement, type TreeContext } from "./treeContext";

/** The policies that bind a node, by the node that they are attached to, from the root down. */
export function guardrailSection(context: TreeContext, number: number, go: (node: number) => void): HTMLElement {
    const { index } = context;
    const all = index.guardrails(number);
    const own = all.filter(({ at }) => at === number).length;
    const levels = index.pathTo(number).filter((at) => all.some((guardrail) => guardrail.at === at));
    const note =
        all.length === 0
            ? "none"
            : own === all.length
              ? `${own} of its own`
              : `${all.length}: ${own === 0 ? "none" : own} of its own, ${all.length - own} inherited`;
    const allowLists = index.pathTo(number).filter((at) => index.node(at).isAllowList);
    return detailSection(
        "guardrails",
        "Guardrails",
        note,
        true,
        ...levels.flatMap((at) => [
            element("h4", { class: "level" }, levelTitle(context, at, number, go)),
            element(
                "ul",
                { class: "guardrails" },
                ...all.filter((guardrail) => guardrail.at === at).map((guardrail) => guardrailItem(context, guardrail)),
            ),
        ]),
        ...allowLists.map((at) =>
            element(
                "p",
                { class: "note" },
                "FullAWSAccess is detached from ",
                nameElement(labelOf(index.node(at))),
                ": only what its policies allow is possible.",
            ),
        ),
    );
}

/** The node that a policy is attached to, as a way to it. */
function levelTitle(context: TreeContext, at: number, number: number, go: (node: number) => void): HTMLElement {
    const { kind, key, name } = context.index.node(at);
    if (at === number) return element("span", { text: "Its own" });
    return element(
        "span",
        {},
        "From ",
        element(
            "button",
            { class: "link", attributes: { type: "button" }, on: { click: () => go(at) } },
            nameElement(kind === "root" ? name : key),
        ),
    );
}

function guardrailItem(context: TreeContext, { policy: key, from }: BindingGuardrail): HTMLElement {
    const policy = context.index.policy(key);
    const head = element(
        "span",
        { class: "guardrail-head" },
        element("span", { class: "guardrail-name" }, nameElement(key)),
        policy && element("span", { class: "kind", text: policyTypeText(policy.type) }),
        placeElement(context, from ?? policy?.from),
    );
    if (policy === undefined) return element("li", {}, head);
    const { description, says } = policy;
    const folded: HTMLDetailsElement = element(
        "details",
        {
            on: {
                // Documents are long, and few are read.
                toggle: () => {
                    if (folded.open && folded.querySelector("pre") === null) folded.append(policyDocument(policy));
                },
            },
        },
        element(
            "summary",
            {},
            head,
            description !== "" && element("span", { class: "description" }, nameElement(description, "text")),
        ),
        says.length > 0 &&
            element("ul", { class: "says" }, ...says.map((line) => element("li", {}, breakablePath(line)))),
        element(
            "p",
            { class: "note" },
            `${counted(policy.characters, "character")}, defined in `,
            placeElement(context, policy.from),
        ),
    );
    return element("li", {}, folded);
}

function policyDocument({ document: text }: TreePolicy): HTMLElement {
    return element("pre", {
        text: indented(text),
        attributes: { tabindex: 0, "aria-label": "Document of the policy" },
    });
}

/** JSON on several lines. What is no JSON is shown as it is. */
function indented(text: string): string {
    try {
        return JSON.stringify(JSON.parse(text), undefined, 2);
    } catch {
        return text;
    }
}

/** What the management policies of a node come to, one part for each type. */
export function effectiveSection(context: TreeContext, number: number): HTMLElement | undefined {
    const { index } = context;
    const effective = index.node(number).effective.flatMap((one) => index.document.effective[one] ?? []);
    if (effective.length === 0) return undefined;
    const settings = effective.reduce((sum, policy) => sum + policy.settings.length, 0);
    return detailSection(
        "effective",
        "Effective policies",
        counted(settings, "setting"),
        false,
        ...effective.flatMap(effectivePolicy),
    );
}

function effectivePolicy({ type, settings, problems }: TreeEffectivePolicy): HTMLElement[] {
    return [
        element("h4", { class: "level", text: capitalized(policyTypeText(type)) }),
        ...problems.map((problem) => element("p", { class: "warning", text: problem })),
        element(
            "dl",
            { class: "effective-settings" },
            ...settings.map(({ path, value, sources }) =>
                element(
                    "div",
                    {},
                    element("dt", {}, breakablePath(path)),
                    element(
                        "dd",
                        {},
                        breakablePath(value),
                        element("span", { class: "sources", text: sources.join(", ") }),
                    ),
                ),
            ),
        ),
    ];
}
