import { minute } from "../../incident/read/shownTime";
import type { SectionText } from "../../incident/report/incidentSection";
import type { ChangeAuthor } from "./foundAuthors";

/** Who made a change and when, on one line. What a stranger chose, such as the name of a session, is marked as text from outside. */
export function authorSentence(author: ChangeAuthor): readonly SectionText[] {
    switch (author.kind) {
        case "found":
            return [
                "By ",
                { outside: author.caller.title },
                `, ${minute(author.at)} UTC`,
                ...(author.address === undefined ? [] : [", from ", { outside: author.address }]),
                " (",
                { outside: author.event },
                ").",
            ];
        case "forgotten":
            return [
                "By whom: CloudTrail has no event for it. It shows an event after some minutes, and keeps it for 90 days.",
            ];
        case "unread":
            return [
                `By whom: not found among the events since ${minute(author.before)} UTC. There are older ones, which were not read.`,
            ];
        case "unasked":
            return ["By whom: not known (", { outside: author.why }, ")."];
    }
}
