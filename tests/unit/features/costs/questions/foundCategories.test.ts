import assert from "node:assert/strict";
import { messageText } from "../../../../../evaluator/effect";
import type { AwsClients } from "../../../../../aws/awsClients";
import { costs } from "../../../../../features/costs/definition";
import { NO_COSTS_FOUND } from "../../../../../features/costs/plan/foundCosts";
import { CostQuestions } from "../../../../../features/costs/questions/costQuestions";
import { findCategories, type FoundCategories } from "../../../../../features/costs/questions/foundCategories";
import { reviewCosts } from "../../../../../features/costs/review";
import { load } from "../../../definition/definitionFixtures";

const arn = (id: string): string => `arn:aws:ce::111122223333:costcategory/${id}`;
const IN_AWS = [
    { Name: "Team", CostCategoryArn: arn("1") },
    { Name: "Project", CostCategoryArn: arn("2") },
];

/** AWS has Team and Project, one on each page. */
async function found(dimensions: string, inState: readonly string[] = [], isRefused = false): Promise<FoundCategories> {
    const model = load(`
defaults: { email: "{account}@example.com" }
costs: { dimensions: ${dimensions} }
units: { A: { accounts: { shop: { tags: { Team: shop } } } } }
`).features.get(costs);
    const send = ({ input }: { input: { NextToken?: string } }): Promise<unknown> => {
        if (isRefused) return Promise.reject(Object.assign(new Error("no"), { name: "AccessDeniedException" }));
        return Promise.resolve(
            input.NextToken === undefined
                ? { CostCategoryReferences: IN_AWS.slice(0, 1), NextToken: "2" }
                : { CostCategoryReferences: IN_AWS.slice(1) },
        );
    };
    const clients = { costExplorer: () => Promise.resolve({ send }) } as unknown as AwsClients;
    const all = await findCategories(model, new Set(inState), clients, new CostQuestions());
    const before = { accounts: new Map(), resources: new Map() };
    const { problems, warnings } = reviewCosts(model, before, {
        ...NO_COSTS_FOUND,
        taken: all.taken,
        categories: all.categories,
    });
    messages = [...problems.map(({ path, message }) => `${path.join(".")} ${message}`), ...warnings.map(messageText)];
    return all;
}
let messages: readonly string[] = [];

describe("the cost categories that AWS has", () => {
    it("are those of dimensions without an id that have the same name", async () => {
        const { taken } = await found("{ project: { tag: Project, name: Project }, other: { tag: Other } }");
        assert.deepEqual(
            taken.map(({ name, id }) => [name, id]),
            [["Project", arn("2")]],
        );
    });

    it("are taken over by their id: the preview says that their rules are replaced", async () => {
        const { taken, categories } = await found(`{ team: { tag: Team, name: Team, id: "${arn("1")}" } }`);
        assert.deepEqual(taken, []);
        assert.deepEqual(categories, [{ key: "team", name: "Team", id: arn("1"), nameInAws: "Team" }]);
        assert.match(
            messages.join("\n"),
            /^cost category Team is taken over: [^\n]* Rules of its own that differ are lost$/,
        );
    });

    it("are not taken over with another name, or if there is none with this id: the run would fail half way", async () => {
        await found(`{ team: { tag: Team, id: "${arn("1")}" }, gone: { tag: Gone, id: "${arn("3")}" } }`);
        assert.equal(messages.length, 2);
        assert.match(
            messages[0] ?? "",
            /^costs\.dimensions\.team\.id is the cost category "Team".*write name: "Team"$/,
        );
        assert.match(messages[1] ?? "", /^costs\.dimensions\.gone\.id AWS has no cost category arn:/);
    });

    it("say nothing of a dimension in the state, or if AWS does not answer", async () => {
        const dimensions = `{ team: { tag: Team, id: "${arn("1")}" } }`;
        assert.deepEqual(await found(dimensions, ["team"]), { taken: [], categories: [] });
        assert.deepEqual(await found(dimensions, [], true), { taken: [], categories: [] });
    });
});
