import type { AccountModel, OrganizationModel } from "../../../definition";
import type { Report } from "../../../definition/problemReport";
import { list, quoted } from "../../../limits";
import { nearestWord } from "../../../limits/nearestWord";
import type { SecurityInput } from "./securitySchema";

const DEFAULTS = { logArchive: "log-archive", audit: "audit" } as const;
const WHAT = { logArchive: "holds the logs", audit: "administers detection" } as const;

/**
 * The key of an account that a switch needs. Undefined if there is none; the mistake is reported.
 *
 * @param role which of the two.
 * @param users the switches that need it; empty if it is only written.
 */
export function sharedAccount(
    role: "logArchive" | "audit",
    input: SecurityInput,
    users: readonly string[],
    { accounts }: OrganizationModel,
    report: Report,
): string | undefined {
    const written = input[role];
    const key = written ?? DEFAULTS[role];
    const account = accounts.find((one) => one.key === key);
    const path = written === undefined ? ["security"] : ["security", role];
    if (written === undefined && (account?.kind !== "security" || !account)) {
        report.add(path, () => {
            const secured = accounts.filter(({ kind }) => kind === "security").map((one) => one.key);
            return (
                `${list(users)} ${users.length === 1 ? "needs" : "need"} an account that ${WHAT[role]}, and there is no account ${DEFAULTS[role]} in a unit of kind security. ` +
                (secured.length > 0
                    ? `Name one: ${role}: ${secured[0]}`
                    : `Name a member account by its key, such as ${role}: ${DEFAULTS[role]}`)
            );
        });
        return undefined;
    }
    if (!account) {
        report.add(path, () => {
            const meant = nearestWord(
                key,
                accounts.map((one) => one.key),
            );
            return (
                `there is no account ${quoted(key)}. ` +
                (meant === undefined
                    ? "Name a member account of the definition by its key: the management account should hold nothing"
                    : `Did you mean ${meant}?`)
            );
        });
        return undefined;
    }
    const unusable = unusableBecause(account);
    if (unusable === undefined || users.length === 0) return key;
    report.add(
        path,
        `account ${quoted(key)} ${unusable}, and ${list(users)} ${users.length === 1 ? "needs" : "need"} it. Name another account`,
    );
    return undefined;
}

/** A quarantined account is still usable: a mistake would keep everybody from applying the quarantine. A warning says what cannot change. */
function unusableBecause({ state, invite, id }: AccountModel): string | undefined {
    if (state === "closing") return "is to be closed (state: closing)";
    if (state === "leaving") return "is to leave the organisation (state: leaving)";
    if (invite && id === undefined) return "is invited and no member yet";
    return undefined;
}
