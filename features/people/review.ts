import type { ExistingState, Findings } from "../../definition/feature";
import type { AwsPolicyDocuments } from "./effect/setSession";
import { interruptedPeople } from "./judgements/interruptedPeople";
import { judgedChange } from "./judgements/judgedChange";
import { lastAdministrators } from "./judgements/lastAdministrators";
import { manyLosses, removedPeople } from "./judgements/removedPeople";
import { replacedSets } from "./judgements/replacedSets";
import { takenNames } from "./judgements/takenNames";
import type { PeopleModel } from "./model";
import type { FoundPeople } from "./plan/foundPeople";

/** Judges what a run changes of people and their access: danger first, then what people should know. */
export function reviewPeople(
    model: PeopleModel,
    before: ExistingState,
    found: FoundPeople | undefined,
    documents: AwsPolicyDocuments,
): Findings {
    const change = judgedChange(model, before);
    const judgements: readonly Findings[] = [
        {
            problems: (found?.refused ?? []).map(({ path, message }) => change.problem(path, message)),
            warnings: found?.warnings ?? [],
        },
        interruptedPeople(change, before),
        manyLosses(change),
        lastAdministrators(change, documents),
        replacedSets(change),
        takenNames(change),
        removedPeople(change),
    ];
    return {
        problems: judgements.flatMap(({ problems }) => problems),
        warnings: judgements.flatMap(({ warnings }) => warnings),
    };
}
