import { CommandError, EXIT } from "../../cli/commandError";

/** How far `org incident` looks back by itself. */
export const USUAL_INCIDENT_LOOK_BACK = "24h";
/** CloudTrail keeps management events for 90 days. botocore 1.44.5, cloudtrail 2013-11-01, LookupEvents; read 2026-11-27. */
const MOST_DAYS = 90;

const MINUTE = 60_000;
const UNITS: ReadonlyMap<string, number> = new Map([
    ["m", MINUTE],
    ["h", 60 * MINUTE],
    ["d", 24 * 60 * MINUTE],
    ["w", 7 * 24 * 60 * MINUTE],
]);

/**
 * The milliseconds of `90m`, `6h`, `3d` or `2w`.
 *
 * @throws CommandError if it is no such time, or more than AWS keeps.
 */
export function incidentLookBack(since: string): number {
    const [, count, unit = ""] = /^(\d{1,6})([mhdw])$/.exec(since) ?? [];
    const milliseconds = Number(count) * (UNITS.get(unit) ?? NaN);
    if (milliseconds >= MINUTE && milliseconds <= MOST_DAYS * 24 * 60 * MINUTE) return milliseconds;
    throw new CommandError(
        `--since ${since}: give minutes, hours, days or weeks, such as 90m, 6h, 3d or 2w, and at most ${MOST_DAYS}d; CloudTrail keeps no more`,
        EXIT.usage,
    );
}
