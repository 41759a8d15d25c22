import type { Feature, InputOf } from "../../definition/feature";
import { peopleSchema } from "./language/peopleSchema";
import { resolvePeople } from "./language/resolvePeople";
import type { PeopleModel } from "./model";

/** Groups, users and permission sets of IAM Identity Center, and who may do what where. */
export const people: Feature<InputOf<typeof peopleSchema>, PeopleModel> = {
    key: "people",
    schema: peopleSchema,
    resolve: resolvePeople,
};
