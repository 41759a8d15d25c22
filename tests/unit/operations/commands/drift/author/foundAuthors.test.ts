import assert from "node:assert/strict";
import { controlCharacter } from "../../../../../../limits/visibleText";
import { authorSentence } from "../../../../../../operations/commands/drift/author/authorText";
import { plainText } from "../../../../../../operations/commands/drift/report/driftReport";
import { tagsChanged } from "../../../../../../operations/commands/drift/author/changeTrace";
import { authorOf, type NamedEvents } from "../../../../../../operations/commands/drift/author/foundAuthors";
import { tracedEvent } from "./trailFixture";

const TRACE = tagsChanged("111122223333", { Team: "data", Owner: undefined });

describe("org drift: the author of a change", () => {
    const found = (tagged: NamedEvents, untagged: NamedEvents = { events: [] }): string =>
        plainText(
            authorSentence(
                authorOf(
                    TRACE,
                    new Map([
                        ["TagResource", tagged],
                        ["UntagResource", untagged],
                    ]),
                ),
            ),
        );

    it("is who made the newest change of several kinds", () => {
        const tagged = tracedEvent({
            name: "TagResource",
            request: { resourceId: "111122223333", tags: [{ key: "Team", value: "data" }] },
        });
        const untagged = tracedEvent({
            name: "UntagResource",
            request: { resourceId: "111122223333", tagKeys: ["Owner"] },
            at: "2026-11-20T10:00:01Z",
            by: {
                type: "AssumedRole",
                arn: "arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_Admin_0123/bob@example.com",
            },
        });
        assert.equal(
            found({ events: [tagged] }, { events: [untagged] }),
            "By role AWSReservedSSO_Admin_0123, session bob@example.com, 2026-11-20 10:00 UTC, from 198.51.100.7 (UntagResource).",
        );
    });

    it("is not known, and says why", () => {
        assert.match(found({ events: [] }), /^By whom: CloudTrail has no event for it\. .* 90 days\.$/);
        assert.match(
            found({ events: [], cut: "2026-11-01T08:00:00.000Z" }),
            /^By whom: not found among the events since 2026-11-01 08:00 UTC\./,
        );
        assert.equal(
            found({ events: [], unread: "AccessDeniedException: no" }, { events: [], cut: "2026-11-01T08:00:00.000Z" }),
            "By whom: not known (AccessDeniedException: no).",
        );
    });

    it("is shown with nothing that changes the terminal", () => {
        const event = tracedEvent({
            name: "TagResource",
            request: { resourceId: "111122223333", tags: [{ key: "Team", value: "data" }] },
            by: { type: "IAMUser", userName: "eve\u001b[2K\n::error::" },
        });
        assert.equal(controlCharacter(found({ events: [event] })), undefined);
    });
});
