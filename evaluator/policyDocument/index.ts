/** Reads policy documents of any type as they are written. evaluator/evaluation knows what the statements mean. */
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
export { mistakesOfIdentityPolicy, type IdentityPolicyMistake } from "./identityPolicyGrammar";
export { isSamePolicy } from "./samePolicy";
