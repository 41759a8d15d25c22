import fc from "fast-check";
import { REVIEW_SUBJECTS } from "../../../../../../definition/feature/reviewedChange";
import type { ChangeReview, PlacedChange } from "../../../../../../program/changes/changeReview";
import { changeOf, reviewOf } from "./exampleReviews";

/** What tries to leave its line, cell or block, to be a link, to call somebody, to refer to something, or to hide. */
export const HOSTILE = [
    "a|b",
    "a\\|b",
    "`a` | b",
    "```\n# done",
    "````",
    "<img src=x onerror=alert(1)>",
    "<!-- ",
    "-->",
    "</details></details>",
    "<details open>",
    "</code><script>alert(1)</script>",
    "[click](https://evil.example)",
    "](javascript:alert(1))",
    "![x](https://evil.example/x.png)",
    "https://evil.example/a?b#c",
    "www.evil.example",
    "(www.evil.example)",
    "mailto:ada@evil.example",
    "ada@evil.example",
    "@acme/security",
    "(@ada)",
    "#1",
    "acme/organization#1",
    "GH-12",
    "!12",
    "&7",
    "$3",
    "%4",
    "~bug",
    ":white_check_mark:",
    "*bold*",
    "_under_",
    "~~gone~~",
    "[^1]",
    "- [x] done",
    "1. one",
    "1) one",
    "+ plus",
    "> quote",
    "# heading",
    "---",
    "===",
    "&lt;b&gt;",
    "&#64;ada",
    "\u202eevil",
    "\u200b@ada",
    "\u001b[2Jgone",
    "\ud800",
    "\\",
    " ",
    "",
    "| - | - |",
    "constructor",
] as const;

/** Texts that others write: names among words, hostile ones, and any characters. */
export const text: fc.Arbitrary<string> = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...HOSTILE) },
    fc.tuple(fc.constantFrom(...HOSTILE), fc.constantFrom(...HOSTILE)).map(([one, two]) => `Account ${one} is ${two}.`),
    fc.string({ unit: "binary", maxLength: 40 }),
    fc.constantFrom("Account a moves from Workloads to Sandbox.", "x".repeat(9_000), "- ".repeat(900), "`".repeat(500)),
);

const place = fc.record({ file: text, line: fc.option(fc.integer({ min: 1, max: 9_999 }), { nil: undefined }) });

const change: fc.Arbitrary<PlacedChange> = fc
    .record({
        kind: fc.constantFrom("one", "two"),
        subject: fc.constantFrom(...REVIEW_SUBJECTS),
        risk: fc.constantFrom("danger", "attention", "routine"),
        text,
        details: fc.array(text, { maxLength: 4 }),
        resources: fc.array(text, { maxLength: 2 }),
        isIrreversible: fc.boolean(),
        isUnconfirmed: fc.boolean(),
        acknowledge: fc.option(text),
        place: fc.option(place),
    })
    .map(({ isIrreversible, isUnconfirmed, acknowledge, place: at, ...rest }) =>
        changeOf({
            ...rest,
            ...(isIrreversible && { isIrreversible }),
            ...(isUnconfirmed && { isUnconfirmed }),
            ...(acknowledge !== null && { acknowledge, code: "1a2b3c4d" }),
            ...(at && { place: placeOf(at) }),
        }),
    );

function placeOf({ file, line }: { readonly file: string; readonly line?: number | undefined }): {
    readonly file: string;
    readonly line?: number;
} {
    return { file, ...(line !== undefined && { line }) };
}

/** Reviews with hostile texts in all places. @param most changes, refusals and so on. */
export function hostileReview(most: number): fc.Arbitrary<ChangeReview> {
    const many = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(one, { maxLength: most, size: "max" });
    const resource = fc.record({
        operation: fc.constantFrom("create", "import", "update", "replace", "delete", "forget"),
        urn: text,
        type: text,
        name: text,
        properties: fc.array(text, { maxLength: 3 }),
    });
    const note = fc.record({
        severity: fc.constantFrom("warning", "info"),
        topic: fc.constantFrom("review", "effect", "invitations", "found"),
        message: fc.array(text, { minLength: 1, maxLength: 5 }).map((lines) => lines.join("\n")),
    });
    const message = fc.record({
        policy: text,
        level: fc.constantFrom("mandatory", "advisory"),
        message: text,
        resource: text,
    });
    return fc
        .record({
            stack: text,
            isConfirmed: fc.boolean(),
            refusals: many(fc.record({ message: text, place: place.map(placeOf) })),
            changes: many(change),
            others: many(resource),
            notes: many(note),
            policyPack: many(message),
            unknown: many(text),
            unused: many(text),
            digest: text,
        })
        .map(({ unused, ...given }) => {
            const texts = [...new Set(given.changes.flatMap(({ acknowledge }) => acknowledge ?? []))];
            const half = Math.floor(texts.length / 2);
            const missing = texts.slice(half);
            const unusedLines = unused.map((one, index) => ({
                text: one,
                place: { file: one, line: index + 1 },
                ...(index < missing.length && { meant: missing[index] ?? one }),
            }));
            const acknowledgements = { missing, given: texts.slice(0, half), unused, unusedLines };
            return reviewOf({ ...given, acknowledgements });
        });
}
