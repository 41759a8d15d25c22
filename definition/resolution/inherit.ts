import { visible } from "../../limits";
import type { Tags } from "../model";
import type { Path, Report } from "../problemReport";
import type { AccountInput, Kind, SandboxEnd, UnitInput } from "../schema";
import { checkEmailPattern, emailOf } from "../values/accountEmailPattern";
import { accountTags, inheritTags, type InheritedTags } from "./inheritTags";
import { endPassedDown, plannedEnd, type PlannedEnd } from "./inheritEnd";
import type { Layout, PlacedAccount } from "./layOut";

/** The access role if the definition names none. It is AWS's default. */
export const DEFAULT_ROLE_NAME = "OrganizationAccountAccessRole";

/** What the root or a unit passes down to everything below it. */
export interface Inherited extends InheritedTags {
    /** The pattern of the accounts' e-mails. */
    readonly email?: string;
    /** A mistake lies where the pattern may have been meant to be. So a missing e-mail is not reported. */
    readonly emailUnread?: boolean;
    readonly roleName: string;
    readonly kind: Kind;
    /** What happens to the sandboxes below after their last day. */
    readonly end?: SandboxEnd;
}

export interface InheritedByUnit {
    readonly passedDown: Inherited;
    /** All tags of the unit: those that it passes down, and its `ownTags`. */
    readonly tags: Tags;
}

export interface InheritedByAccount {
    /** Empty if the account has none, which has been reported. */
    readonly email: string;
    readonly roleName: string;
    readonly kind: Kind;
    readonly tags: Tags;
    /** What happens after its last day. Absent if nothing does. */
    readonly end?: PlannedEnd;
}

/** The inherited and own values of every unit and account. */
export interface Inheritance {
    readonly root: Inherited;
    readonly units: ReadonlyMap<string, InheritedByUnit>;
    readonly accounts: ReadonlyMap<string, InheritedByAccount>;
}

/**
 * The second pass: resolves tags, e-mail, access role and kind, from the root down.
 *
 * It needs the layout. It reports locked tags that are overridden, locks without a tag, wrong patterns of e-mails, and accounts without an
 * e-mail. The result has an entry for every unit and account of the layout.
 */
export function inherit({ said, nodes }: Layout, report: Report): Inheritance {
    const top: Inherited = { roleName: DEFAULT_ROLE_NAME, kind: "plain", tags: {}, locked: new Map() };
    const root = passDown(top, said.defaults ?? {}, ["defaults"], report);
    const units = new Map<string, InheritedByUnit>();
    const accounts = new Map<string, InheritedByAccount>();
    const from = (unit: string | undefined): Inherited =>
        (unit === undefined ? undefined : units.get(unit)?.passedDown) ?? root;
    for (const node of nodes) {
        if (node.kind === "account") {
            accounts.set(node.key, inheritByAccount(from(node.unit), node, report));
            continue;
        }
        const passedDown = passDown(from(node.parent), node.said, node.path, report);
        const tags = inheritTags(passedDown, node.said.ownTags ?? {}, [...node.path, "ownTags"], report);
        units.set(node.key, { passedDown, tags });
    }
    return { root, units, accounts };
}

function passDown(
    above: Inherited,
    said: Pick<UnitInput, "email" | "roleName" | "tags" | "lockedTags" | "kind" | "end">,
    path: Path,
    report: Report,
): Inherited {
    const isWrong = said.email !== undefined && !checkEmailPattern(said.email, [...path, "email"], report);
    const email = isWrong ? undefined : (said.email ?? above.email);
    const tags = inheritTags(above, said.tags ?? {}, [...path, "tags"], report);
    const lockedTags = said.lockedTags ?? [];
    for (const [index, tag] of lockedTags.entries()) {
        if (Object.hasOwn(tags, tag)) continue;
        report.add(
            [...path, "lockedTags", index],
            `locks the tag ${visible(tag)}, which has no value here or above: give it one in tags`,
        );
    }
    const locked = lockedTags.filter((tag) => Object.hasOwn(tags, tag)).map((tag) => [tag, path.join(".")] as const);
    return {
        ...(email !== undefined && { email }),
        ...((isWrong || above.emailUnread || report.hasMistakeIn(path)) && { emailUnread: true }),
        roleName: said.roleName ?? above.roleName,
        kind: said.kind ?? above.kind,
        ...endPassedDown(above, said, path, report),
        tags,
        locked: new Map([...above.locked, ...locked]),
    };
}

function inheritByAccount(above: Inherited, account: PlacedAccount, report: Report): InheritedByAccount {
    const { key, said, path } = account;
    const end = plannedEnd(above, said, path, report);
    return {
        email: emailOf(emailPattern(above, account, report), key),
        roleName: said.roleName ?? above.roleName,
        kind: above.kind,
        tags: accountTags(above, said, path, report, end),
        ...(end !== undefined && { end }),
    };
}

/** The account's own e-mail, or the inherited pattern; empty if there is neither. */
function emailPattern(above: Inherited, { key, said, path }: PlacedAccount, report: Report): string {
    if (said.email !== undefined && !checkEmailPattern(said.email, [...path, "email"], report)) return "";
    const pattern: AccountInput["email"] = said.email ?? above.email;
    if (pattern === "" || (pattern === undefined && !above.emailUnread)) {
        report.add(
            path,
            `account ${key} has no e-mail: give its email here, or a pattern for all in defaults, such as email: aws+{account}@example.com`,
        );
    }
    return pattern ?? "";
}
