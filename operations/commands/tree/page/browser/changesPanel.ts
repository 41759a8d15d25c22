import { countText } from "../../../../../pages/data/amountText";
import { choiceSwitch, type SwitchChoice } from "../../../../../pages/browser/choiceSwitch";
import { element, nameElement, sectionElement } from "../../../../../pages/browser/elementBuilder";
import type { TreeComparison, TreeDocumentNode } from "../../../../../pages/data/treeDocument";
import { CHANGES } from "../data/pageWords";
import { changeMark } from "./changeMark";

/** What is different from the other commit: how many nodes of each kind of change, which is a filter too, and which policies. */
export function changesPanel(
    { ref, commit, policies }: TreeComparison,
    nodes: readonly TreeDocumentNode[],
    chosen: string,
    choose: (change: string) => void,
): HTMLElement {
    // Of the nodes in this page: it may show a part of the organisation.
    const kinds = CHANGES.map((one) => ({
        ...one,
        count: nodes.filter(({ change }) => change?.kind === one.kind).length,
    })).filter(({ count }) => count > 0);
    const all = kinds.reduce((sum, { count }) => sum + count, 0);
    const choices: readonly SwitchChoice<string>[] = [
        { value: "", shown: "Whole organisation" },
        { value: "any", shown: `Only changes (${countText(all)})` },
        ...kinds.map(({ kind, word, count }) => ({
            value: kind,
            shown: element("span", {}, changeMark(kind), `${countText(count)} ${word}`),
        })),
    ];
    const title = ref === commit ? `Changes since ${commit}` : `Changes since ${ref}`;
    return sectionElement(
        "changes",
        title,
        ref === commit ? "" : `commit ${commit}`,
        all === 0
            ? element("p", { class: "nothing", text: "No unit and no account is different." })
            : choiceSwitch("change", "What is shown of the changes", choices, chosen, choose),
        policies.length > 0 &&
            element(
                "p",
                { class: "policy-changes" },
                policies.length === 1 ? "1 policy differs: " : `${countText(policies.length)} policies differ: `,
                ...policies.flatMap(({ key, kind }, place) => [place > 0 && ", ", nameElement(key), ` (${kind})`]),
            ),
    );
}
