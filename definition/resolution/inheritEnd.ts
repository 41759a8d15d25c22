import type { Path, Report } from "../problemReport";
import type { AccountInput, Kind, SandboxEnd } from "../schema";

/** An end that changes something. */
export type PlannedEnd = Exclude<SandboxEnd, "remind">;

/** What of a node decides on the end of the sandboxes below. */
interface EndAbove {
    readonly kind: Kind;
    readonly end?: SandboxEnd;
}

/**
 * What a unit passes down. A unit below a sandbox that is none itself passes nothing down, so that nothing but a sandbox is ever emptied or
 * closed by an inherited value.
 */
export function endPassedDown(
    above: EndAbove,
    said: { readonly kind?: Kind | undefined; readonly end?: SandboxEnd | undefined },
    path: Path,
    report: Report,
): { readonly end?: SandboxEnd } {
    const kind = said.kind ?? above.kind;
    if (kind === "sandbox") {
        const end = said.end ?? above.end;
        return end === undefined ? {} : { end };
    }
    if (said.end !== undefined) {
        report.add(
            [...path, "end"],
            `says what happens to sandboxes after their last day, and the kind of this unit is ${kind}. Write it at a unit of kind: sandbox, or leave it out`,
        );
    }
    return {};
}

/** What happens to an account after its last day; undefined without one, or if nothing happens. */
export function plannedEnd(
    above: EndAbove,
    { expires, end: own, state }: Pick<AccountInput, "expires" | "end" | "state">,
    path: Path,
    report: Report,
): PlannedEnd | undefined {
    // Closing may move it to another unit, and nothing else happens to it any more.
    const isGoing = state === "closing" || state === "leaving";
    if (own !== undefined && above.kind !== "sandbox" && !isGoing) {
        report.add(
            [...path, "end"],
            `says what happens to a sandbox after its last day, and the account is in a unit of kind ${above.kind}. Leave it out: nothing but a sandbox is emptied or closed by itself`,
        );
        return undefined;
    }
    if (own !== undefined && own !== "remind" && expires === undefined) {
        report.add(
            [...path, "end"],
            "says what happens after the account's last day, and it has none: write the day beside it, such as expires: 2027-01-31",
        );
    }
    const end = own ?? above.end;
    if (above.kind !== "sandbox" || expires === undefined || end === undefined || end === "remind") return undefined;
    return end;
}
