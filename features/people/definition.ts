import type { Feature, InputOf } from "../../definition/feature";
import { awsPolicyDocument } from "../../evaluator/awsPolicies";
import { peopleIdentities } from "./answers/peopleIdentities";
import { selfMadeAdministrators } from "./answers/selfMadeAdministrators";
import { inlineDocuments } from "./effect/inlineDocuments";
import { peopleEffect } from "./effect/peopleEffect";
import { accessFacts } from "./language/accessFacts";
import { accessOfAccountJson } from "./language/accessOfAccountJson";
import { accessWords } from "./language/accessWords";
import { endingAccess } from "./language/endingAccess";
import { checkMixedSets } from "./language/mixedPermissionSets";
import { peopleSchema } from "./language/peopleSchema";
import { endedGrants, peopleWarnings } from "./language/peopleWarnings";
import { resolvePeople } from "./language/resolvePeople";
import { unknownAwsPolicies } from "./language/unknownAwsPolicies";
import type { PeopleModel } from "./model";
import type { FoundPeople } from "./plan/foundPeople";
import { reviewedPeople } from "./reviewed/reviewedPeople";
import { reviewPeople } from "./review";

/** Groups, users and permission sets of IAM Identity Center, and who may do what where. */
export const people: Feature<InputOf<typeof peopleSchema>, PeopleModel, FoundPeople | undefined> = {
    key: "people",
    schema: peopleSchema,
    resolve: resolvePeople,
    identities: (model, spine, day) => peopleIdentities(model, spine, day),
    checkTogether: checkMixedSets,
    warnings: (model, spine, others, day) => [
        ...unknownAwsPolicies(model),
        ...selfMadeAdministrators(model, spine, others, day),
        ...peopleWarnings(model, spine, others),
    ],
    documents: inlineDocuments,
    endingAccess,
    accountJson: (model, account) => accessOfAccountJson(model, account, today()),
    facts: (model, account, origins) => accessFacts(model, account, origins, today()),
    wordsOnAccount: (model, account, event) => accessWords(model, account, event, event.day ?? today()),
    urgentWarnings: endedGrants,
    review: (model, before, found) => reviewPeople(model, before, found, awsPolicyDocument),
    reviewedChanges: (model, changes, before, spine) =>
        reviewedPeople(model, changes, before, spine, awsPolicyDocument),
    effect: (model, spine, before, isFull) => peopleEffect(model, spine, before, awsPolicyDocument, isFull),
};

/** By this machine's clock, for what asks nothing of AWS and changes nothing. */
function today(): string {
    return new Date().toISOString().slice(0, 10);
}
