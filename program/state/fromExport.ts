import type { ExistingResources } from "./existingResources";
import { fromState } from "./fromState";
import { parseUrn } from "./urn";

/** A resource of an exported state, as far as it says what the stack has. */
export interface ResourceOfExport {
    readonly urn: string;
    readonly id?: string;
    /** The next run deletes it. A live resource may have the same URN. */
    readonly delete?: boolean;
    readonly outputs?: Readonly<Record<string, unknown>>;
    /** Why the last run did not finish its change. Pulumi changes it again. */
    readonly initErrors?: readonly string[];
}

/**
 * The resources of the stack by their keys, as the engine reports them to the program. Resources that are about to be deleted are
 * left out.
 */
export function fromExport(resources: readonly ResourceOfExport[]): ExistingResources {
    const live = resources.filter((resource) => resource.delete !== true);
    return fromState(
        Object.fromEntries(
            live.map(({ urn, id, outputs = {}, initErrors = [] }) => [
                urn,
                {
                    type: parseUrn(urn).type,
                    outputs: id === undefined ? outputs : { id, ...outputs },
                    ...(initErrors.length > 0 && { errors: initErrors }),
                },
            ]),
        ),
    );
}
