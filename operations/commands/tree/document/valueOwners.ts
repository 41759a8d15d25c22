import { formatPlace, type DefinitionModel } from "../../../../definition";
import { Origins } from "../../../../definition/valueOrigins";
import { ROOT_REF } from "../../../../pages/data/treeDocument";
import type { ValueOwners } from "../compare/changedValues";
import { accountRef, unitRef } from "./definitionTree";

/** What is in no unit is the root's. */
export function valueOwners(model: DefinitionModel): ValueOwners {
    const origins = new Origins(model);
    const owners = new Map<string, string>();
    const own = (ref: string, path: readonly (string | number)[]): void => {
        for (const place of origins.placesBelow([...path])) owners.set(formatPlace(place), ref);
    };
    own(ROOT_REF, []);
    // Units stand before those in them.
    for (const { key, path } of model.units) own(unitRef(key), path);
    for (const { key, path } of model.accounts) own(accountRef(key), path);
    return owners;
}
