import {
    addItem,
    byHand,
    hasEntry,
    removeItem,
    type ByHand,
    type ItemOf,
    type TakeOver,
    type TakeOverContext,
} from "../../../../operations/commands/drift/feature";
import { people } from "../../definition";
import { quoted } from "../../../../limits";

/** Who is in a group is written at the user. */
export function memberTakeOver(
    { kind, subject, group }: ItemOf<"member-added" | "member-removed">,
    { draft, model }: TakeOverContext,
): TakeOver | ByHand {
    const [user, key] = [subject.key, group.key];
    if (user === undefined) {
        return byHand(
            `the definition does not have user ${quoted(subject.name)} (${subject.id}): write it below \`people.users\` with \`id: ${subject.id}\`, its \`name\` and \`groups: [${key ?? group.name}]\``,
        );
    }
    const entry = { title: `user ${user}`, path: ["people", "users", user] };
    const isDefined = model.features.get(people).groups.some((one) => one.key === key);
    if (key === undefined || !isDefined) return byHand(`the definition does not have group ${key ?? group.name}`);
    if (!hasEntry(draft, entry)) return byHand(`the definition does not have user ${user} below \`people.users\``);
    const isWanted = kind === "member-added";
    return {
        edit() {
            if (isWanted) addItem(draft, entry, "groups", key);
            else removeItem(draft, entry, "groups", key);
        },
        parts: [],
        holds: (after) =>
            after.features
                .get(people)
                .groups.find((one) => one.key === key)
                ?.members.includes(user) === isWanted,
    };
}
