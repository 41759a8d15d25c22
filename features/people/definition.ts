import type { Feature, InputOf } from "../../definition/feature";
import { awsPolicyDocuments } from "./effect/awsPolicyDocuments";
import { peopleEffect } from "./effect/peopleEffect";
import { peopleSchema } from "./language/peopleSchema";
import { resolvePeople } from "./language/resolvePeople";
import type { PeopleModel } from "./model";
import type { FoundPeople } from "./plan/foundPeople";
import { reviewPeople } from "./review";

/** Groups, users and permission sets of IAM Identity Center, and who may do what where. */
export const people: Feature<InputOf<typeof peopleSchema>, PeopleModel, FoundPeople | undefined> = {
    key: "people",
    schema: peopleSchema,
    resolve: resolvePeople,
    review: (model, before, found) => reviewPeople(model, before, found, awsPolicyDocuments),
    effect: (model, spine, before, isFull) => peopleEffect(model, spine, before, awsPolicyDocuments, isFull),
};
