import { formatCount, list } from "../../../../limits";
import type { ChangedResource } from "../../../../program/changes/changeReview";
import { setsOf } from "./likeSets";
import { operationWord } from "./reviewFigures";

/** From how many on resources that change alike are one row. */
const FEWEST_ALIKE = 4;
const LOST = new Set(["replace", "delete", "forget"]);

/** The resources that no change in words stands for: those first that leave, and together those that change alike if there are many. */
export function alikeResources(others: readonly ChangedResource[]): readonly (readonly ChangedResource[])[] {
    const sets = setsOf(others, ({ operation, type, properties }) => JSON.stringify([operation, type, properties]));
    const rows = sets.flatMap((set) => (set.length < FEWEST_ALIKE ? set.map((one) => [one]) : [set]));
    const isLost = ([first]: readonly ChangedResource[]): boolean => first !== undefined && LOST.has(first.operation);
    return [...rows.filter(isLost), ...rows.filter((row) => !isLost(row))];
}

/** `2 created and 1 deleted`. */
export function otherCounts(others: readonly ChangedResource[]): string {
    const sets = setsOf(others, ({ operation }) => operation);
    return list(
        sets.map((set) => `${formatCount(set.length)} ${set[0] === undefined ? "" : operationWord(set[0].operation)}`),
    );
}
