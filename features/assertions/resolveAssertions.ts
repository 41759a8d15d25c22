import { didYouMean, listSome, quoted, regionError } from "../../limits";
import { readWho, WHO_FORMS } from "../../definition/access/namedPrincipal";
import type { OrganizationModel } from "../../definition/model";
import type { Path, Report } from "../../definition/problemReport";
import type { AssertionModel, AssertionScope } from "./assertionModel";
import type { AssertionInput } from "./assertionSchema";

/** The keys that a name in an assertion may be. */
interface KnownKeys {
    readonly units: ReadonlySet<string>;
    readonly accounts: ReadonlySet<string>;
}

/**
 * Looks up the names in assertions. Actions and condition keys are in AWS's catalogue only, and are checked when the assertions are
 * tested.
 */
export function resolveAssertions(
    inputs: Readonly<Record<string, AssertionInput>>,
    { units, accounts }: Pick<OrganizationModel, "units" | "accounts">,
    report: Report,
): AssertionModel[] {
    const names: KnownKeys = {
        units: new Set(units.map(({ key }) => key)),
        accounts: new Set(accounts.map(({ key }) => key)),
    };
    return Object.entries(inputs).flatMap(([key, input]) => resolve(key, input, names, report) ?? []);
}

function resolve(key: string, input: AssertionInput, names: KnownKeys, report: Report): AssertionModel | undefined {
    const path: Path = ["assertions", key];
    const { can, cannot, who, nobodyBut, regions = [], resource, because } = input;
    const actions = can ?? cannot;
    if (actions === undefined || (can && cannot)) {
        // A misspelt key may be what is missing, and has been reported.
        if (!report.hasMistakeIn(path)) {
            report.add(
                path,
                can
                    ? "gives both can and cannot: keep one, and write a second assertion for the other"
                    : "has neither can nor cannot: give one of them, with actions",
            );
        }
        return undefined;
    }
    if (nobodyBut && cannot)
        report.add([...path, "nobodyBut"], "goes with can, not with cannot: nobodyBut: [BreakGlass], can: [...]");
    if (nobodyBut && who)
        report.add(
            [...path, "who"],
            "does not go with nobodyBut, which already says that everybody else cannot: keep one of them",
        );
    const people = nobodyBut ?? who ?? [];
    for (const [index, one] of people.entries())
        checkWho(one, [...path, nobodyBut ? "nobodyBut" : "who", index], report);
    for (const [index, region] of regions.entries()) {
        const error = regionError(region);
        if (error !== undefined) report.add([...path, "regions", index], error);
    }
    if (resource !== undefined && resource !== "*" && resource.split(":").length < 6) {
        report.add(
            [...path, "resource"],
            `${quoted(resource)} is not an ARN: use one such as arn:aws:s3:::bucket/key, or "*"`,
        );
    }
    const scopes = (input.in ?? []).flatMap((name, index) => lookUp(name, [...path, "in", index], names, report) ?? []);
    const { context = {} } = input;
    return {
        key,
        holds: nobodyBut ? "nobodyBut" : can ? "can" : "cannot",
        actions,
        who: people,
        scopes,
        regions,
        ...(resource !== undefined && { resource }),
        context,
        ...(because !== undefined && { because }),
        place: report.placeOf(path),
        path,
        places: {
            actions: actions.map((_, index) => report.placeOf([...path, can ? "can" : "cannot", index])),
            context: Object.fromEntries(
                Object.keys(context).map((one) => [one, report.placeOf([...path, "context", one])]),
            ),
        },
    };
}

function checkWho(text: string, path: Path, report: Report): void {
    const who = readWho(text);
    if (!who) {
        report.add(path, `${quoted(text)} is not a principal: use ${WHO_FORMS}`);
    } else if (who.account !== undefined) {
        report.add(
            path,
            `names an account, but the accounts are given in \`in\`: write the name alone, or arn:*:iam::*:role/...`,
        );
    }
}

function lookUp(name: string, path: Path, { units, accounts }: KnownKeys, report: Report): AssertionScope | undefined {
    const found: AssertionScope[] = [
        ...(units.has(name) ? [{ kind: "unit", key: name } as const] : []),
        ...(accounts.has(name) ? [{ kind: "account", key: name } as const] : []),
    ];
    if (found.length === 0) {
        const [, kind, key = ""] = /^(unit|account) (.+)$/.exec(name) ?? [];
        if (kind === "unit" && units.has(key)) return { kind, key };
        if (kind === "account" && accounts.has(key)) return { kind, key };
    }
    if (found.length === 1) return found[0];
    if (found.length > 1) {
        report.add(
            path,
            `${quoted(name)} is both a unit and an account: write ${quoted(`unit ${name}`)} or ${quoted(`account ${name}`)}`,
        );
        return undefined;
    }
    // The unit or account may be defined where there is another mistake, which is the cause.
    if (report.hasMistakeIn([]) || report.isInMistake(name.slice(name.lastIndexOf("/") + 1))) return undefined;
    if (isWritten(name.replace(/^(unit|account) /, ""), report)) return undefined;
    report.add(path, () => {
        const known = [...units, ...accounts];
        return `there is no unit or account ${quoted(name)}.${didYouMean(name, known)} There are the units ${listSome([...units])}; accounts are named by their keys.`;
    });
    return undefined;
}

/**
 * Whether a unit or account with that key is written in the definition although the model does not have it, because a mistake next to it
 * has removed the whole map.
 *
 * @param above the path of the unit around it, and `key` its key.
 */
function isWritten(name: string, report: Report, above: Path = [], key?: string): boolean {
    if (report.keysAt([...above, "accounts"]).includes(name)) return true;
    return report.keysAt([...above, "units"]).some((unit) => {
        const unitKey = key === undefined ? unit : `${key}/${unit}`;
        return unitKey === name || isWritten(name, report, [...above, "units", unit], unitKey);
    });
}
