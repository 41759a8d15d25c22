import type { Vocabulary } from "../../definition/access/awsVocabulary";
import type { Place, Problem } from "../../definition/problems";

/** A word of an assertion, and where it is written. */
export interface AssertedWord {
    readonly text: string;
    readonly place: Place;
    readonly path: readonly (string | number)[];
}

/** The actions that patterns stand for, and the mistakes: actions and condition keys that AWS does not know. */
export function actionsIn(
    patterns: readonly AssertedWord[],
    keys: readonly AssertedWord[],
    vocabulary: Vocabulary,
): { actions: string[]; mistakes: Problem[] } {
    const mistakes: Problem[] = [];
    const actions = patterns.flatMap(({ text, place, path }) => {
        const found = vocabulary.expand(text);
        if (!("mistake" in found)) return found;
        mistakes.push({ place, path, message: found.mistake });
        return [];
    });
    for (const { text, place, path } of keys) {
        const mistake = mistakes.length > 0 ? undefined : vocabulary.checkKey(text, actions);
        if (mistake !== undefined) mistakes.push({ place, path, message: mistake });
    }
    return { actions: [...new Set(actions)], mistakes };
}
