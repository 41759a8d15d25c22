import { formatPlace, type OrganizationModel, type UnitModel } from "../../definition";
import type { Findings } from "../../definition/feature";
import type { ExistingResources } from "../state";
import { parentOf } from "./unitKeyParts";
import { describeUnit, isUnitNamed, NAMES_OF_IDS, unitEntry } from "./unitText";
import { UnitTrees } from "./unitTrees";

/** Most accounts of a unit go to another unit. */
interface Exchange {
    readonly from: UnitModel;
    readonly to: UnitModel;
    /** The accounts that go there. */
    readonly accounts: readonly string[];
    /** How many accounts the unit has in the stack that the definition still has. */
    readonly of: number;
}

/**
 * Refuses units that exchange most of their accounts, because that is what swapped keys look like: nothing is created or deleted, and the
 * accounts of production are in the unit of something else. It can be a circle of any number of units. Units below swapped ones are part
 * of that one mistake.
 *
 * If the units have different guardrails and keep them, or the definition says by an `id` that a key is right, only the accounts move. Then
 * it is a warning. Units that all have the `id` of another one are left to idOwners.ts.
 */
export function swappedUnits(
    model: OrganizationModel,
    existing: ExistingResources,
    trees = new UnitTrees(model, existing),
): Findings {
    const isIdWrong = ({ from: { key, id } }: Exchange): boolean =>
        id !== undefined && id !== existing.units.get(key)?.id;
    const isIdRight = ({ from: { key, id } }: Exchange): boolean =>
        id !== undefined && id === existing.units.get(key)?.id;
    const circles = circlesOf(trees).filter((circle) => !circle.every(isIdWrong));
    const isMove = (circle: readonly Exchange[]): boolean => circle.some(isIdRight) || isContentKept(circle, trees);
    return {
        problems: circles
            .filter((circle) => !isMove(circle))
            .flatMap((circle) => {
                const [first] = circle;
                if (!first) return [];
                const { place, path } = first.from;
                return [{ place, path, message: refusal(circle, model, existing) }];
            }),
        warnings: circles.filter(isMove).flatMap((circle) => {
            const [first] = circle;
            if (!first) return [];
            return [
                `${formatPlace(first.from.place)}: ${moves(circle, existing)}. The units keep their ids and guardrails. ` +
                    "If only their names should change, leave the accounts where they are and swap `name`",
            ];
        }),
    };
}

/** The circles of units, the highest first. A circle begins with the unit that the definition has first. */
function circlesOf(trees: UnitTrees): Exchange[][] {
    const circles: Exchange[][] = [];
    const swapped = new Set<string>();
    const depth = Math.max(0, ...[...trees.after.units.values()].map((unit) => unit.depth));
    for (let level = 1; level <= depth; level++) {
        const exchanges = exchangesOn(level, trees);
        for (const start of exchanges.values()) {
            const circle = circleFrom(start, exchanges);
            if (circle.some(({ from }) => trees.after.unitsDownTo(from.key).some(({ key }) => swapped.has(key)))) {
                continue;
            }
            for (const { from } of circle) swapped.add(from.key);
            if (circle.length > 0) circles.push(circle);
        }
    }
    return circles;
}

/** The exchanges that lead from one back to it. None if they do not. */
function circleFrom(start: Exchange, exchanges: ReadonlyMap<string, Exchange>): Exchange[] {
    const circle: Exchange[] = [];
    const seen = new Set<string>();
    for (let at: Exchange | undefined = start; at && !seen.has(at.from.key); at = exchanges.get(at.to.key)) {
        seen.add(at.from.key);
        circle.push(at);
        if (at.to.key === start.from.key) return circle;
    }
    return [];
}

/**
 * By its key, each unit of one level that gives most of its accounts to another unit of that level. Both are in the stack and in the
 * definition.
 */
