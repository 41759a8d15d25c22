import type { Findings } from "../../../definition/feature";
import { visible } from "../../../limits";
import type { GroupModel, UserModel } from "../model";
import type { JudgedChange } from "./judgedChange";

/**
 * Refuses users and groups that need a name or an e-mail address which another one of the stack still has when they are made: a run makes
 * and changes before it deletes, so AWS would refuse it halfway.
 *
 * Source: https://repost.aws/knowledge-center/iam-identity-center-provision (one e-mail address for one user), read on 2026-11-27
 */
export function takenNames(change: JudgedChange): Findings {
    const { model, before } = change;
    const ownGroups = [...before.groups].flatMap(([key, { isExternal }]) => (isExternal ? [] : [key]));
    return {
        problems: [
            ...takenEmails(change),
            ...takenKeys("user", model.users, [...before.users], change),
            ...takenKeys("group", model.groups, ownGroups, change),
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

function takenKeys(
    kind: "user" | "group",
    present: readonly (UserModel | GroupModel)[],
    before: readonly string[],
    { problem }: JudgedChange,
): Findings["problems"] {
    const known = new Map(before.map((key) => [key.toLowerCase(), key]));
    const keys = new Set(before);
    return present.flatMap(({ key, isExternal, path }) => {
        const old = known.get(key.toLowerCase());
        if (isExternal || old === undefined || keys.has(key)) return [];
        return [
            problem(
                path,
                `${kind} ${visible(key)} differs from ${kind} ${visible(old)} of this stack in capital letters only. A run makes the new one before it deletes the old one, and AWS refuses two such names: keep the key ${visible(old)}, or remove it in a run before`,
            ),
        ];
    });
}
