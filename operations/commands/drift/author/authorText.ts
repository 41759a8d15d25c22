import { visible } from "../../../../limits/visibleText";
import { minute } from "../../incident/read/shownTime";
import type { ChangeAuthor } from "./foundAuthors";

/** Who made a change and when, in one line. Texts that a stranger chose, such as the name of a session, are made printable. */
export function authorText(author: ChangeAuthor): string {
    switch (author.kind) {
        case "found": {
            const from = author.address === undefined ? "" : `, from ${visible(author.address)}`;
            return `by ${visible(author.caller.title)}, ${minute(author.at)} UTC${from} (${visible(author.event)})`;
        }
        case "forgotten":
            return "by whom: CloudTrail has no event for it. It shows an event after some minutes, and keeps it for 90 days";
        case "unread":
            return `by whom: not found among the events since ${minute(author.before)} UTC. There are older ones, which were not read`;
        case "unasked":
            return `by whom: not known (${visible(author.why)})`;
    }
}
