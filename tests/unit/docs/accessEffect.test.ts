import assert from "node:assert/strict";
import { paragraphText } from "../../../evaluator/effect";
import { peopleEffect } from "../../../features/people/effect/peopleEffect";
import { MANAGEMENT_ACCOUNT } from "../../../features/people/matrix";
import { awsDocuments, peopleModel, SPINE, stateOf, type PeopleSketch } from "../features/people/peopleSketch";
import { blocksOf } from "./pages";

const SHOP = ["ada@example.com", "bob@example.com"];
const SUPPORT = { who: "support", set: "Support", in: ["shop-prod", "data-prod"] };
const BEFORE: PeopleSketch = {
    groups: { shop: SHOP, auditors: "external", support: SHOP },
    access: [
        { who: "ada@example.com", set: "ReadOnly", in: ["shop-prod", "data-prod", "play"] },
        { who: "auditors", set: "ReadOnly", in: ["play"] },
        SUPPORT,
    ],
};
const AFTER: PeopleSketch = {
    groups: { ...BEFORE.groups, shop: [...SHOP, "eve@example.com"] },
    sets: {
        Support: {
            inlinePolicy: JSON.stringify({
                Version: "2012-10-17",
                Statement: [{ Effect: "Allow", Action: "sqs:SendMessage", Resource: "*" }],
            }),
        },
    },
    access: [
        { who: "shop", set: "Developer", in: ["shop-prod", "data-prod", "shop-dev", "data-dev"] },
        { who: "bob@example.com", set: "Admin", in: ["play"] },
        { who: "auditors", set: "ReadOnly", in: [MANAGEMENT_ACCOUNT] },
        SUPPORT,
    ],
};

describe("the effect of a change on people that the page shows", () => {
    it("is what a preview says", async () => {
        const effect = await peopleEffect(peopleModel(AFTER), SPINE, stateOf(BEFORE), awsDocuments, false);
        const block = blocksOf("docs/effect-of-a-change.md").find(({ text }) => text.includes("access is given"));
        assert.equal(
            block?.text.trim(),
            [...(effect?.looser ?? []), ...(effect?.tighter ?? [])].map(paragraphText).join("\n"),
        );
    });
});
