import assert from "node:assert/strict";
import type { FoundDifference } from "../../../../../operations/commands/drift/driftItem";
import { remediedEntry } from "../../../../../operations/commands/drift/remedies";
import { driftEntries, plainText, type DriftReport } from "../../../../../operations/commands/drift/report/driftReport";
import { driftMarkdown, MOST_CHARACTERS } from "../../../../../operations/commands/drift/report/driftMarkdown";
import { LABS, PRODUCTION, REGIONS, ROOT, SENTENCES, SHOP, facts, service } from "./sentenceCases";
import { undoAdvice } from "../../../../../operations/commands/drift/undo/undoAdvice";
import { driftText } from "../../../../../operations/commands/drift/report/driftReportText";

/** What GitHub shows of a line, without marks of code. No mark may be left in it: then code would be shown as text, or text as code. */
function plainOf(line: string): string {
    const spans = line.replaceAll(/`([^`<>&]+)`/g, "<code>$1</code>");
    assert.doesNotMatch(spans.replaceAll(/<code>[^<>]*<\/code>/g, ""), /[`<>&*_]/);
    const codes = [...spans.matchAll(/<code>([^<>]*)<\/code>/g)].map(([, code = ""]) => code);
    assert.doesNotMatch(codes.join(), /&#96;/);
    return spans.replaceAll(/<\/?code>/g, "").replaceAll(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));
}

function report(found: readonly FoundDifference[], more: Partial<DriftReport> = {}): DriftReport {
    return {
        stack: "prod",
        entries: driftEntries(found),
        compared: ["12 accounts", "4 units", "9 policies"],
        unread: [],
        notes: [],
        calls: { "organizations.ListAccounts": 1, "organizations.ListRoots": 1 },
        ...more,
    };
}

describe("org drift: the report", () => {
    for (const [found, expected] of SENTENCES) {
        it(`says: ${expected}`, () => {
            const [first = "", ...others] = expected.split("\n");
            const text = driftText(report([found]));
            assert.equal(driftEntries([found])[0]?.item.text, first);
            for (const line of [first, ...others])
                assert.ok(
                    text.split("\n").some((one) => one.trim() === line),
                    text,
                );
        });
    }

    it("begins with what is most dangerous; a mark of a sandbox is, and a move that loses nothing is not", () => {
        const shown = driftEntries([
            { kind: "tags-changed", subject: SHOP, was: {}, is: { Team: "x" }, ...facts },
            {
                kind: "account-moved",
                subject: SHOP,
                was: LABS,
                is: PRODUCTION,
                loses: [],
                gains: ["regions"],
                ...facts,
            },
            { kind: "tags-changed", subject: LABS, was: {}, is: { "aws-organization:kind": "sandbox" }, ...facts },
            { kind: "policy-detached", subject: REGIONS, target: LABS, policyType: "SERVICE_CONTROL_POLICY", ...facts },
        ]).map(({ item }) => `${item.severity} ${item.kind}`);
        assert.deepEqual(shown, [
            "danger policy-detached",
            "danger tags-changed",
            "attention account-moved",
            "routine tags-changed",
        ]);
    });

    it("says what the definition says, where that is not what the state has", () => {
        const renamed = {
            kind: "account-renamed",
            subject: SHOP,
            was: "shop",
            is: "Shop",
            resources: ["urn"],
        } as const;
        const sentences = (found: FoundDifference): string => driftText(report([found]));
        assert.match(sentences({ ...renamed, definitionSays: "is" }), /The definition has it already\./);
        assert.match(
            sentences({ ...renamed, definitionSays: "other", defined: "SHOP" }),
            /The definition says neither: SHOP\./,
        );
        assert.match(
            sentences({ ...renamed, definitionSays: "nothing" }),
            /The definition does not have it any more\./,
        );
        assert.doesNotMatch(sentences({ ...renamed, definitionSays: "was" }), /definition/);
        const given = { kind: "service-access-given", subject: service, definitionSays: "nothing" } as const;
        assert.doesNotMatch(sentences({ ...given, resources: ["urn"] }), /definition/);
        const place = { file: "organizations/prod/accounts.yaml", line: 3, column: 5 };
        assert.match(
            sentences({ ...renamed, definitionSays: "was", place }),
            /organizations\/prod\/accounts\.yaml:3:5/,
        );
    });

    it("says that nothing was changed, what was compared and with how many calls", () => {
        const nothing =
            "Nothing was changed by hand in AWS since the last `up` of stack prod. 12 accounts, 4 units and 9 policies were compared, with 2 calls to AWS.";
        assert.equal(driftText(report([])), nothing);
        assert.equal(driftMarkdown(report([])).trim(), `**${nothing}**`);
    });

    it("does not call it nothing if AWS did not answer everything", () => {
        const unread = [{ what: "the units", reason: "AccessDeniedException: not allowed" }];
        const text = driftText(report([], { unread }));
        assert.match(text, /as far as AWS answered/);
        assert.match(
            text,
            /NOT COMPARED, because AWS did not answer:\n {2}the units: AccessDeniedException: not allowed/,
        );
        assert.match(
            driftMarkdown(report([], { unread })),
            /### Not compared[^]*- the units: `AccessDeniedException: not allowed`/,
        );
    });

    it("fits into an issue: changes that find no room are counted, and none is cut", () => {
        const found = Array.from({ length: 3_000 }, (_, index): FoundDifference => {
            const name = `account-${String(index).padStart(5, "0")}`;
            const subject = { kind: "account", id: String(100_000_000_000 + index), key: name, name } as const;
            return {
                kind: "account-moved",
                subject,
                was: PRODUCTION,
                is: ROOT,
                loses: ["regions"],
                gains: [],
                ...facts,
            };
        });
        const markdown = driftMarkdown(report(found));
        assert.ok(markdown.length < MOST_CHARACTERS, String(markdown.length));
        const shown = markdown.split("\n").filter((line) => line.startsWith("- Account"));
        for (const line of shown) assert.match(line, /`regions`\.$/);
        assert.ok(shown.length > 300, String(shown.length));
        assert.ok(
            markdown.includes(
                `**${(3_000 - shown.length).toLocaleString("en-US")} more changes found no room here** (3,000 in all)`,
            ),
        );
        assert.match(markdown, /were compared, with 2 calls to AWS/);
    });

    for (const [found] of SENTENCES) {
        it(`writes the advice on ${found.kind} into the file as the terminal shows it`, () => {
            const byHand = "write `id` and `invite: true`, or add a@b.example to `groups`";
            const entries = driftEntries([{ ...found, resources: ["urn"] }]).map((entry) => {
                const undo = undoAdvice(entry.item, "prod");
                const remedies = { id: "0a", author: { kind: "forgotten" }, undo, takeOver: { byHand } } as const;
                return remediedEntry(entry, { ...entry.item, ...remedies });
            });
            const lines = driftMarkdown(report([], { entries })).split("\n");
            assert.deepEqual(
                lines.filter((line) => line.startsWith("    - ")).map((line) => plainOf(line.slice(6))),
                entries[0]?.sentences.slice(1).map((one) => plainText(one).replaceAll("`", "")),
            );
        });
    }

    it("shows texts of AWS as code, in which nothing is a link, a mention or HTML", () => {
        const name = "<img src=x> | @everyone [a](http://b) ` \u202e";
        const markdown = driftMarkdown(
            report([{ kind: "account-renamed", subject: { ...SHOP, key: name }, was: name, is: name, ...facts }]),
        );
        assert.doesNotMatch(markdown, /<img|@everyone|\]\(|\u202e/);
    });
});
