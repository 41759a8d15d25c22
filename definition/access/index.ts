/** Who can do what in an account of a definition, and why. Assertions are tested with this, and `org explain` answers from it. */
export { ask, hierarchyOf, nearMisses, OTHER_PLACEHOLDER_ID, PLACEHOLDER_ID, type Question } from "./accessQuestion";
export { NO_IDS, type KnownIds } from "../modelSituation";
export { placeOfPolicy, showStatement, statementOf } from "./statementText";
export { Vocabulary, type UnknownWord } from "./awsVocabulary";
export { ANY_ROLE, ANYBODY, readWho, WHO_FORMS, type NamedPrincipal } from "./namedPrincipal";
export {
    MANAGEMENT_ACCOUNT_KEY,
    sessionsOf,
    type GrantedSession,
    type IdentityDirectory,
    type IdentityGroup,
    type IdentityHolder,
    type IdentitySession,
} from "./identityAccess";
export { askSession, managementHierarchy } from "./sessionQuestion";
export { denialReasons, identityStatementTitle, openReasons } from "./sessionReasons";
