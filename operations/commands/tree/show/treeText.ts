import { quoted, visible } from "../../../../limits";
import {
    guardrailsDownTo,
    nodesByParent,
    nodesByRef,
    type TreeChangeKind,
    type TreeDocument,
    type TreeDocumentNode,
} from "../../../../pages/data/treeDocument";
import { table } from "../../../cli/table";
import type { SpendCells } from "./spendCells";
import {
    changedValueLines,
    changeKindWords,
    comparisonWords,
    countedAccounts,
    headline,
    isLargeTree,
    ownKey,
    shownAccounts,
    stateWords,
} from "./treeWords";

export interface TextOptions {
    /** Lists every account, however many there are. */
    readonly isFull: boolean;
    /** The keys of the guardrails that are attached to a node, instead of their number. */
    readonly hasGuardrails: boolean;
    /** What accounts cost. */
    readonly spend: SpendCells;
    /** The terminal's width. */
    readonly columns?: number | undefined;
}

const HEADS = ["", "ID", "E-MAIL", "STATE", "GUARDRAILS"];

const MARKS: Readonly<Record<TreeChangeKind, string>> = {
    added: "+ ",
    removed: "- ",
    moved: "> ",
    renamed: "~ ",
    changed: "~ ",
};

/**
 * The organisation as a tree of lines: of each unit its accounts, then the units in it, with their ids and what is special about them.
 *
 * @param document what is shown.
 * @param whole the same before nodes were chosen.
 */
export function treeText(document: TreeDocument, whole: TreeDocument, options: TextOptions): string {
    const { idsUnknown, notes, nodes } = document;
    const told = [...(idsUnknown === undefined ? [] : [idsUnknown]), ...comparisonWords(document), ...notes];
    const isEmpty = nodes.every(({ kind, change }) => kind === "root" && !change) && whole.nodes.length > 1;
    const body = !isEmpty
        ? treeTable(document, options)
        : document.comparison
          ? "Nothing that is asked for differs."
          : "Nothing matches.";
    const values = changedValueLines(document);
    return [
        headline(whole),
        "",
        body,
        ...(values.length === 0 ? [] : ["", ...values]),
        ...(told.length === 0 ? [] : ["", ...told]),
    ].join("\n");
}

function treeTable(document: TreeDocument, options: TextOptions): string {
    const { heads } = options.spend;
    return table(
        [...HEADS, ...heads, "CHANGE"],
        new TreeRows(document, options).rows(),
        options.columns,
        // Half an id is no id, and half an amount another one.
        [1, ...heads.map((_, place) => HEADS.length + place)],
    );
}

/** One line below a node: another node, or a text that stands for several. */
type Branch = { readonly node: TreeDocumentNode } | { readonly text: string };

class TreeRows {
    readonly #options: TextOptions;
    readonly #below: ReadonlyMap<string | undefined, readonly TreeDocumentNode[]>;
    readonly #byRef: ReadonlyMap<string, TreeDocumentNode>;
    readonly #isLarge: boolean;
    readonly #isCompared: boolean;

    constructor(document: TreeDocument, options: TextOptions) {
        this.#options = options;
        this.#below = nodesByParent(document.nodes);
        this.#byRef = nodesByRef(document);
        this.#isLarge = !options.isFull && isLargeTree(document);
        this.#isCompared = document.comparison !== undefined;
    }

    rows(): string[][] {
        const roots = this.#below.get(undefined) ?? [];
        return roots.flatMap((root) => [this.#row(root, ""), ...this.#rowsBelow(root, "")]);
    }

    #rowsBelow({ ref }: TreeDocumentNode, indent: string): string[][] {
        const branches = this.#branches(ref);
        return branches.flatMap((branch, index) => {
            const isLast = index === branches.length - 1;
            const before = `${indent}${isLast ? "└── " : "├── "}`;
            if ("text" in branch) return [[`${this.#mark(undefined)}${before}${branch.text}`]];
            return [
                this.#row(branch.node, before),
                ...this.#rowsBelow(branch.node, `${indent}${isLast ? "    " : "│   "}`),
            ];
        });
    }

    #branches(ref: string): readonly Branch[] {
        const nodes = this.#below.get(ref) ?? [];
        const accounts = shownAccounts(
            nodes.filter(({ kind }) => kind === "account"),
            this.#isLarge,
        );
        return [
            ...accounts.listed.map((node) => ({ node })),
            ...(accounts.counted.length > 0 ? [{ text: countedAccounts(accounts) }] : []),
            ...nodes.filter(({ kind }) => kind === "unit").map((node) => ({ node })),
        ];
    }

    #row(node: TreeDocumentNode, before: string): string[] {
        return [
            `${this.#mark(node)}${before}${title(node)}`,
            node.id ?? "",
            visible(node.email ?? ""),
            stateWords(node),
            this.#guardrails(node),
            ...this.#options.spend.of(node),
            changeKindWords(node.change),
        ];
    }

    #mark(node: TreeDocumentNode | undefined): string {
        if (!this.#isCompared) return "";
        return node?.change ? MARKS[node.change.kind] : "  ";
    }

    /** `2 + 5 inherited` */
    #guardrails(node: TreeDocumentNode): string {
        const keys = node.guardrails.map(({ policy }) => visible(policy));
        const inherited = guardrailsDownTo(node, this.#byRef).length - keys.length;
        const own = this.#options.hasGuardrails ? keys.join(", ") : String(keys.length);
        return [...(keys.length > 0 ? [own] : []), ...(inherited > 0 ? [`${inherited} inherited`] : [])].join(" + ");
    }
}

/** `Production/`, or `shop "Shop of Acme"` if the name in AWS is another one. */
function title(node: TreeDocumentNode): string {
    const key = ownKey(node);
    if (node.kind === "root") return key;
    const named = key === visible(node.name) ? "" : ` ${quoted(node.name)}`;
    return `${key}${node.kind === "unit" ? "/" : ""}${named}`;
}
