import type { NestedUnit } from "../../../../aws/organization";
import type { FoundDifference } from "../driftItem";
import type { AppliedUnit } from "../read/appliedState";
import { definitionSays, type Comparison } from "./comparison";

/** Units that were made, renamed or deleted. AWS cannot move a unit. Nothing if the units were not read. */
export function unitDrift(on: Comparison): FoundDifference[] {
    const { units } = on.aws;
    if (!units) return [];
    const inAws = new Map(units.map((unit) => [unit.id, unit]));
    return [
        ...[...on.applied.units.values()].flatMap((applied) => changesOf(on, applied, inAws.get(applied.id))),
        ...units.filter(({ id }) => !on.applied.units.has(id)).map((unit) => made(on, unit)),
    ];
}

function changesOf(on: Comparison, applied: AppliedUnit, unit: NestedUnit | undefined): FoundDifference[] {
    const model = on.unitModel(applied.key);
    const facts = {
        subject: on.subject(applied.id),
        resources: [applied.urn],
        ...(model && { place: on.place(model.path) }),
    };
    if (!unit) {
        const was = { name: applied.name, parent: on.node(applied.parentId) };
        return [{ kind: "unit-deleted", was, definitionSays: model ? "was" : "nothing", ...facts }];
    }
    if (unit.name === applied.name) return [];
    return [
        {
            kind: "unit-renamed",
            was: applied.name,
            is: unit.name,
            ...(model && { defined: model.name }),
            definitionSays: definitionSays(applied.name, unit.name, model?.name),
            ...facts,
        },
    ];
}

function made(on: Comparison, { id, name, parentId }: NestedUnit): FoundDifference {
    const model = on.model.units.find((unit) => unit.id === id);
    return {
        kind: "unit-made",
        subject: { kind: "unit", id, name },
        is: { name, parent: on.node(parentId) },
        definitionSays: model ? "is" : "nothing",
        ...(model && { place: on.place(model.path) }),
        resources: [],
    };
}
