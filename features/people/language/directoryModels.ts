import type { Path, Report } from "../../../definition/problemReport";
import {
    didYouMean,
    DIRECTORY,
    DIRECTORY_TEXT,
    EMAIL,
    GROUP_NAME,
    listSome,
    PRINCIPAL_ID,
    quoted,
    textError,
    USER_NAME,
    visible,
} from "../../../limits";
import type { GroupModel, UserModel } from "../model";
import type { GroupInput, PeopleInput, UserInput } from "./peopleSchema";

/** The groups and users of a definition. */
export interface DirectoryModels {
    readonly groups: readonly GroupModel[];
    readonly users: readonly UserModel[];
}

/** Reads `people.groups` and `people.users`, and checks every text that goes to the directory. */
export function directoryModels(people: PeopleInput, report: Report): DirectoryModels {
    const isExternal = people.directory === "external";
    const users = sorted(people.users ?? {}).map(([key, input]) => userModel(key, input, isExternal, report));
    const inputs = sorted(people.groups ?? {});
    const names = inputs.map(([key]) => key);
    const members = membersByGroup(users, new Set(names), names, report);
    const groups = inputs.map(([key, input]) => groupModel(key, input, members.get(key) ?? [], isExternal, report));
    checkMemberships(users, groups, report);
    checkSameNames(users, groups, report);
    return { groups, users };
}

function sorted<Input>(inputs: Readonly<Record<string, Input>>): [string, Input][] {
    return Object.entries(inputs).sort(([one], [two]) => (one < two ? -1 : 1));
}

function groupModel(
    key: string,
    { name = key, description = "", external, id }: GroupInput,
    members: readonly string[],
    isAllExternal: boolean,
    report: Report,
): GroupModel {
    const path = ["people", "groups", key];
    const isExternal = external ?? isAllExternal;
    addError(textError(GROUP_NAME, name), name === key ? path : [...path, "name"], report);
    if (description !== "") {
        addError(textError({ ...DIRECTORY_TEXT, what: "description" }, description), [...path, "description"], report);
        if (isExternal) report.add([...path, "description"], `${EXTERNAL_KEEPS}: leave it out`);
    }
    checkId(id, isExternal, path, report);
    return { key, name, description, isExternal, members, ...(id !== undefined && { id }), path };
}

const EXTERNAL_KEEPS = "comes from another directory, and nothing of it is changed here";

function userModel(key: string, input: UserInput, isAllExternal: boolean, report: Report): UserModel {
    const path = ["people", "users", key];
    const { groups = [], external = isAllExternal, id } = input;
    addError(textError(USER_NAME, key), path, report);
    checkId(id, external, path, report);
    const names = external ? externalUser(input, path, report) : ownUser(key, input, path, report);
    return {
        key,
        ...names,
        isExternal: external,
        groups: [...new Set(groups)].sort(),
        ...(id !== undefined && { id }),
        path,
    };
}

type UserNames = Pick<UserModel, "givenName" | "familyName" | "displayName" | "email">;

function externalUser(input: UserInput, path: Path, report: Report): UserNames {
    const written = (["name", "givenName", "familyName", "displayName", "email"] as const).filter(
        (key) => input[key] !== undefined,
    );
    for (const key of written)
        report.add([...path, key], `user ${visible(String(path.at(-1)))} ${EXTERNAL_KEEPS}: leave it out`);
    return { givenName: "", familyName: "", displayName: "", email: "" };
}

/** Everything that AWS asks for when it creates a user. */
function ownUser(key: string, input: UserInput, path: Path, report: Report): UserNames {
    const parts = (input.name ?? "")
        .trim()
        .split(/\s+/)
        .filter((part) => part !== "");
    const isWhole = input.givenName !== undefined && input.familyName !== undefined;
    if (input.name !== undefined && (input.givenName !== undefined || input.familyName !== undefined)) {
        report.add([...path, "name"], "goes without givenName and familyName: keep `name`, or the other two");
    } else if (input.name === undefined && !isWhole) {
        if (!report.hasMistakeIn(path)) {
            report.add(
                path,
                `user ${visible(key)} has no name: write \`name: Ada Lovelace\`. A user of another directory has \`external: true\` instead`,
            );
        }
    } else if (input.name !== undefined && parts.length < 2) {
        report.add(
            [...path, "name"],
            `${quoted(input.name)} has no family name: write both, or \`givenName\` and \`familyName\``,
        );
    }
    const givenName = input.givenName ?? parts.slice(0, -1).join(" ");
    const familyName = input.familyName ?? parts.at(-1) ?? "";
    const displayName = input.displayName ?? `${givenName} ${familyName}`.trim();
    const texts = {
        givenName: input.givenName,
        familyName: input.familyName,
        displayName: input.displayName,
        name: input.name,
    };
    for (const [what, text] of Object.entries(texts)) {
        if (text !== undefined) addError(textError({ ...DIRECTORY_TEXT, what }, text), [...path, what], report);
    }
    return { givenName, familyName, displayName, email: emailOf(key, input.email, path, report) };
}

