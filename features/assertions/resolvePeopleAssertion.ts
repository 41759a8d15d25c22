import type { NamedPlace } from "../../definition/access/namedPlace";
import type { Path, Report } from "../../definition/problemReport";
import type { AssertedWord } from "./assertedWords";
import type { AssertionInput } from "./assertionSchema";
import type { PeopleAssertionModel, PeopleClaim } from "./peopleAssertionModel";

/** The name that stands for every person and every external group. */
const EVERYBODY = "everybody";

/** Whether an assertion is about people of the definition, and not about roles. */
export function isAboutPeople({ person, group, nobodyCanBoth }: AssertionInput): boolean {
    return person !== undefined || group !== undefined || nobodyCanBoth !== undefined;
}

/**
 * Reads an assertion about people. Their names are looked up when the assertions are tested, because another feature has them.
 *
 * @returns undefined if it does not say what must hold; the mistake is reported.
 */
export function resolvePeopleAssertion(
    key: string,
    input: AssertionInput,
    scopes: readonly NamedPlace[],
    report: Report,
): PeopleAssertionModel | undefined {
    const path: Path = ["assertions", key];
    for (const element of ["who", "nobodyBut"] as const) {
        if (input[element]) {
            report.add([...path, element], "is about roles, and does not go with person, group and nobodyCanBoth");
        }
    }
    const claim = claimOf(input, path, report);
    if (!claim) return undefined;
    const listed = (element: "person" | "group" | "exceptWith"): AssertedWord[] =>
        wordsAt(input[element] ?? [], [...path, element], report);
    const persons = listed("person");
    const { regions = [], resource, context = {}, because } = input;
    return {
        key,
        claim,
        persons: persons.filter(({ text }) => text !== EVERYBODY),
        groups: listed("group"),
        everybody:
            persons.some(({ text }) => text === EVERYBODY) || (input.person === undefined && input.group === undefined),
        exceptWith: listed("exceptWith"),
        scopes,
        regions,
        ...(resource !== undefined && { resource }),
        context,
        contextKeys: Object.keys(context).map((text) => wordAt(text, [...path, "context", text], report)),
        ...(because !== undefined && { because }),
        place: report.placeOf(path),
        path,
    };
}

function claimOf({ can, cannot, nobodyCanBoth }: AssertionInput, path: Path, report: Report): PeopleClaim | undefined {
    const given = Object.entries({ can, cannot, nobodyCanBoth }).filter(([, value]) => value !== undefined);
    const [first, second] = given;
    if (!first || second) {
        if (!report.hasMistakeIn(path)) {
            report.add(
                path,
                second
                    ? `gives ${given.map(([name]) => name).join(" and ")}: keep one, and write a second assertion for the other`
                    : "has neither can nor cannot: give one of them, with actions",
            );
        }
        return undefined;
    }
    if (nobodyCanBoth) {
        const duties = nobodyCanBoth.map((duty, index) => wordsAt(duty, [...path, "nobodyCanBoth", index], report));
        return { kind: "nobodyCanBoth", duties };
    }
    const kind = can ? "can" : "cannot";
    return { kind, actions: wordsAt(can ?? cannot ?? [], [...path, kind], report) };
}

/** One text or a list of them, each with its place. */
function wordsAt(value: string | readonly string[], path: Path, report: Report): AssertedWord[] {
    if (typeof value === "string") return [wordAt(value, path, report)];
    return value.map((text, index) => wordAt(text, [...path, index], report));
}

function wordAt(text: string, path: Path, report: Report): AssertedWord {
    return { text, place: report.placeOf(path), path };
}