function exchangesOn(level: number, { before, after }: UnitTrees): Map<string, Exchange> {
    const accounts = new Map<string, Map<string | undefined, string[]>>();
    for (const { key, unit } of after.accounts.values()) {
        const from = before.unitsDownTo(before.account(key)?.unit)[level - 1]?.key;
        if (from === undefined) continue;
        const to = after.unitsDownTo(unit)[level - 1]?.key;
        const parts = accounts.get(from) ?? new Map<string | undefined, string[]>();
        const some = parts.get(to) ?? [];
        some.push(key);
        parts.set(to, some);
        accounts.set(from, parts);
    }
    const exchanges = new Map<string, Exchange>();
    for (const from of after.units.values()) {
        const parts = accounts.get(from.key) ?? new Map<string | undefined, string[]>();
        const of = [...parts.values()].flat().length;
        for (const [key, some] of parts) {
            const to = key === undefined || !before.unit(key) ? undefined : after.unit(key);
            if (to && to !== from && some.length * 2 > of) exchanges.set(from.key, { from, to, accounts: some, of });
        }
    }
    return exchanges;
}

/** Whether the units differ in what is attached to them, and each of them keeps that. */
function isContentKept(circle: readonly Exchange[], trees: UnitTrees): boolean {
    const contents = circle.map(({ from: { key } }) => [trees.contentBefore(key), trees.contentAfter(key)]);
    const isKept = contents.every(([before, after]) => before === after);
    return isKept && new Set(contents.map(([before]) => before)).size > 1;
}

function moves(circle: readonly Exchange[], existing: ExistingResources): string {
    const described = new Set<string>();
    const describe = (unit: string): string => {
        const isKnown = described.has(unit);
        described.add(unit);
        return isKnown ? unit : describeUnit(unit, existing);
    };
    const parts = circle.map(({ from, to, accounts, of }, index) => {
        const [who, verb] =
            of === 1
                ? ["the only account", "moves"]
                : [`${accounts.length === of ? "all" : `${accounts.length} of`} ${of} accounts`, "move"];
        return `${who} of ${describe(from.key)} ${index === 0 ? `${verb} ` : ""}to ${describe(to.key)}`;
    });
    return `${parts.slice(0, -1).join(", ")}, and ${parts.at(-1)}`;
}

function refusal(circle: readonly Exchange[], model: OrganizationModel, existing: ExistingResources): string {
    const accounts = circle.flatMap((one) => one.accounts);
    return (
        `${moves(circle, existing)}: this looks like swapped keys. ` +
        `A unit is identified by the path of keys to it: the accounts would change places in AWS, and what names the units' ids (${NAMES_OF_IDS}) would reach the other accounts. ` +
        `Keep the keys${isUnitNamed(model, accounts) ? ", also in `unit` of their accounts" : ""}. ` +
        names(circle, existing) +
        `If the accounts should change places, make the change in two steps: first move those of ${circle[0]?.from.key}, and apply that; then the others`
    );
}

/** What to write if the units should have the names that the definition gives them now. */
function names(circle: readonly Exchange[], existing: ExistingResources): string {
    const wanted = circle.map(({ from, to }) => ({ unit: from.key, name: to.name }));
    const had = (unit: string): string | undefined => existing.units.get(unit)?.name;
    if (wanted.every(({ unit, name }) => had(unit) === name)) return "Their names in AWS stay.\n";
    const isTaken = wanted.some(({ unit, name }) =>
        circle.some(
            ({ from }) =>
                from.key !== unit &&
                parentOf(from.key) === parentOf(unit) &&
                had(from.key)?.toLowerCase() === name.toLowerCase(),
        ),
    );
    const lines = wanted.map(({ unit, name }) => `in ${unitEntry(unit)}\nname: ${JSON.stringify(name)}`).join("\nand ");
    return (
        `To swap the names in AWS, write ${lines}\n` +
        (isTaken
            ? "AWS has no two siblings of one name, not even for a moment: first give one of them a third name, and apply that\n"
            : "")
    );
}
