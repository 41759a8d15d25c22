import { formatPlace, type DefinitionModel } from "../../../../definition";
import { Origins } from "../../../../definition/valueOrigins";
import { accountRef, ROOT_REF, unitRef } from "../document/definitionTree";

/** The `ref` of the node in whose part of the definition a place is, by the place as documents show it. What is in no unit is the root's. */
export type ValueOwners = ReadonlyMap<string, string>;

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
