import type { Path, Report } from "../../../definition/problemReport";
import { COST_CATEGORY_SPLITS, didYouMean, list, listSome, quoted } from "../../../limits";
import type { SplitModel } from "../model";
import type { SplitInput } from "./dimensionSchema";
import { allowedValues, type WrittenDimension } from "./writtenDimension";

/** The splits of a dimension, with all values that pay. AWS's rules are checked: a value that is split is nowhere else in a split. */
export function splitsOf(dimension: WrittenDimension, report: Report): SplitModel[] {
    const { said, isClosed, path } = dimension;
    const { split: splits = [] } = said;
    if (splits.length > 0 && !isClosed) {
        if (!report.hasMistakeIn(path)) {
            report.add(
                [...path, "split"],
                "needs values that are known: give the dimension `values`, a list or a map of all of them",
            );
        }
        return [];
    }
    if (splits.length > COST_CATEGORY_SPLITS.max) {
        report.add(
            [...path, "split"],
            `has ${splits.length} splits: AWS allows ${COST_CATEGORY_SPLITS.max} for a cost category`,
        );
    }
    const sources = new Map<string, Path>();
    return splits.map((split, index) => {
        const at = [...path, "split", index];
        const known = allowedValues(dimension);
        checkValue(split.from, [...at, "from"], dimension, report);
        if (sources.has(split.from)) {
            report.add([...at, "from"], `splits ${quoted(split.from)} a second time: keep one`);
        }
        sources.set(split.from, at);
        const others = known.filter(
            (value) => value !== dimension.defaultValue && !splits.some(({ from }) => from === value),
        );
        const to = targets(split, others, at, dimension, report);
        return { from: split.from, to, by: sharesOf(split, to, at, report) };
    });
}

function targets(
    { from, to, by }: SplitInput,
    others: readonly string[],
    at: Path,
    dimension: WrittenDimension,
    report: Report,
): readonly string[] {
    const shares = typeof by === "object" ? Object.keys(by) : undefined;
    const splits = dimension.said.split ?? [];
    const all = to ?? shares ?? others;
    const pathOf = (value: string, index: number): Path => (to ? [...at, "to", index] : [...at, "by", value]);
    if (all.length === 0 && !report.hasMistakeIn([...at, "by"])) {
        report.add(
            to ? [...at, "to"] : at,
            to
                ? "is an empty list: name the values that pay"
                : `has nobody to pay for ${quoted(from)}: the dimension has no other value`,
        );
    }
    if (!to && !shares) return all;
    for (const [index, value] of all.entries()) {
        const place = pathOf(value, index);
        if (all.indexOf(value) !== index) {
            report.add(place, `names ${quoted(value)} a second time: keep one`);
            continue;
        }
        checkValue(value, place, dimension, report);
        if (value === from) {
            report.add(
                place,
                `${quoted(from)} would pay for itself, and its costs are to be divided among other values: ` +
                    (others.length === 0
                        ? "remove the split, because the dimension has no value that could pay"
                        : `name some of ${listSome(others)}`),
            );
        } else if (splits.some((one) => one.from === value)) {
            report.add(
                place,
                `${quoted(value)} is split too, and AWS lets no value pay that is itself split: name the values that pay in the end`,
            );
        }
    }
    return [...new Set(all)];
}

function sharesOf(
    { by = "proportional" }: SplitInput,
    to: readonly string[],
    at: Path,
    report: Report,
): SplitModel["by"] {
    if (typeof by === "string") return by;
    const shares = Object.entries(by);
    // A share that is no number is not in the map, so the others say nothing.
    if (report.hasMistakeIn([...at, "by"])) return by;
    const wrong = shares.filter(([, share]) => !(share > 0 && share <= 100));
    for (const [value, share] of wrong) {
        report.add(
            [...at, "by", value],
            `${share} is no share of the costs: give a number of percent, more than 0 and up to 100`,
        );
    }
    const missing = to.filter((value) => !Object.hasOwn(by, value));
    const more = shares.map(([value]) => value).filter((value) => !to.includes(value));
    if (missing.length > 0) report.add([...at, "by"], `has no share of ${list(missing, 5)}, which pay according to to`);
    if (more.length > 0) report.add([...at, "by"], `has shares of ${list(more, 5)}, which to does not name`);
    const sum = shares.reduce((total, [, share]) => total + share, 0);
    if (wrong.length === 0 && Math.abs(sum - 100) > 1e-9) {
        report.add(
            [...at, "by"],
            `the shares sum to ${Number(sum.toFixed(6))} percent, and must sum to 100${Math.abs(sum - 1) < 1e-9 ? ": write 60 for 60 percent, not 0.6" : ""}`,
        );
    }
    return by;
}

function checkValue(value: string, path: Path, dimension: WrittenDimension, report: Report): void {
    const known = allowedValues(dimension);
    if (known.includes(value) || report.hasMistakeIn([...dimension.path, "values"])) return;
    report.add(path, () =>
        value === dimension.key
            ? `${quoted(value)} is the dimension, and a split is between its values: name one of ${listSome(known)}.`
            : `${quoted(value)} is no value of dimension ${dimension.key}.${didYouMean(value, known)} It has ${listSome(known)}.`,
    );
}
