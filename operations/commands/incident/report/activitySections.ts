import { countOf, formatCount } from "../../../../limits";
import { callersOf, changesOf, type CallerSummary, type ChangeSummary } from "../judge/eventSummary";
import { INCIDENT_SESSION } from "../read/accountDoor";
import type { Spending } from "../read/spending";
import type { TrailEvents } from "../read/trailEvents";
import { minute, nothingIn, unreadWords } from "./accessSection";
import type { IncidentReport } from "./incidentReport";
import { outside, sentence, type IncidentSection, type SectionText } from "./incidentSection";

/** How many addresses, tools or resources one cell names. */
const NAMED = 3;

/** Who used the account. */
export function callerSection({ trail, since }: IncidentReport): IncidentSection {
    const callers = "value" in trail ? callersOf(trail.value.events) : [];
    const row = ({
        caller,
        writes,
        reads,
        failed,
        last,
        addresses,
        userAgents,
        accessKeyIds,
    }: CallerSummary): SectionText[] => [
        outside(
            `${caller.title}${caller.kind === "role" && caller.title.endsWith(`session ${INCIDENT_SESSION}`) ? " (this command's own, or somebody who uses its name)" : ""}`,
        ),
        formatCount(writes),
        formatCount(reads),
        formatCount(failed),
        minute(last),
        outside(some(addresses)),
        outside([some(userAgents), some(accessKeyIds)].filter((one) => one !== "").join("; ")),
    ];
    return {
        heading: "Who used it",
        words: "value" in trail ? trailWords(trail.value, since) : unreadWords(trail, "Who used it"),
        ...nothingIn(trail, "Nobody, as far as CloudTrail was read."),
        head: ["WHO", "CHANGES", "READS", "FAILED", "LAST", "FROM", "WITH"],
        rows: callers.map(row),
    };
}

/** What changed: what may belong to an incident first. */
export function changeSection({ trail }: IncidentReport): IncidentSection {
    const changes = "value" in trail ? changesOf(trail.value.events) : [];
    const row = ({
        service,
        name,
        meaning,
        caller,
        count,
        failed,
        last,
        resources,
        regions,
    }: ChangeSummary): SectionText[] => [
        minute(last),
        meaning ?? "",
        outside(`${service}:${name}`),
        failed === 0
            ? formatCount(count)
            : `${formatCount(count)}, ${failed === count ? "all" : formatCount(failed)} failed`,
        outside(caller.title),
        outside(some(resources)),
        some(regions),
    ];
    return {
        heading: "What changed",
        words: "value" in trail ? [] : unreadWords(trail, "What changed"),
        ...nothingIn(trail, "Nothing, as far as CloudTrail was read."),
        head: ["LAST", "MAY MEAN", "CALL", "TIMES", "WHO", "ON", "REGION"],
        rows: changes.map(row),
    };
}

function trailWords({ events, regions, cut, unread }: TrailEvents, since: Date): (readonly SectionText[])[] {
    return [
        sentence(
            `CloudTrail has ${countOf(events.length, "event")} since ${minute(since.toISOString())} (UTC) in ${countOf(regions.length, "region")}. ` +
                "It shows an event some minutes after it happened, and no reading of data, such as of objects in S3, unless a trail records that.",
        ),
        ...cut.map(({ region, kind, since: oldest }) =>
            sentence(
                `There are more ${kind === "writes" ? "changes" : "reads"} in ${region} than were read: those before ${minute(oldest)} are missing. Look back less far (--since), or ask the trail in the log archive.`,
            ),
        ),
        ...unread.map(({ regions: others, because }): SectionText[] => [
            `NOT READ: ${others.join(", ")}: `,
            outside(because),
        ]),
    ];
}

/** What the account costs. */
export function spendingSection({ spending }: IncidentReport): IncidentSection {
    const found = "value" in spending ? spending.value : undefined;
    return {
        heading: "What it costs",
        words: found ? spendingWords(found) : unreadWords(spending, "What it costs"),
        ...nothingIn(spending, "No service cost anything on that day."),
        head: ["SERVICE", "AN HOUR", "USUALLY"],
        rows: (found?.services ?? []).map(({ name, perHour, usualPerHour }) => [
            outside(name),
            amount(perHour, found),
            amount(usualPerHour, found),
        ]),
    };
}

function spendingWords(found: Spending): (readonly SectionText[])[] {
    return [
        sentence(
            `${amount(found.perHour, found)} an hour on ${found.day}, and ${amount(found.usualPerHour, found)} an hour in the seven days before. ` +
                `Today so far: ${amount(found.today, found)}. Cost Explorer is up to a day behind: what runs since an hour ago is not in it.`,
        ),
    ];
}

/** Small amounts keep the digits that say something. */
export function amount(value: number, found: Pick<Spending, "currency"> | undefined): string {
    return `${value !== 0 && Math.abs(value) < 1 ? value.toFixed(4) : value.toFixed(2)} ${found?.currency ?? ""}`.trim();
}

function some(texts: readonly string[]): string {
    const shown = texts.slice(0, NAMED).map((text) => (text.length > 60 ? `${text.slice(0, 60)}...` : text));
    return [...shown, ...(texts.length > NAMED ? [`${formatCount(texts.length - NAMED)} more`] : [])].join(", ");
}
