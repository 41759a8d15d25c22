import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { closingEdit, removalEdit, type ClosingEdit } from "../../../../operations/commands/close/closingEdits";
import { quotaWarnings } from "../../../../operations/commands/close/closingQuota";
import { byKey, inFolder, loadDefinition, yaml } from "../../definition/definitionFixtures";

const ID = "111122223333";
const TEXT = yaml`
    defaults: { email: "aws+{account}@example.com" }
    policies:
        suspend:
            guardrail: deny-everything
    units:
        Workloads:
            kind: workloads
            accounts:
                # the old one
                shop-old: { tags: { Team: shop } } # sells little
                shop-odd: { state: quarantined }
        Sandbox: { kind: sandbox, accounts: { ada: {}, bob: {} } }
        Suspended:
            email: "closed+{account}@example.com"
            guardrails: [suspend]
`;

const closing = (text: string, key: string, move = true): ClosingEdit & { text: string } =>
    inFolder(text, (folder) => {
        const model = loadDefinition(folder);
        const result = closingEdit(folder, model, byKey(model.accounts, key), ID, move);
        result.draft.write();
        const written = fs.readFileSync(path.join(folder, "organization.yaml"), "utf8");
        loadDefinition(folder);
        return { ...result, text: written };
    });

describe("org close, step 1", () => {
    it("moves the account to a unit where everything is denied, and writes the acknowledgements", () => {
        const { after, text, loses } = closing(TEXT, "shop-old");
        assert.equal(after.unit, "Suspended");
        assert.equal(after.state, "closing");
        assert.deepEqual(loses, ["deny-closing-account", "deny-leaving-organization", "protect-access-role"]);
        assert.deepEqual(after.acknowledge, { closing: ID, loses });
        // The e-mail would change with the unit, and that would replace the account.
        assert.equal(after.email, "aws+shop-old@example.com");
        // It does not fit on one line, so each key gets a line, as prettier does.
        assert.ok(
            text.endsWith(`    accounts:
            # the old one
            shop-old: # sells little
                tags: { Team: shop }
                state: closing
                acknowledge:
                    closing: "${ID}"
                    loses: [${loses.join(", ")}]
                email: aws+shop-old@example.com
`),
            text,
        );
    });

    it("acknowledges the closing in a sandbox too, and leaves the account there if no unit denies everything", () => {
        const { after, text } = closing(TEXT.slice(0, TEXT.indexOf("    Suspended")), "ada");
        assert.equal(after.unit, "Sandbox");
        assert.match(text, /ada: \{ state: closing, acknowledge: \{ closing: "111122223333" \} \}, bob: \{\}/);
        const stays = closing(TEXT, "ada", false);
        assert.equal(stays.after.unit, "Sandbox");
    });

    it("keeps the guardrails of a quarantine", () => {
        for (const move of [true, false]) {
            const { after } = closing(TEXT, "shop-odd", move);
            assert.equal(after.state, "closing");
            assert.deepEqual(after.guardrails, ["quarantine"]);
        }
    });

    it("leaves an account where it is if everything is denied already", () => {
        const { after } = closing(`${TEXT}        accounts: { last: {} }\n`, "last");
        assert.equal(after.unit, "Suspended");
        assert.deepEqual(after.acknowledge, { closing: ID, loses: [] });
    });
});

describe("org close, step 2", () => {
    it("removes the account with its comment, and nothing else", () => {
        inFolder(TEXT, (folder) => {
            const model = loadDefinition(folder);
            removalEdit(folder, model, byKey(model.accounts, "shop-old")).write();
            assert.equal(
                fs.readFileSync(path.join(folder, "organization.yaml"), "utf8"),
                TEXT.replace(/ *# the old one\n.*\n/, ""),
            );
        });
    });

    it("warns about AWS's quota", () => {
        const members = (states: string[]): Parameters<typeof quotaWarnings>[0] => ({
            managementAccountId: "0",
            members: states.map((state, index) => ({
                id: String(index),
                arn: "",
                name: "",
                email: "",
                state,
                joinedMethod: "CREATED",
            })),
        });
        assert.deepEqual(quotaWarnings(members(["ACTIVE", "SUSPENDED", "PENDING_CLOSURE"])), []);
        const many = quotaWarnings(members(["ACTIVE", ...Array<string>(250).fill("SUSPENDED")]));
        assert.match(many.join(), /AWS closes at most 250 accounts of this organisation in 30 days, and 250 are/);
        const busy = quotaWarnings(members(["ACTIVE", ...Array<string>(3).fill("PENDING_CLOSURE")]));
        assert.match(busy.join(), /3 accounts at a time, and 3 are closing now/);
    });
});