function emailOf(key: string, email: string | undefined, path: Path, report: Report): string {
    if (email !== undefined) {
        addError(textError(EMAIL, email), [...path, "email"], report);
        return email;
    }
    const error = textError(EMAIL, key);
    if (error !== undefined && key.includes("@")) {
        report.add(path, `${error}. If the user name is no address, write the address as \`email\``);
    } else if (error !== undefined) {
        report.add(path, `user ${visible(key)} has no e-mail address: write \`email\`, or use the address as the key`);
    }
    return key;
}

function checkId(id: string | undefined, isExternal: boolean, path: Path, report: Report): void {
    if (id === undefined) return;
    addError(textError(PRINCIPAL_ID, id), [...path, "id"], report);
    if (isExternal)
        report.add(
            [...path, "id"],
            "is for what this program takes over. What comes from another directory is found by its name: leave it out",
        );
}

function membersByGroup(
    users: readonly UserModel[],
    known: ReadonlySet<string>,
    names: readonly string[],
    report: Report,
): ReadonlyMap<string, string[]> {
    const members = new Map<string, string[]>();
    for (const { key, groups, path } of users) {
        for (const [index, group] of groups.entries()) {
            if (!known.has(group)) {
                const isWritten = report.keysAt(["people", "groups"]).includes(group);
                if (!isWritten) {
                    report.add(
                        [...path, "groups", index],
                        () =>
                            `user ${visible(key)}: there is no group ${quoted(group)} in people.groups.${didYouMean(group, names)} There are ${listSome(names)}`,
                    );
                }
                continue;
            }
            const of = members.get(group) ?? [];
            members.set(group, of);
            of.push(key);
        }
    }
    return members;
}

function checkMemberships(users: readonly UserModel[], groups: readonly GroupModel[], report: Report): void {
    const external = new Set(groups.filter((group) => group.isExternal).map(({ key }) => key));
    for (const { key, groups: of, isExternal, path } of users) {
        const wrong = of.filter((group) => external.has(group));
        if (isExternal && of.length > 0) {
            report.add(
                [...path, "groups"],
                `user ${visible(key)} comes from another directory, which says what groups the user is in: leave them out. Write access for the user, or for a group of that directory`,
            );
        } else if (wrong.length > 0) {
            report.add(
                [...path, "groups"],
                `the members of ${listSome(wrong.map((one) => `group ${visible(one)}`))} are those of another directory: put the user into the group there`,
            );
        }
        if (of.length > DIRECTORY.groupsOfUser) {
            report.add(
                [...path, "groups"],
                `user ${visible(key)} is in ${of.length} groups: AWS counts ${DIRECTORY.groupsOfUser} for access`,
            );
        }
    }
}

/**
 * Names that are the same for AWS or for people who read `access`. AWS refuses a second user with the same user name or e-mail address.
 *
 * Source: https://repost.aws/knowledge-center/iam-identity-center-provision, read on 2026-11-27
 */
function checkSameNames(users: readonly UserModel[], groups: readonly GroupModel[], report: Report): void {
    const names = new Set(groups.map(({ key }) => key));
    checkGroupNames(groups, report);
    const emails = new Map<string, string>();
    const userNames = new Map<string, string>();
    for (const { key, email, isExternal, path } of users) {
        if (names.has(key)) {
            report.add(
                path,
                `${quoted(key)} is both a user and a group, and \`access\` could mean either: give the group another name`,
            );
        }
        const same = userNames.get(key.toLowerCase());
        if (same !== undefined)
            report.add(
                path,
                `users ${visible(same)} and ${visible(key)} differ in capital letters only, which AWS does not tell apart: keep one`,
            );
        userNames.set(key.toLowerCase(), key);
        if (isExternal || email === "") continue;
        const other = emails.get(email.toLowerCase());
        if (other !== undefined)
            report.add(
                [...path, "email"],
                `users ${visible(other)} and ${visible(key)} have the same e-mail address ${visible(email)}, which IAM Identity Center allows to one user only. Give each an address of its own`,
            );
        emails.set(email.toLowerCase(), key);
    }
}

/**
 * Groups whose names differ in capital letters only. Whether AWS tells them apart is not documented; that it does for two that exist is seen.
 */
function checkGroupNames(groups: readonly GroupModel[], report: Report): void {
    const known = new Map<string, GroupModel>();
    for (const group of groups) {
        const same = known.get(group.name.toLowerCase());
        known.set(group.name.toLowerCase(), group);
        if (same?.name === group.name) {
            report.add(
                group.name === group.key ? group.path : [...group.path, "name"],
                `groups ${visible(same.key)} and ${visible(group.key)} have the same name ${quoted(group.name)} in AWS: give one of them another`,
            );
            continue;
        }
        if (!same || [same, group].every(({ id, isExternal }) => isExternal || id !== undefined)) continue;
        report.add(
            group.path,
            `groups ${visible(same.name)} and ${visible(group.name)} differ in capital letters only, which AWS may refuse, and whoever reads \`access\` may overlook: give one another name`,
        );
    }
}

function addError(error: string | undefined, path: Path, report: Report): void {
    if (error !== undefined) report.add(path, error);
}
