import assert from "node:assert/strict";
import { DefinitionError, loadDefinition, type KnownIds } from "../../../definition";
import { FEATURES } from "../../../features";
import { inFolder } from "./definitionFixtures";

const IDS: KnownIds = { accounts: new Map([["known", "111122223333"]]) };

describe("definition: a message that says to write an account's id", () => {
    /** The last lines of the mistakes. */
    const written = (accounts: string, ids?: KnownIds): string[] =>
        inFolder(
            `defaults: { email: "{account}@example.com" }\nunits: { A: { accounts: { ${accounts} } } }`,
            (folder) => {
                try {
                    loadDefinition(folder, FEATURES, ids && { ids });
                } catch (error) {
                    if (!(error instanceof DefinitionError)) throw error;
                    return error.problems.map(({ message }) => message.split("\n").at(-1) ?? "");
                }
                return assert.fail("no mistake");
            },
        );

    const CASES: readonly [string, KnownIds | undefined, string][] = [
        ["known: { state: closing }", IDS, 'acknowledge: { closing: "111122223333" }'],
        ["known: { state: leaving }", IDS, 'acknowledge: { leaving: "111122223333" }'],
        ["other: { state: closing }", IDS, 'acknowledge: { closing: "<its account id>" }'],
        ["known: { state: closing }", undefined, 'acknowledge: { closing: "<its account id>" }'],
        ['other: { id: "444455556666", state: leaving }', undefined, 'acknowledge: { leaving: "444455556666" }'],
        [
            'a: { id: "444455556666" }, known: { state: leaving, acknowledge: { leaving: "444455556666" } }',
            IDS,
            'acknowledge: { leaving: "111122223333" }',
        ],
    ];
    for (const [accounts, ids, expected] of CASES) {
        it(`${accounts} ${ids ? "with the stack's state" : "alone"}: ${expected}`, () => {
            assert.deepEqual(written(accounts, ids), [expected]);
        });
    }
});
