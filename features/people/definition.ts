import type { Feature, InputOf } from "../../definition/feature";
import { awsPolicyDocument } from "../../evaluator/awsPolicies";
import { peopleIdentities } from "./answers/peopleIdentities";
import { peopleEffect } from "./effect/peopleEffect";
import { peopleSchema } from "./language/peopleSchema";
import { resolvePeople } from "./language/resolvePeople";
import { unknownAwsPolicies } from "./language/unknownAwsPolicies";
import type { PeopleModel } from "./model";
import type { FoundPeople } from "./plan/foundPeople";
import { reviewPeople } from "./review";

/** Groups, users and permission sets of IAM Identity Center, and who may do what where. */
export const people: Feature<InputOf<typeof peopleSchema>, PeopleModel, FoundPeople | undefined> = {
    key: "people",
    schema: peopleSchema,
    resolve: resolvePeople,
    identities: (model, spine, day) => peopleIdentities(model, spine, day),
    warnings: unknownAwsPolicies,
    review: (model, before, found) => reviewPeople(model, before, found, awsPolicyDocument),
    effect: (model, spine, before, isFull) => peopleEffect(model, spine, before, awsPolicyDocument, isFull),
};
