import { documentOf } from "../../evaluator/policyDocument";
import { LIBRARY } from "../../guardrails";
import { proposeMerges } from "../../evaluator/fit";
import { policyTypeLimits, type PolicyType, formatCount } from "../../limits";
import type { PolicyModel } from "../model";
import type { ModelNode, ModelTree } from "../modelTree";

/** The most policies for which merging is tried. */
const MAX_TRIED = 40;

/** The most lines about nodes below, because the message is read in a terminal. */
const MAX_ROWS = 20;

/**
 * Which policies of one node fit into one, to make room for the others, and how to write that; empty if none do. Policies without a key in
 * the definition (of regions, of frameworks, parts of a large policy) are left out.
 */
export function mergeAdvice(attached: readonly PolicyModel[], type: PolicyType): string[] {
    const { kind, maxCharacters } = policyTypeLimits(type);
    if (kind !== "authorization") return [];
    const merges = proposeMerges(
        attached
            .filter(hasName)
            // Each policy is tried together with all before it.
            .slice(0, MAX_TRIED)
            .map(({ key, content }) => ({ key, document: documentOf(content) })),
        maxCharacters,
    );
    return merges.map(
        ({ keys, characters }, index) =>
            `These fit into one policy, with ${formatCount(characters)} of ${formatCount(maxCharacters)} characters. Name it instead of them:\n` +
            `policies: { merged${index === 0 ? "" : `-${index + 1}`}: { merge: [${keys.join(", ")}] } }`,
    );
}

function hasName({ key, part, path }: PolicyModel): boolean {
    return part === undefined && (LIBRARY.has(key) || path[0] === "policies");
}

/**
 * A table of what the policies of a type use and may use: the nodes from the root to a node, and the accounts below it. Nodes below that
 * have no policies of their own are only counted.
 */
export function budgetTable(
    node: ModelNode,
    tree: ModelTree,
    policies: ReadonlyMap<string, PolicyModel>,
    type: PolicyType,
): string[] {
    const { maxAttached, maxCharacters, attachedByAws } = policyTypeLimits(type);
    const of = ({ guardrails }: ModelNode): PolicyModel[] =>
        guardrails.flatMap((key) => {
            const policy = policies.get(key);
            return policy?.type === type ? [policy] : [];
        });
    const row = (name: string, attached: readonly PolicyModel[]): string[] => [
        name,
        `${attached.length + attachedByAws} of ${amount(maxAttached)}`,
        formatCount(attached.reduce((sum, { content }) => sum + content.length, 0)),
    ];
    const path = tree.nodesDownTo(node);
    const depth = path.length;
    const below = tree.nodesBelow(node);
    const own = below.filter((one) => of(one).length > 0);
    const rows = [
        [type, "attached", "characters"],
        ...path.map((one, index) => row(`${"  ".repeat(index)}${one.name}`, of(one))),
        ...of(node).map(({ key, content }) => [
            `${"  ".repeat(depth)}- ${key}`,
            "",
            `${formatCount(content.length)} of ${amount(maxCharacters)}`,
        ]),
        ...own.slice(0, MAX_ROWS).map((one) => row(`${"  ".repeat(tree.pathTo(one).length - 1)}${one.name}`, of(one))),
    ];
    const widths = [0, 1, 2].map((column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)));
    const table = rows.map(([name = "", count = "", size = ""]) =>
        `${name.padEnd(widths[0] ?? 0)}  ${count.padStart(widths[1] ?? 0)}  ${size.padStart(widths[2] ?? 0)}`.trimEnd(),
    );
    const rest = below.length - Math.min(own.length, MAX_ROWS);
    if (rest > 0) {
        const shown = own.length > MAX_ROWS ? "more below" : "below without policies of their own";
        table.push(
            `${"  ".repeat(depth)}and ${rest} ${rest === 1 ? "unit or account" : "units and accounts"} ${shown}`,
        );
    }
    return table;
}

function amount(max: number): string {
    return Number.isFinite(max) ? formatCount(max) : "any number";
}
