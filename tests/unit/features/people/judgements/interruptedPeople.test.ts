import assert from "node:assert/strict";
import { PEOPLE_RESOURCES } from "../../../../../features/people/effect/accessBefore";
import { reviewPeople } from "../../../../../features/people/review";
import { awsDocuments, peopleModel, stateOf, type PeopleSketch } from "../peopleSketch";

const DEFINITION: PeopleSketch = {
    groups: { shop: ["ada@example.com"] },
    access: [{ who: "shop", set: "Reader", in: ["shop-dev"] }],
};

const created = (type: keyof typeof PEOPLE_RESOURCES, name: string) => ({ type: PEOPLE_RESOURCES[type], name });

function problemsAfter(...interruptedCreations: readonly ReturnType<typeof created>[]): readonly string[] {
    const state = { ...stateOf(DEFINITION), interruptedCreations };
    return reviewPeople(peopleModel(DEFINITION), state, undefined, awsDocuments).problems.map(({ message }) => message);
}

describe("people: a run after one that was killed while it gave something", () => {
    it("is refused if the definition no longer has it: nothing would take it away", () => {
        const [message = "", ...others] = problemsAfter(
            created("access", "Admin@shop"),
            created("user", "bob@example.com"),
        );
        assert.deepEqual(others, []);
        assert.match(
            message,
            /^a run was killed while it made Admin@shop and bob@example\.com, and the definition no longer/,
        );
        assert.match(message, /Run `\.\/org recover`/);
        for (const one of [
            created("group", "data"),
            created("membership", "bob@example.com@shop"),
            created("permissionSet", "Admin"),
        ]) {
            assert.equal(problemsAfter(one).length, 1, one.name);
        }
    });

    it("is not, if the definition has it still: then it is completed", () => {
        const all = [
            created("access", "Reader@shop"),
            created("group", "shop"),
            created("user", "ada@example.com"),
            created("membership", "ada@example.com@shop"),
        ];
        assert.deepEqual(problemsAfter(...all), []);
        assert.deepEqual(problemsAfter({ type: "aws:iam/role:Role", name: "stop" } as never), []);
    });
});
