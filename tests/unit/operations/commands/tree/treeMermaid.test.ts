import assert from "node:assert/strict";
import * as fc from "fast-check";
import { treeMermaid } from "../../../../../operations/commands/tree/show/treeMermaid";
import { visible } from "../../../../../limits";
import type { TreeDocument, TreeDocumentNode } from "../../../../../pages/data/treeDocument";

function documentOf(key: string): TreeDocument {
    const common = { state: "active", tags: [], settings: [], guardrails: [], effective: [], sections: [] } as const;
    const nodes: TreeDocumentNode[] = [
        { ref: "root", kind: "root", key: "root", name: "Root", ...common },
        { ref: `account:${key}`, kind: "account", key, name: key, parent: "root", ...common },
    ];
    const lists = { policies: [], effective: [], sections: [], access: [], groups: [], notes: [] };
    return { stack: "test", definition: "x", day: "2026-11-27", nodes, ...lists };
}

/** What a reader sees of a label. */
const read = (label: string): string =>
    label.replace(/#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));

const HOSTILE = [
    '"]; click n0 "javascript:alert(1)',
    "end",
    "</script><img src=x onerror=alert(1)>",
    "`**bold**` _x_ [a](b)",
    "#quot; &lt; %%{init: {}}%%",
    "1. one\n- two",
    "n0 --> n1",
    "constructor",
    "חשבון ראשי",
    "-.-/@",
];

describe("a name in a Mermaid diagram", () => {
    const check = (key: string): void => {
        const [head, root, box = "", edge, ...rest] = treeMermaid(documentOf(key), true).text.split("\n");
        assert.deepEqual([head, root, edge, rest], ["flowchart LR", '    n0["the root"]', "    n0 --> n1", []]);
        const [, label = assert.fail(box)] = /^ {4}n1\["((?:[\p{L}\p{M}\p{N} \-./@]|#\d+;)*)"\]$/u.exec(box) ?? [];
        assert.equal(read(label), visible(key));
    };
    for (const key of HOSTILE) it(`is text and nothing else: ${JSON.stringify(key)}`, () => check(key));

    it("is text and nothing else, whatever it is", () => {
        fc.assert(fc.property(fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 }), check));
    });
});
