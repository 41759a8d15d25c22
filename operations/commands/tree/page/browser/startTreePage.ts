import { element, nameElement } from "../../../../../pages/browser/elementBuilder";
import { noteList } from "../../../../../pages/browser/noteList";
import { themeSwitch } from "../../../../../pages/browser/themeSwitch";
import { dayText, momentText } from "../../../../../pages/data/dayText";
import { counted } from "../data/pageWords";
import { TreeController } from "./treeController";
import { readTreeContext, type TreeContext } from "./treeContext";

/** Builds the page of the organisation. */
function startTreePage(): void {
    const context = readTreeContext();
    const { document: tree } = context.index;
    const parts = new TreeController(context);
    const notes = [...tree.notes, ...(tree.idsUnknown === undefined ? [] : [tree.idsUnknown])];
    document.body.append(
        element("a", { class: "skip", text: "Skip to the tree", attributes: { href: "#tree" } }),
        pageHead(context),
        element(
            "main",
            { id: "main" },
            noteList(notes),
            parts.changes,
            element("div", { class: "tree-columns" }, parts.panel, parts.details),
        ),
        pageFoot(context),
    );
    parts.start();
    requestAnimationFrame(() => {
        document.documentElement.dataset["ready"] = "";
    });
}

function pageHead({ index, people }: TreeContext): HTMLElement {
    const { document: tree, nodes } = index;
    const units = nodes.filter(({ kind, change }) => kind === "unit" && change?.kind !== "removed").length;
    const attached = new Set(nodes.flatMap(({ guardrails }) => guardrails.map(({ policy }) => policy)));
    const figures = [
        `${counted(index.accounts[0] ?? 0, "account")} in ${counted(units, "unit")}`,
        counted(attached.size, "guardrail"),
        ...(people.count > 0 ? [counted(people.count, "person or group", "people and groups")] : []),
    ];
    return element(
        "header",
        { class: "page-head" },
        element(
            "div",
            {},
            element("h1", {}, "Organisation ", nameElement(tree.stack)),
            element("p", { text: `${figures.join(", ")} · ${dayText(tree.day)}` }),
        ),
        themeSwitch(),
    );
}

function pageFoot({ index, madeAt }: TreeContext): HTMLElement {
    const { definition, commit, hasLocalChanges } = index.document;
    return element(
        "footer",
        { class: "page-foot" },
        element(
            "dl",
            {},
            footFact("Definition", definition),
            commit !== undefined && footFact("Commit", `${commit}${hasLocalChanges ? " with local changes" : ""}`),
            footFact("Made", momentText(madeAt)),
        ),
        element("p", {
            class: "note",
            text: "By the definition: what was changed in AWS by hand is not in it. The page's address holds what is chosen here, so that a link shows the same.",
        }),
    );
}

const footFact = (term: string, value: string): HTMLElement =>
    element("div", {}, element("dt", { text: term }), element("dd", {}, nameElement(value)));

startTreePage();
