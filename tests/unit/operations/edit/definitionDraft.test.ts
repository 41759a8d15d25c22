import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { DefinitionError } from "../../../../definition";
import { CommandError } from "../../../../operations/cli/commandError";
import { moveAccount, setOf } from "../../../../operations/edit/accountEdits";
import { modelChanges } from "../../../../operations/edit/draftDifference";
import { DefinitionDraft } from "../../../../operations/edit/definitionDraft";
import { byKey, inFolder, loadDefinition } from "../../definition/definitionFixtures";
import { FEATURES } from "../../../../features";
import { defaults, TEAMS } from "./editedDefinition";

describe("a draft of a definition", () => {
    const text = `${defaults}units:\n  A:\n    accounts:\n      one: &it { tags: { a: b } }\n      two: *it\n`;

    it("refuses an edit that would change more than intended", () => {
        inFolder(text, (folder) => {
            const model = loadDefinition(folder);
            const draft = new DefinitionDraft(folder, FEATURES);
            setOf(draft, byKey(model.accounts, "one"), "state", "quarantined");
            assert.throws(
                () => draft.check(model, (part) => ["account one", "policy quarantine", "policyTypes"].includes(part)),
                (error) => error instanceof CommandError && error.message.includes("would change account two too"),
            );
            assert.equal(fs.readFileSync(path.join(folder, "organization.yaml"), "utf8"), text);
        });
    });

    it("does not count a part as changed that has only moved to another line", () => {
        const assertion = "assertions:\n  it: { cannot: [s3:GetObject], in: [E], because: it is so }\n";
        const definition = `${defaults}guardrails: [deny-everything]\nunits:\n  A:\n    accounts:\n      one:\n        name: One\n  E: {}\n${assertion}`;
        inFolder(definition, (folder) => {
            const model = loadDefinition(folder);
            const draft = new DefinitionDraft(folder, FEATURES);
            setOf(draft, byKey(model.accounts, "one"), "owner", "ada");
            assert.match(draft.text(draft.files[0] ?? ""), /name: One\n +owner: ada\n/);
            assert.deepEqual(modelChanges(model, draft.model()), ["account one"]);
        });
    });

    it("reports the mistakes that an edit would make, at their places in the edited text", () => {
        inFolder(text, (folder) => {
            const model = loadDefinition(folder);
            const draft = new DefinitionDraft(folder, FEATURES);
            setOf(draft, byKey(model.accounts, "one"), "state", "closed");
            assert.throws(
                () => draft.check(model, () => true),
                (error) => error instanceof DefinitionError && error.message.includes('"closed" is not allowed'),
            );
        });
    });

    it("does not overwrite a file that has changed meanwhile", () => {
        inFolder(text, (folder) => {
            const file = path.join(folder, "organization.yaml");
            const draft = new DefinitionDraft(folder, FEATURES);
            setOf(draft, byKey(loadDefinition(folder).accounts, "one"), "state", "active");
            fs.writeFileSync(file, `${text}# mine\n`);
            assert.throws(() => draft.write(), /has been changed meanwhile/);
            assert.equal(fs.readFileSync(file, "utf8"), `${text}# mine\n`);
        });
    });

    it("shows the changes line by line", () => {
        inFolder(TEAMS, (folder) => {
            const model = loadDefinition(folder);
            const draft = new DefinitionDraft(folder, FEATURES);
            moveAccount(draft, model, byKey(model.accounts, "linus"), "Suspended");
            assert.deepEqual(draft.describe()[0]?.split("\n").slice(1), [
                "     +     Suspended: # waiting",
                "     +         accounts:",
                "     -     Suspended: # waiting",
            ]);
        });
    });
});
