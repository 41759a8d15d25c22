import type { Findings } from "../../../definition/feature";
import { quoted, visible } from "../../../limits";
import type { GroupModel } from "../model";
import type { JudgedChange } from "./judgedChange";

/**
 * Refuses users and groups that need a name or an e-mail address which another one of the stack still has when they are made: a run makes
 * and changes before it deletes, so AWS would refuse it halfway.
 *
 * Source: https://repost.aws/knowledge-center/iam-identity-center-provision (one e-mail address for one user), read on 2026-11-27
 */
export function takenNames(change: JudgedChange): Findings {
    const { model, before, groupNames } = change;
    const userNames = new Map([...before.users].map((key) => [key, key]));
    return {
        problems: [
            ...takenEmails(change),
            ...takenBy(
                "user",
                model.users.map((user) => ({ ...user, name: user.key })),
                userNames,
                change,
            ),
            ...takenBy("group", model.groups, groupNames, change),
        ],
        warnings: [],
    };
}

function takenEmails({ model, emails, problem }: JudgedChange): Findings["problems"] {
    const holders = new Map([...emails].map(([key, email]) => [email.toLowerCase(), key]));
    const kept = new Set(model.users.filter(({ isExternal }) => !isExternal).map(({ key }) => key));
    return model.users.flatMap(({ key, email, isExternal, path }) => {
        const holder = isExternal ? undefined : holders.get(email.toLowerCase());
        if (holder === undefined || holder === key) return [];
        const [user, other] = [visible(key), visible(holder)];
        return [
            problem(
                [...path, "email"],
                kept.has(holder)
                    ? `user ${user} has the e-mail address that user ${other} has until this run changes it, and AWS refuses two users with one address. Make it two runs: first another address for user ${other}`
                    : `user ${user} has the e-mail address of user ${other}, which this run deletes after it has made the new one, and AWS refuses a second user with that address. ` +
                          `Another key is another user: keep the key ${other}, and change only \`name\` and \`email\`; or remove that user in a run before`,
            ),
        ];
    });
}

/** @param before the names of those that the stack has, by their keys. */
function takenBy(
    kind: "user" | "group",
    present: readonly Pick<GroupModel, "key" | "name" | "isExternal" | "path">[],
    before: ReadonlyMap<string, string>,
    { problem }: JudgedChange,
): Findings["problems"] {
    const holders = new Map([...before].map(([key, name]) => [name.toLowerCase(), key]));
    return present.flatMap(({ key, name, isExternal, path }) => {
        const holder = holders.get(name.toLowerCase());
        if (isExternal || holder === undefined || holder === key) return [];
        const old = before.get(holder) ?? holder;
        const what =
            old === name
                ? `${kind} ${visible(key)} has the name ${quoted(name)}, which this stack has as ${visible(holder)}`
                : `${kind} ${visible(name)} differs from ${kind} ${visible(old)} of this stack in capital letters only`;
        return [
            problem(
                path,
                `${what}. A run makes and renames before it deletes, and AWS refuses two such names: keep the key ${visible(holder)}, or remove or rename that one in a run before`,
            ),
        ];
    });
}
