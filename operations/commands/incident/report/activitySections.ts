import { countOf, formatCount } from "../../../../limits";
import { callersOf, callsText, changesOf, type CallerSummary, type ChangeSummary } from "../judge/eventSummary";
import type { CallOrigin } from "../judge/incidentJudgement";
import { MEANINGS } from "../judge/notableEvents";
import { INCIDENT_SESSION } from "../read/accountDoor";
import type { Spending } from "../read/spending";
import type { TrailEvents } from "../read/trailEvents";
import type { IncidentReport } from "./incidentReport";
import {
    outside,
    outsides,
    sentence,
    type IncidentSection,
    type SectionCell,
    type SectionText,
} from "./incidentSection";
import { NAMED_IN_CELL } from "./incidentText";
import { amount, nothingIn, unreadWords } from "./reportWords";
import { minute } from "../read/shownTime";

/** The characters of a user agent that say which program it is. */
const LONG_AGENT = 40;

const ORIGINS: Readonly<Record<CallOrigin, string>> = {
    "stack sets": "CloudFormation StackSets of the management account, or a role that they made",
    "access role": "the access role, from the management account",
    "aws service": "a service of AWS",
};

const SHORT_ORIGINS: Readonly<Record<CallOrigin, string>> = {
    "stack sets": "CloudFormation StackSets",
    "access role": "the access role",
    "aws service": "AWS",
};

/** Who used the account: the organisation's own come last. */
export function callerSection({ trail, since, judgement }: IncidentReport): IncidentSection {
    const callers = "value" in trail ? callersOf(trail.value.events, judgement) : [];
    const shown = new Set<string>();
    const row = ({ caller, origin, writes, reads, failed, last, ...from }: CallerSummary): SectionCell[] => [
        minute(last),
        outside(caller.title),
        callerNote(caller.title, origin),
        `${countOf(writes, "change")}, ${countOf(reads, "read")}, ${formatCount(failed)} failed`,
        outsides(from.addresses),
        agentTexts(from.userAgents, shown),
        outsides(from.accessKeyIds),
    ];
    return {
        heading: "Who used it",
        weight: 4,
        words: "value" in trail ? trailWords(trail.value, since) : unreadWords(trail, "Who used it"),
        ...nothingIn(trail, "Nobody, as far as CloudTrail was read."),
        columns: [
            { name: "LAST" },
            { name: "WHO" },
            { name: "IS", below: "is" },
            { name: "CALLS", below: "" },
            { name: "FROM", below: "from" },
            { name: "WITH", below: "with" },
            { name: "KEY", below: "key" },
        ],
        rows: callers.map(row),
    };
}

/** A long user agent is written once, and then named by its beginning. @param shown those of the rows above. */
function agentTexts(agents: readonly string[], shown: Set<string>): readonly SectionText[] {
    const texts = agents.map((agent) =>
        outside(shown.has(agent) ? `${agent.slice(0, LONG_AGENT)}... (as above)` : agent),
    );
    for (const agent of agents.slice(0, NAMED_IN_CELL)) if (agent.length > LONG_AGENT) shown.add(agent);
    return texts;
}

function callerNote(title: string, origin: CallOrigin | undefined): SectionText {
    const isOurs = origin === "access role" && title.endsWith(`session ${INCIDENT_SESSION}`);
    if (isOurs) return `${ORIGINS["access role"]} (this command's own, or somebody who uses its name)`;
    return origin === undefined ? "" : ORIGINS[origin];
}

/** What may belong to an incident, what else changed, and what the organisation's own did. */
export function changeSections({ trail, judgement }: IncidentReport): readonly IncidentSection[] {
    const changes = "value" in trail ? changesOf(trail.value.events, judgement) : [];
    const others = changes.filter(({ origin }) => origin === undefined);
    const own = changes.filter(({ origin }) => origin !== undefined);
    const section = (
        part: Pick<IncidentSection, "heading" | "weight">,
        rows: readonly ChangeSummary[],
        words: string,
        nothing: string,
    ): IncidentSection => ({
        ...part,
        words: "value" in trail ? (rows.length > 0 ? [sentence(words)] : []) : unreadWords(trail, part.heading),
        ...nothingIn(trail, nothing),
        columns: CHANGE_COLUMNS,
        rows: rows.map(changeRow),
    });
    return [
        section(
            { heading: "What changed", weight: 5 },
            others.filter(({ meaning }) => meaning !== undefined),
            "Calls of which intruders use the like. Each may be daily work, and needs an explanation.",
            "Nothing that intruders usually do, as far as CloudTrail was read.",
        ),
        section(
            { heading: "What else changed", weight: 3 },
            others.filter(({ meaning }) => meaning === undefined),
            "No call that intruders are known for.",
            "Nothing, as far as CloudTrail was read.",
        ),
        ...(own.length === 0
            ? []
            : [
                  section(
                      { heading: "What the organisation's own did", weight: 1 },
                      own,
                      "Usual after an `up`. An intruder in the management account could use them: compare the times with your last `up`.",
                      "",
                  ),
              ]),
    ];
}

const CHANGE_COLUMNS: IncidentSection["columns"] = [
    { name: "LAST" },
    { name: "MAY MEAN" },
    { name: "CALL" },
    { name: "TIMES", below: "" },
    { name: "WHO", below: "by" },
    { name: "ON", below: "on" },
    { name: "REGION", below: "in" },
];

function changeRow({
    service,
    name,
    meaning,
    caller,
    origin,
    count,
    failed,
    last,
    ...more
}: ChangeSummary): SectionCell[] {
    return [
        minute(last),
        origin === undefined ? (meaning ?? "") : `by ${SHORT_ORIGINS[origin]}`,
        outside(`${service}:${name}`),
        callsText(count, failed),
        outside(caller.title),
        outsides(more.resources),
        more.regions,
    ];
}

function trailWords({ events, regions, cut, unread }: TrailEvents, since: Date): (readonly SectionText[])[] {
    return [
        sentence(
            `CloudTrail has ${countOf(events.length, "event")} since ${minute(since.toISOString())} (UTC) in ${countOf(regions.length, "region")}. ` +
                "It shows an event some minutes after it happened, and no reading of data, such as of objects in S3, unless a trail records that.",
        ),
        ...trailGaps({ cut, unread }),
    ];
}

/** What is missing: where there are more events than were read, and where AWS did not answer. */
export function trailGaps({ cut, unread }: Pick<TrailEvents, "cut" | "unread">): (readonly SectionText[])[] {
    return [
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
        weight: 3,
        words: found ? spendingWords(found) : unreadWords(spending, "What it costs"),
        ...nothingIn(spending, "No service cost anything on that day."),
        columns: [{ name: "AN HOUR" }, { name: "USUALLY" }, { name: "SERVICE" }],
        rows: (found?.services ?? []).map(({ name, perHour, usualPerHour }) => [
            amount(perHour, found),
            amount(usualPerHour, found),
            outside(name),
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

/** What the words under MAY MEAN say. */
export function meaningSection(): IncidentSection {
    return {
        heading: "What the words under MAY MEAN say",
        weight: 9,
        words: [],
        columns: [{ name: "WORD" }, { name: "MEANS" }],
        rows: Object.entries(MEANINGS).map(([word, meaning]) => [word, meaning]),
    };
}
