import type { OrganizationModel } from "./model";
import type { Place } from "./problems";
import type { Path, Report } from "./problemReport";

/** The reports of loaded models, which know where each part of a definition is written. */
const reports = reportsNamed("aws-organization.reports");
/** The same by the tags of the defaults, which the changed copies of a model have in common with it. */
const reportsOfCopies = reportsNamed("aws-organization.reportsOfCopies");

/** A process may have this module twice: a review loads definitions in a bundle (program/forecast), and asks outside of it where they are written. */
function reportsNamed(name: string): WeakMap<object, Report> {
    const shared = globalThis as unknown as Record<symbol, WeakMap<object, Report> | undefined>;
    return (shared[Symbol.for(name)] ??= new WeakMap());
}

export function rememberPlaces(model: OrganizationModel, report: Report): void {
    reports.set(model, report);
    reportsOfCopies.set(model.tags, report);
}

/** Whether a key of a model says where something is written, and not what. */
export function isPlaceKey(key: string, value: unknown): boolean {
    return key === "place" || key === "places" || (key === "path" && Array.isArray(value));
}

/** The report of a model. Undefined for a model that was not loaded from files, and for a changed copy of one. */
export function reportOf(model: OrganizationModel): Report | undefined {
    return reports.get(model);
}

/**
 * Where a value is written, or its nearest ancestor; also for a changed copy of a model that was loaded from files.
 *
 * @param location the definition's place, for a model whose places are not known.
 */
export function placeIn(model: OrganizationModel, path: Path, location: string): Place {
    const report = reports.get(model) ?? reportsOfCopies.get(model.tags);
    return report?.placeOf(path) ?? { file: location };
}
