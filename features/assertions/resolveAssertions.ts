import { quoted, regionError } from "../../limits";
import { lookUpPlace, placeKeys, type NamedPlace, type PlaceKeys } from "../../definition/access/namedPlace";
import { readWho, WHO_FORMS } from "../../definition/access/namedPrincipal";
import type { OrganizationModel } from "../../definition/model";
import type { Path, Report } from "../../definition/problemReport";
import type { AssertionModel } from "./assertionModel";
import type { AssertionInput } from "./assertionSchema";
import type { PeopleAssertionModel } from "./peopleAssertionModel";
import { isAboutPeople, resolvePeopleAssertion } from "./resolvePeopleAssertion";

/** The assertions of a definition: about roles, and about people. */
export interface ResolvedAssertions {
    readonly assertions: readonly AssertionModel[];
    readonly ofPeople: readonly PeopleAssertionModel[];
}

/**
 * Looks up the names in assertions. Actions and condition keys are in AWS's catalogue only, and people in another feature: they are checked
 * when the assertions are tested.
 */
export function resolveAssertions(
    inputs: Readonly<Record<string, AssertionInput>>,
    organization: Pick<OrganizationModel, "units" | "accounts">,
    report: Report,
): ResolvedAssertions {
    const names = placeKeys(organization);
    const assertions: AssertionModel[] = [];
    const ofPeople: PeopleAssertionModel[] = [];
    for (const [key, input] of Object.entries(inputs)) {
        const scopes = checkedScopes(key, input, names, report);
        if (isAboutPeople(input)) ofPeople.push(...listed(resolvePeopleAssertion(key, input, scopes, report)));
        else assertions.push(...listed(resolve(key, input, scopes, report)));
    }
    return { assertions, ofPeople };
}

function listed<T>(value: T | undefined): T[] {
    return value === undefined ? [] : [value];
}

/** The places of `in`. What every assertion may say of a request is checked too. */
function checkedScopes(key: string, input: AssertionInput, names: PlaceKeys, report: Report): NamedPlace[] {
    const path: Path = ["assertions", key];
    const { regions = [], resource } = input;
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
    return (input.in ?? []).flatMap((name, index) => lookUpPlace(name, [...path, "in", index], names, report) ?? []);
}

function resolve(
    key: string,
    input: AssertionInput,
    scopes: readonly NamedPlace[],
    report: Report,
): AssertionModel | undefined {
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
    if (input.exceptWith) {
        report.add(
            [...path, "exceptWith"],
            "goes with person, group or nobodyCanBoth: permission sets are what people have",
        );
    }
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
