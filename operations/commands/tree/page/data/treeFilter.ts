import { folded, typedWords } from "../../../../../pages/data/typedWords";
import type { NodePeople } from "./nodePeople";
import { isRemoved, type TreeIndex } from "./treeIndex";

/** What is looked for. Empty texts: everything. */
export interface TreeFilter {
    readonly typed: string;
    /** `Team=shop`, or `!Team` for the accounts that have no such tag. */
    readonly tag: string;
    /** The key of a unit: what is in it and below it. */
    readonly unit: string;
    readonly state: string;
    /** The key of a policy: the accounts that it binds. With `!` before it: those that it does not bind. */
    readonly guardrail: string;
    /** A person or a group: the accounts that they may enter. */
    readonly who: string;
    /** A kind of change, or `any`. */
    readonly change: string;
}

export const NO_FILTER: TreeFilter = { typed: "", tag: "", unit: "", state: "", guardrail: "", who: "", change: "" };

/** Whether a filter leaves anything out. */
export const isFiltering = (filter: TreeFilter): boolean => Object.values(filter).some((text: string) => text !== "");

/** What a filter has found. */
export interface TreeMatches {
    /** By the number of a node: 0 for one that is not shown, 1 for one that leads to a match, 2 for a match. */
    readonly marks: Uint8Array;
    readonly accounts: number;
    readonly units: number;
}

/** Finds nodes by what somebody types and chooses. */
export class TreeSearch {
    readonly #index: TreeIndex;
    readonly #people: NodePeople;
    readonly #texts: readonly string[];

    constructor(index: TreeIndex, people: NodePeople) {
        this.#index = index;
        this.#people = people;
        this.#texts = index.nodes.map(({ key, name, id = "", email = "", owner = "", state, tags }) =>
            folded([key, name, id, email, owner, state, ...tags.map((tag) => `${tag.name}=${tag.value}`)].join("\n")),
        );
    }

    /** The nodes that a filter finds, and those that lead to them. */
    matches(filter: TreeFilter): TreeMatches {
        const { nodes, parents } = this.#index;
        const isMatch = this.#test(filter);
        const marks = new Uint8Array(nodes.length);
        let [accounts, units] = [0, 0];
        for (let number = nodes.length - 1; number >= 0; number--) {
            const kind = nodes[number]?.kind;
            if (isMatch(number)) {
                marks[number] = 2;
                if (kind === "account") accounts++;
                if (kind === "unit") units++;
            }
            const parent = parents[number] ?? -1;
            if (parent >= 0 && marks[number] && !marks[parent]) marks[parent] = 1;
        }
        return { marks, accounts, units };
    }

    #test(filter: TreeFilter): (number: number) => boolean {
        const { tag, state, guardrail, who, change, unit } = filter;
        const index = this.#index;
        const hasWords = this.#wordTest(filter.typed);
        const isInUnit = this.#unitTest(unit);
        const isBound = this.#guardrailTest(guardrail);
        const hasTag = tagTest(index, tag);
        // These ask about accounts. Units only lead to them then.
        const isOfAccounts = tag !== "" || state !== "" || guardrail !== "" || who !== "";
        return (number) => {
            const node = index.node(number);
            if (isOfAccounts && node.kind !== "account") return false;
            return (
                hasWords(number) &&
                isInUnit(number) &&
                (state === "" || node.state === state) &&
                (change === "" || (change === "any" ? node.change !== undefined : node.change?.kind === change)) &&
                hasTag(number) &&
                isBound(number) &&
                (who === "" || this.#people.isNamed(who, number))
            );
        };
    }

    /** Each word stands in the node or in a unit above it: `production shop` finds the shop's accounts in Production. */
    #wordTest(typed: string): (number: number) => boolean {
        // 31 words are one number of bits. Nobody types more.
        const words = typedWords(typed).slice(0, 31);
        if (words.length === 0) return () => true;
        const all = 2 ** words.length - 1;
        const { parents } = this.#index;
        const found = new Uint32Array(this.#texts.length);
        for (const [number, text] of this.#texts.entries()) {
            const parent = parents[number] ?? -1;
            // The root is above everything, so that its words would find everything.
            let bits = parent > 0 ? (found[parent] ?? 0) : 0;
            for (const [bit, word] of words.entries()) if (text.includes(word)) bits |= 1 << bit;
            found[number] = bits;
        }
        return (number) => found[number] === all;
    }

    #unitTest(unit: string): (number: number) => boolean {
        if (unit === "") return () => true;
        const { nodes, parents } = this.#index;
        const isIn = new Uint8Array(nodes.length);
        for (const [number, { kind, key }] of nodes.entries()) {
            isIn[number] = Number((kind === "unit" && key === unit) || isIn[parents[number] ?? -1] === 1);
        }
        return (number) => isIn[number] === 1;
    }

    #guardrailTest(guardrail: string): (number: number) => boolean {
        if (guardrail === "") return () => true;
        const isWithout = guardrail.startsWith("!");
        const key = isWithout ? guardrail.slice(1) : guardrail;
        const { nodes, parents } = this.#index;
        const isBound = new Uint8Array(nodes.length);
        for (const [number, { guardrails }] of nodes.entries()) {
            isBound[number] = Number(
                isBound[parents[number] ?? -1] === 1 || guardrails.some(({ policy }) => policy === key),
            );
        }
        // What is no longer in the organisation lacks nothing.
        return (number) =>
            isWithout ? isBound[number] === 0 && !isRemoved(this.#index.node(number)) : isBound[number] === 1;
    }
}

function tagTest({ nodes }: TreeIndex, tag: string): (number: number) => boolean {
    if (tag === "") return () => true;
    if (tag.startsWith("!")) {
        const name = tag.slice(1);
        return (number) => !nodes[number]?.tags.some((one) => one.name === name);
    }
    return (number) => nodes[number]?.tags.some(({ name, value }) => `${name}=${value}` === tag) ?? false;
}
