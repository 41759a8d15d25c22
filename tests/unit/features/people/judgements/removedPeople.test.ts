import assert from "node:assert/strict";
import { messageText } from "../../../../../evaluator/effect";
import type { Findings } from "../../../../../definition/feature";
import { reviewPeople } from "../../../../../features/people/review";
import { awsDocuments, peopleModel, stateOf, type PeopleSketch } from "../peopleSketch";

function reviewed(before: PeopleSketch, after: PeopleSketch): Findings {
    return reviewPeople(peopleModel(after), stateOf(before), undefined, awsDocuments);
}

const READERS = Array.from({ length: 12 }, (_, index) => `reader${index}@example.com`);
const access = [{ who: "readers", set: "ReadOnly", in: ["shop-prod", "play"] }];
const BEFORE: PeopleSketch = { groups: { readers: READERS }, users: READERS, access };

describe("what a change takes from many people at once", () => {
    it("is said first, with its numbers", () => {
        const { problems, warnings } = reviewed(BEFORE, { ...BEFORE, access: [] });
        assert.deepEqual(problems, []);
        assert.deepEqual(warnings, [
            "12 people of 12 LOSE ACCESS by this change, in 2 accounts. The effect of the change below says who loses what.",
        ]);
    });

    it("is not said of a few", () => {
        assert.deepEqual(reviewed(BEFORE, { ...BEFORE, groups: { readers: READERS.slice(5) } }).warnings, []);
    });
});

describe("users and groups that are left out", () => {
    it("are named, with what they have", () => {
        const few: PeopleSketch = {
            groups: { readers: READERS.slice(0, 2), idle: [] },
            users: ["old@example.com"],
            access,
        };
        const { warnings } = reviewed(few, { users: READERS.slice(1, 2) });
        assert.deepEqual(warnings.map(messageText), [
            [
                "deleted in Identity Center by this change, which cannot be undone (a new one of the same name has another id, and everything that names the old id has to be given again):",
                "  - group readers, with 2 people in it and access to 2 accounts",
                "  - group idle, with 0 people in it",
                "  - user old@example.com, without access to any account",
                "  - user reader0@example.com, with access to 2 accounts",
            ].join("\n"),
        ]);
    });

    it("are deleted too if they are said to come from another directory", () => {
        const external: PeopleSketch = { groups: { readers: "external" }, users: READERS, access };
        assert.match(
            reviewed(BEFORE, external).warnings.map(messageText).join("\n"),
            /group readers, with 12 people in it and access to 2 accounts/,
        );
    });
});

describe("permission sets that would be replaced", () => {
    const named = (name: string, acknowledge?: PeopleSketch["acknowledge"]): PeopleSketch => ({
        ...BEFORE,
        sets: { ReadOnly: { name } },
        ...(acknowledge && { acknowledge }),
    });

    it("are refused unless that is acknowledged", () => {
        const [problem] = reviewed(BEFORE, named("Readers")).problems;
        assert.deepEqual(problem?.path, ["people", "permissionSets", "ReadOnly"]);
        assert.match(
            problem?.message ?? "",
            /^permission set ReadOnly gets the name "Readers" instead of "ReadOnly"\. .*\(12 people, in 2 accounts\)/,
        );
        const acknowledge = { withoutAdministrator: [], replaces: ["ReadOnly"] };
        assert.deepEqual(reviewed(BEFORE, named("Readers", acknowledge)).problems, []);
    });

    it("are refused if another key takes over the name, which AWS would refuse half way", () => {
        const moved: PeopleSketch = {
            ...BEFORE,
            sets: { Readers: { name: "ReadOnly" } },
            access: [{ who: "readers", set: "Readers", in: ["shop-prod", "play"] }],
        };
        assert.match(
            reviewed(BEFORE, moved)
                .problems.map(({ message }) => message)
                .join("\n"),
            /^permission set Readers has the name "ReadOnly", which this stack has as ReadOnly \(12 people, in 2 accounts\)\..* keep the key ReadOnly$/,
        );
    });
});
