import { BASELINE_TYPES } from "../../components/typeTokens";
import { parseUrn } from "../state/urn";

/**
 * The resources whose last change AWS refused. The AWS provider writes such a change into the state as if it were made, and the engine
 * adds the error (`initErrors`) to the resource. A refresh of the resource removes the error and reads what AWS has. A run without a
 * refresh removes the error too, but makes no change.
 *
 * A block of the baseline is none of them: what it writes is what AWS has, and the next run goes on from there.
 *
 * @param stack what `pulumi stack export` prints.
 * @returns URNs; none if the text is not an exported stack.
 */
export function refusedChanges(stack: string): string[] {
    // The states of large organisations have megabytes. Hardly any has such an error.
    if (!stack.includes('"initErrors"')) return [];
    try {
        const { deployment } = JSON.parse(stack) as ExportedStack;
        return (deployment?.resources ?? []).flatMap(({ urn, initErrors = [] }) =>
            initErrors.length > 0 && parseUrn(urn).type !== GOES_ON ? [urn] : [],
        );
    } catch {
        return [];
    }
}

/** The type whose next run goes on where this one has stopped. */
const GOES_ON = `pulumi-nodejs:dynamic/${BASELINE_TYPES.block}`;

interface ExportedStack {
    readonly deployment?: {
        readonly resources?: readonly { readonly urn: string; readonly initErrors?: readonly string[] }[];
    };
}
