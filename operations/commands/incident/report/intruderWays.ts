import { strangersIn } from "../judge/incidentAlarms";
import type { KeyFact, UserFact } from "../read/identityFacts";
import type { IncidentReport } from "./incidentReport";

/** A key, user or role with such a name is safe in a command line. AWS allows these characters. One that begins with - would be an option. */
const SHELL_SAFE = /^[\w+=,.@][\w+=,.@-]*$/;

/** Calls that give a user a password, or another one. */
const PASSWORD_CALLS = new Set(["CreateLoginProfile", "UpdateLoginProfile"]);

/** The active keys of users, the new ones first. */
export function keysToSwitchOff({
    identities,
    since,
}: Pick<IncidentReport, "identities" | "since">): readonly { readonly user: string; readonly key: KeyFact }[] {
    const users = "value" in identities ? identities.value.users : [];
    const isOld = ({ created }: KeyFact): number => Number(created < since.toISOString());
    return users
        .flatMap(({ name, keys }) => keys.filter(({ isActive }) => isActive).map((key) => ({ user: name, key })))
        .sort((one, two) => isOld(one.key) - isOld(two.key));
}

/** Undefined for names that are not safe in a command line. */
export function switchOffCommand(user: string, key: string): string | undefined {
    return isSafe(user) && isSafe(key)
        ? `aws iam update-access-key --user-name ${user} --access-key-id ${key} --status Inactive`
        : undefined;
}

/** Users whose password may be an intruder's: the user or a key of it is new, or somebody has set the password lately. */
export function passwordsToTake({ identities, trail, since }: IncidentReport): readonly UserFact[] {
    const users = "value" in identities ? identities.value.users : [];
    const events = "value" in trail ? trail.value.events : [];
    const changed = new Set(
        events
            .filter(({ service, name, error }) => service === "iam" && error === undefined && PASSWORD_CALLS.has(name))
            .flatMap(({ resources }) => resources),
    );
    const start = since.toISOString();
    return users.filter(
        ({ name, hasPassword, created, keys }) =>
            hasPassword && (created >= start || changed.has(name) || keys.some((key) => key.created >= start)),
    );
}

/** Undefined for a name that is not safe in a command line. */
export function passwordCommand(user: string): string | undefined {
    return isSafe(user) ? `aws iam delete-login-profile --user-name ${user}` : undefined;
}

/** A role that lets somebody outside in, and that an intruder may have made or changed. */
export interface OpenRole {
    readonly name: string;
    /** Accounts outside the organisation, and `*`. */
    readonly strangers: readonly string[];
}

/** Roles that trust others and are old and unchanged may be those of a partner: they are alarming, but not the first to be corrected. */
export function rolesToCorrect({ judgement, insiders }: IncidentReport): readonly OpenRole[] {
    return judgement.roles.flatMap(({ role, isNew, changedBy, judgement: judged }) => {
        const strangers = strangersIn(role, insiders);
        const isSuspect = isNew || changedBy.length > 0 || "pretends" in judged;
        return strangers.length > 0 && isSuspect ? [{ name: role.name, strangers }] : [];
    });
}

/** Undefined for a name that is not safe in a command line. */
export function trustCommand(role: string): string | undefined {
    return isSafe(role)
        ? `aws iam update-assume-role-policy --role-name ${role} --policy-document file://trust.json`
        : undefined;
}

/** `999988887777`, or everybody. */
export function strangerNames(strangers: readonly string[]): string {
    return strangers.map((one) => (one === "*" ? "everybody (*)" : one)).join(", ");
}

function isSafe(name: string): boolean {
    return SHELL_SAFE.test(name);
}
