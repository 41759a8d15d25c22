import type { CommandContext } from "../../../../operations/cli";
import type { PeopleModel } from "../../model";

/** The key of the feature, under which the definition has its model. */
const PEOPLE = "people";

/** What the definition of a command says of people. */
export function peopleOf({ model }: CommandContext): PeopleModel {
    const found = model.features.models.get(PEOPLE);
    if (found === undefined) throw new Error(`the definition was loaded without the feature ${PEOPLE}`);
    return found as PeopleModel;
}
