import assert from "node:assert/strict";
import { FEATURES } from "../../../../../../features";
import { FEATURE_DRIFTS } from "../../../../../../features/drifts";
import { EXIT, CommandError } from "../../../../../../operations/cli/commandError";
import type { DriftItem } from "../../../../../../operations/commands/drift/driftItem";
import { driftItemId } from "../../../../../../operations/commands/drift/driftItemId";
import { takeOverAll } from "../../../../../../operations/commands/drift/takeOver/takeOverPlan";
import { takenOverOrRefused } from "../../../../../../operations/commands/drift/takeOver/waysOut";
import { DefinitionDraft } from "../../../../../../operations/edit/definitionDraft";
import { inFolder, loadDefinition } from "../../../../definition/definitionFixtures";
import { driftItem, ROOT } from "../driftItems";
import { account, DOCUMENT, NEW_ACCOUNT, NEW_UNIT, subject, TAKEN_OVER_TEXT, unit } from "./takeOverCases";

function takenOver(items: readonly DriftItem[]): readonly string[] {
    return inFolder(TAKEN_OVER_TEXT, (folder) =>
        takenOverOrRefused(
            items,
            (some) => {
                const draft = new DefinitionDraft(folder, FEATURES);
                const facts = { tags: new Map(), day: "2026-11-28", managementAccountId: "999999999999" };
                takeOverAll(some, { ...facts, draft, before: loadDefinition(folder) }, FEATURE_DRIFTS);
                return draft.numberedChanges();
            },
            "prod",
        ),
    );
}

function refusal(...items: readonly DriftItem[]): string {
    try {
        takenOver(items);
    } catch (error) {
        assert.ok(error instanceof CommandError);
        assert.equal(error.code, EXIT.refused);
        return error.message;
    }
    return assert.fail("it was written");
}

const policyNamed = (name: string): DriftItem =>
    driftItem(
        { kind: "policy-made", is: { name, type: "SERVICE_CONTROL_POLICY", description: "", content: DOCUMENT } },
        subject("policy", name, "p-12345678"),
    );
const accountNamed = (name: string): DriftItem =>
    driftItem(
        {
            kind: "account-made",
            is: { name, email: "lab@example.com", state: "ACTIVE", joinedMethod: "INVITED", parent: unit("Security") },
        },
        { ...NEW_ACCOUNT, name },
    );

describe("org take-over: names of AWS that the definition does not allow", () => {
    for (const [what, item, mistake, way] of [
        [
            "an invited account",
            accountNamed("Änne's <shop>"),
            /account name "Änne's <shop>" has a form that AWS refuses/,
            "aws account put-account-name --account-id 111122223333 --account-name A-nne-s-shop",
        ],
        [
            "a unit",
            driftItem({ kind: "unit-made", is: { name: "a\nb", parent: ROOT } }, NEW_UNIT),
            /unit name "a\\nb" has a form/,
            "aws organizations update-organizational-unit --organizational-unit-id ou-r123-labs0001 --name a-b",
        ],
        [
            "a policy with a name that reorders text",
            policyNamed("no\u202ebots"),
            /holds the character U\+202E/,
            "aws organizations update-policy --policy-id p-12345678 --name no-bots",
        ],
        [
            "a closed account that is named elsewhere",
            driftItem({ kind: "account-closed", was: "ACTIVE", is: "CLOSED" }, account("audit")),
            /delegatedAdministrators/,
            "The definition names the account elsewhere, as the mistakes above say. Take it out there first",
        ],
        [
            "another name of an account",
            driftItem({ kind: "account-renamed", was: "data", is: "<b>" }, account("data")),
            /account name "<b>"/,
            'Undo it: it gives the account the name "data" again. pulumi up --stack prod --refresh',
        ],
        [
            "the e-mail of another account",
            driftItem(
                { kind: "account-email-changed", was: "aws+data@example.com", is: "aws+shop@example.com" },
                account("data"),
            ),
            /has the e-mail aws\+shop@example\.com, as has account data/,
            "It cannot be undone by `up`: `up` cannot change an e-mail",
        ],
    ] as const) {
        it(`${what}: what is wrong, and what else can be done`, () => {
            const message = refusal(item);
            assert.match(message, mistake);
            assert.ok(message.includes(`Nothing was written. What else can be done:\n\n${item.text}\n    `), message);
            assert.ok(message.includes(way), message);
        });
    }

    it("only those are named, and the command for the others", () => {
        const [good, bad] = [policyNamed("no-bots"), accountNamed("<b>")];
        const message = refusal(good, bad);
        assert.ok(!message.includes("update-policy"), message);
        assert.ok(
            message.endsWith(`The others can be taken over: org take-over ${driftItemId(good)} --stack prod`),
            message,
        );
    });

    it("a name that only makes a bad key keeps its name, under another key", () => {
        assert.match(takenOver([policyNamed("quarantine")]).join("\n"), /quarantine-5678:[^]*name: quarantine\n/);
        assert.match(takenOver([accountNamed("../x #1")]).join("\n"), /x-1: \{.*name: "\.\.\/x #1"/);
    });
});
