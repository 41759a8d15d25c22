import assert from "node:assert/strict";
import type { AwsClients } from "../../../../../aws/awsClients";
import { CostQuestions } from "../../../../../features/costs/questions/costQuestions";
import { findTags } from "../../../../../features/costs/questions/foundTags";

describe("the cost allocation tags that AWS knows", () => {
    it("are on all pages of the answer: a tag on the second one does not wait for ever", async () => {
        const send = ({ input }: { input: { NextToken?: string } }): Promise<unknown> =>
            Promise.resolve(
                input.NextToken === undefined
                    ? { CostAllocationTags: [{ TagKey: "Team" }], NextToken: "2" }
                    : { CostAllocationTags: [{ TagKey: "Project" }] },
            );
        const clients = { costExplorer: () => Promise.resolve({ send }) } as unknown as AwsClients;
        const allocationTags = ["Project", "Team"];
        assert.deepEqual(await findTags({ allocationTags }, new Set(), clients, new CostQuestions()), {
            registered: allocationTags,
            active: new Set(),
            waiting: [],
            unread: [],
        });
    });
});
