import type { Findings } from "../../../definition/feature";
import { countOf, firstLines, visible } from "../../../limits";
import { heldByPersons } from "../effect/accessSide";
import type { JudgedChange } from "./judgedChange";

/** More people than usually lose access by one line, so that a preview begins with their number. */
const MANY_PEOPLE = 10;
const MOST_LINES = 10;

/** Says how many people lose access, if there are many: a mistyped selector looks like any other line. */
export function manyLosses({ changes, before }: JudgedChange): Findings {
    const losses = changes.personal.filter(({ direction }) => direction === "loses");
    const people = new Set(losses.filter(({ kind }) => kind === "person").map(({ who }) => who));
    const groups = new Set(losses.filter(({ kind }) => kind === "external group").map(({ who }) => who));
    if (people.size <= MANY_PEOPLE && groups.size <= MANY_PEOPLE) return { problems: [], warnings: [] };
    const all = new Set(
        [...heldByPersons(before).values()].filter(({ kind }) => kind === "person").map(({ who }) => who),
    );
    const who = [
        ...(people.size > 0 ? [`${countOf(people.size, "person", "people")} of ${all.size}`] : []),
        ...(groups.size > 0 ? [countOf(groups.size, "external group")] : []),
    ];
    const accounts = new Set(losses.map(({ account }) => account)).size;
    return {
        problems: [],
        warnings: [
            `${who.join(" and ")} LOSE ACCESS by this change, in ${countOf(accounts, "account")}. The effect of the change below says who loses what.`,
        ],
    };
}

/** Says which users and groups are deleted in Identity Center, with what they have. */
export function removedPeople({ before, after }: JudgedChange): Findings {
    const held = [...heldByPersons(before).values()];
    const accountsOf = (who: string): number =>
        new Set(held.filter((one) => one.kind === "person" && one.who === who).map(({ account }) => account)).size;
    const goneUsers = [...before.users].filter((key) => !after.users.has(key));
    const users = goneUsers.map((key) => {
        const count = accountsOf(key);
        return `user ${visible(key)}, ${count === 0 ? "without access to any account" : `with access to ${countOf(count, "account")}`}`;
    });
    const goneGroups = [...before.groups].filter(
        ([key, { isExternal }]) => !isExternal && (after.groups.get(key)?.isExternal ?? true),
    );
    const groups = goneGroups.map(([key, { members }]) => {
        const accounts = new Set(
            before.access
                .filter(({ who }) => who.kind === "group" && who.key === key)
                .flatMap((one) => [...one.accounts]),
        ).size;
        return `group ${visible(key)}, with ${countOf(members.length, "person", "people")} in it${accounts === 0 ? "" : ` and access to ${countOf(accounts, "account")}`}`;
    });
    const all = [...groups, ...users];
    if (all.length === 0) return { problems: [], warnings: [] };
    const lines = firstLines(all, MOST_LINES, (more) => `and ${more} more`);
    return {
        problems: [],
        warnings: [
            {
                message: `deleted in Identity Center by this change, which cannot be undone (a new one of the same name has another id, and everything that names the old id has to be given again):\n${lines.map((line) => `  - ${line}`).join("\n")}`,
                saidBy: { subject: "access", names: [...goneGroups.map(([key]) => key), ...goneUsers] },
            },
        ],
    };
}
