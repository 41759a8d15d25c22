import assert from "node:assert/strict";
import * as path from "node:path";
import * as fc from "fast-check";
import { check, format, resolveConfig, util, type Options } from "prettier";
import { writeDefinition } from "../../../../../operations/commands/adopt/write/writtenDefinition";
import { widthOf } from "../../../../../operations/cli/textWidth";
import { drafted, inventory, organizations, policy } from "./organizationFixture";

const CHECKOUT = path.resolve(__dirname, "../../../../..");

async function isFormatted(files: ReadonlyMap<string, string>): Promise<void> {
    const config = await resolveConfig(path.join(CHECKOUT, "organizations/dev/organization.yaml"));
    for (const [file, text] of files) {
        const options: Options = { ...config, filepath: file };
        if (await check(text, options)) continue;
        // Of a few rare characters, such as Khitan, the two do not agree on the width. Where a line is broken is only looks.
        if (util.getStringWidth(text) !== widthOf(text)) continue;
        assert.equal(`${file}\n${text}`, `${file}\n${await format(text, options)}`);
    }
}

describe("org adopt writes files that prettier leaves unchanged", () => {
    it("for any organisation", () =>
        fc.assert(
            fc.asyncProperty(organizations, (organization) => isFormatted(drafted(organization, ({ files }) => files))),
            { numRuns: Number(process.env.RUNS ?? 10) },
        )).timeout(60_000);

    it("for policy documents of any form", async () => {
        const lists = [[], ["a"], ["a", "b"], Array.from({ length: 40 }, (_, index) => `service-${index}:*`)];
        const statements = lists.map((list, index) => ({
            Sid: `S${index}`,
            Effect: "Deny",
            Action: list,
            Resource: "*",
            Condition: { Bool: { "aws:MultiFactorAuthPresent": false }, NumericLessThan: { "aws:Age": [1, 2] } },
        }));
        const documents = [
            { Version: "2012-10-17", Statement: statements },
            {
                Statement: [],
                Nested: [["a"], [], [["b", "c"], ["d"]], [{}], [{ a: 1 }]],
                Empty: {},
                Long: "x".repeat(150),
            },
            { tags: { é: { tag_key: { "@@assign": 'É\u2028\t"' } } }, pad: "y".repeat(400) },
        ];
        const policies = documents.map((document, index) =>
            policy(index, `p${index}`, {
                content: JSON.stringify(document),
                type: index === 0 ? "SERVICE_CONTROL_POLICY" : "TAG_POLICY",
            }),
        );
        const written = writeDefinition(inventory({ policies }));
        assert.equal(written.documents.size, 3);
        await isFormatted(written.documents);
        for (const [index, document] of documents.entries()) {
            assert.deepEqual(JSON.parse(written.documents.get(`policies/p${index}.json`) ?? ""), document);
        }
    });
});
