/** Reads policy documents as they are written, whatever their type. What their statements mean is evaluator/evaluation's. */
export {
    asList,
    conditionsOf,
    documentLength,
    placedStatements,
    statementDocument,
    statementsOf,
    textsOf,
    type PlacedStatement,
    type RawCondition,
    type RawStatement,
    type StatementDocument,
} from "./documentStatements";
export { documentOf, isJsonMap, jsonAt, parsedJson, type JsonMap } from "./jsonValues";
