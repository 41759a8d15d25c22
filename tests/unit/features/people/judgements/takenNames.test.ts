import assert from "node:assert/strict";
import type { Findings } from "../../../../../definition/feature";
import type { PeopleModel, UserModel } from "../../../../../features/people/model";
import { reviewPeople } from "../../../../../features/people/review";
import { awsDocuments, peopleModel, stateOf, type PeopleSketch } from "../peopleSketch";

/** The refusals of a change of users, each with the e-mail address that the definition gives it now. */
function refusals(
    before: readonly string[],
    after: Readonly<Record<string, string>>,
    groups: readonly [before: PeopleSketch["groups"], after: PeopleSketch["groups"]] = [{}, {}],
): Findings["problems"] {
    const model = peopleModel({ users: Object.keys(after), groups: groups[1] ?? {} });
    const users = model.users.map((user): UserModel => ({ ...user, email: after[user.key] ?? "" }));
    const changed: PeopleModel = { ...model, users };
    return reviewPeople(changed, stateOf({ users: before, groups: groups[0] ?? {} }), undefined, awsDocuments).problems;
}

const ADA = "ada@example.com";
const BOB = "bob@example.com";

describe("names that the directory still has when a run needs them", () => {
    it("are no reason to refuse what is changed in place, or is new", () => {
        assert.deepEqual(refusals([ADA], { [ADA]: "ada.king@example.com", [BOB]: BOB }), []);
        assert.deepEqual(refusals([ADA], { [BOB]: BOB }), []);
    });

    it("are the e-mail address of a user that gets another key", () => {
        const [problem, ...others] = refusals([ADA], { "ada.king": "Ada@example.com" });
        assert.deepEqual(others, []);
        assert.deepEqual(problem?.path, ["people", "users", "ada.king", "email"]);
        assert.equal(
            problem.message,
            "user ada.king has the e-mail address of user ada@example.com, which this run deletes after it has made the new one, and AWS refuses a second user with that address. " +
                "Another key is another user: keep the key ada@example.com, and change only `name` and `email`; or remove that user in a run before",
        );
    });

    it("are e-mail addresses that two users exchange", () => {
        const problems = refusals([ADA, BOB], { [ADA]: BOB, [BOB]: ADA });
        assert.deepEqual(
            problems.map(({ path }) => path[2]),
            [ADA, BOB],
        );
        assert.match(
            problems[0]?.message ?? "",
            /^user ada@example\.com has the e-mail address that user bob@example\.com has until this run changes it/,
        );
    });

    it("are keys that differ in capital letters only", () => {
        const [problem] = refusals(["Ada@example.com"], { [ADA]: "other@example.com" });
        assert.deepEqual(problem?.path, ["people", "users", ADA]);
        assert.match(
            problem.message,
            /^user ada@example\.com differs from user Ada@example\.com of this stack in capital letters only\. .* keep the key Ada@example\.com, or remove or rename that one in a run before$/,
        );
        const [group] = refusals([], {}, [{ Shop: [] }, { shop: [] }]);
        assert.match(group?.message ?? "", /^group shop differs from group Shop of this stack/);
    });

    it("are not those of a group that is renamed, but those that another group still has", () => {
        const named = (before: readonly string[], after: Readonly<Record<string, string>>): Findings["problems"] => {
            const groups = (keys: readonly string[]): NonNullable<PeopleSketch["groups"]> =>
                Object.fromEntries(keys.map((key) => [key, []]));
            const model = peopleModel({ groups: groups(Object.keys(after)) });
            const renamed = model.groups.map((group) => ({ ...group, name: after[group.key] ?? group.key }));
            const state = stateOf({ groups: groups(before) });
            return reviewPeople({ ...model, groups: renamed }, state, undefined, awsDocuments).problems;
        };
        assert.deepEqual(named(["shop"], { shop: "The shop" }), []);
        const [problem] = named(["shop"], { store: "shop" });
        assert.match(
            problem?.message ?? "",
            /^group store has the name "shop", which this stack has as shop\. .* keep the key shop/,
        );
        assert.equal(named(["shop", "data"], { shop: "data", data: "shop" }).length, 2);
    });
});
