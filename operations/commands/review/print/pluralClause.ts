/** Things that changes begin with, and their plurals. */
const NOUNS: ReadonlyMap<string, string> = new Map([
    ["Account", "Accounts"],
    ["Unit", "Units"],
    ["Guardrail", "Guardrails"],
    ["Policy", "Policies"],
    ["Group", "Groups"],
    ["User", "Users"],
    ["Person", "People"],
    ["Budget", "Budgets"],
    ["Block", "Blocks"],
]);
const IRREGULAR: ReadonlyMap<string, string> = new Map([
    ["is", "are"],
    ["has", "have"],
    ["was", "were"],
    ["does", "do"],
    ["goes", "go"],
]);
/** Words after which a sentence would need more than another verb to be right for several things. */
const SINGULAR = new Set([
    "it",
    "its",
    "it's",
    "itself",
    "is",
    "has",
    "was",
    "does",
    "who",
    "which",
    "that",
    "and",
    "but",
    ",",
    ";",
]);

/**
 * A sentence about one thing as the sentence about several: `moves from Workloads to Sandbox .` becomes `move from Workloads to Sandbox .`
 * Undefined where only a person could say how.
 *
 * @param words the words after the thing's name.
 */
export function pluralClause(
    noun: string,
    [verb = "", ...rest]: readonly string[],
): { readonly noun: string; readonly words: readonly string[] } | undefined {
    const nouns = NOUNS.get(noun);
    const verbs = pluralVerb(verb);
    if (nouns === undefined || verbs === undefined || rest.some((word) => SINGULAR.has(word))) return undefined;
    return { noun: nouns, words: [verbs, ...rest] };
}

function pluralVerb(verb: string): string | undefined {
    const irregular = IRREGULAR.get(verb);
    if (irregular !== undefined || !/^[a-z]+[^s]s$/.test(verb)) return irregular;
    if (/ies$/.test(verb)) return `${verb.slice(0, -3)}y`;
    return /(?:ch|sh|ss|x|zz)es$/.test(verb) ? verb.slice(0, -2) : verb.slice(0, -1);
}
