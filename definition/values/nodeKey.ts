import { quoted, formatCount } from "../../limits";
import type { Path, Report } from "../problemReport";

/** The longest key. No name in AWS is longer. */
const LONGEST_KEY = 300;

/** A unit's key contains no `/`, which joins the keys of nested units. */
export function checkUnitKey(key: string, path: Path, report: Report): boolean {
    return checkKey("a unit", key, path, report, { character: "/", use: "joins the keys of units" });
}

export function checkAccountKey(key: string, path: Path, report: Report): boolean {
    return checkKey("an account", key, path, report);
}

/** A policy's key contains no `@`, which joins the policy and its node in the name of a resource. */
export function checkPolicyKey(key: string, path: Path, report: Report): boolean {
    return checkKey("a policy", key, path, report, {
        character: "@",
        use: "joins the keys of a policy and of what it is attached to",
    });
}

/** Checks a key that becomes part of a resource's name in the stack and is typed on command lines. */
function checkKey(
    what: string,
    key: string,
    path: Path,
    report: Report,
    joint?: { readonly character: string; readonly use: string },
): boolean {
    const mistake = keyMistake(what, key, joint);
    if (mistake !== undefined) report.add(path, mistake);
    return mistake === undefined;
}

function keyMistake(
    what: string,
    key: string,
    joint?: { readonly character: string; readonly use: string },
): string | undefined {
    if (key === "") return `the key of ${what} cannot be empty: the key is its identity`;
    if (key.length > LONGEST_KEY) {
        return `the key ${quoted(key)} of ${what} has ${formatCount(key.length)} characters: a key has at most ${LONGEST_KEY}. Choose a shorter one, and give the name in \`name\``;
    }
    if (key.startsWith("-")) {
        return `the key ${quoted(key)} of ${what} begins with "-", like an option on a command line: choose another, and give the name in \`name\``;
    }
    if (joint !== undefined && key.includes(joint.character)) {
        return `the key of ${what} cannot hold ${quoted(joint.character)}, which ${joint.use}: choose another key and give the name in \`name\``;
    }
    return undefined;
}
