import assert from "node:assert/strict";
import { accountWarnings } from "../../../../../operations/commands/endSandboxes/accountWarnings";

describe("warnings of sandboxes that end", () => {
    it("name their accounts, and are one line if they say the same", () => {
        assert.deepEqual(
            accountWarnings([
                { account: "ada", warnings: ["What is removed is gone.", "The configuration is ada.yaml."] },
                { account: "grace", warnings: [] },
                { account: "linus", warnings: ["What is removed is gone.", "The configuration is linus.yaml."] },
            ]),
            [
                "ada and linus: What is removed is gone.",
                "ada: The configuration is ada.yaml.",
                "linus: The configuration is linus.yaml.",
            ],
        );
    });
});
