import { asList, isJsonMap, isSamePolicy, parsedJson } from "../../../../evaluator/policyDocument";
import { countOf, firstOf } from "../../../../limits";
import { outside } from "../../incident/report/incidentSection";
import type { DriftSentence } from "./driftSentence";

/** Which statements of a policy were removed, added or changed, by their names. None for documents without statements. */
export function statementChanges(was: string, is: string): readonly DriftSentence[] {
    const [before, after] = [statementsByName(was), statementsByName(is)];
    const gone = [...before.keys()].filter((name) => !after.has(name));
    const added = [...after.keys()].filter((name) => !before.has(name));
    const changed = [...before].flatMap(([name, text]) => {
        const other = after.get(name);
        return other === undefined || isSamePolicy(documentWith(text), documentWith(other)) ? [] : [name];
    });
    const sentences = [
        ...gone.map((name): DriftSentence => ["Statement ", outside(name), " was removed."]),
        ...changed.map((name): DriftSentence => ["Statement ", outside(name), " was changed."]),
        ...added.map((name): DriftSentence => ["Statement ", outside(name), " was added."]),
    ];
    const { shown, more } = firstOf(sentences, MOST_STATEMENTS);
    return more > 0 ? [...shown, [`${countOf(more, "more statement")} differ.`]] : shown;
}

/** Statements that one change names. */
const MOST_STATEMENTS = 8;

function statementsByName(content: string): ReadonlyMap<string, string> {
    const document = parsedJson(content);
    const statements = isJsonMap(document) ? asList(document.Statement) : [];
    return new Map(
        statements.map((statement, index) => {
            const sid = isJsonMap(statement) ? statement.Sid : undefined;
            return [typeof sid === "string" ? sid : `number ${index + 1}`, JSON.stringify(statement)];
        }),
    );
}

function documentWith(statement: string): string {
    return `{"Statement":[${statement}]}`;
}
