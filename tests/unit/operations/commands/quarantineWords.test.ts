import assert from "node:assert/strict";
import type { Feature } from "../../../../definition";
import type { CommandContext } from "../../../../operations/cli";
import { quarantineWords } from "../../../../operations/commands/quarantine/quarantineWords";
import { byKey } from "../../definition/definitionFixtures";
import { badges, DEFINITION, loadWith } from "../../features/tinyFeature";

const POLICY = { id: "p-1", name: "stop-spending", description: "", awsManaged: false };

function words(feature: Feature, ...attached: Parameters<typeof quarantineWords>[2][]): readonly string[] {
    const model = loadWith(DEFINITION, [feature]);
    return quarantineWords(
        { model, clients: { now: () => new Date() } } as CommandContext,
        byKey(model.accounts, "own"),
        attached[0],
    );
}

describe("what features say before a quarantine", () => {
    it("are told what AWS has attached to the account, if it was asked", () => {
        assert.deepEqual(words(badges), ["Collect the badge before the quarantine."]);
        assert.deepEqual(words(badges, [{ ...POLICY }]), ["Collect the badge before the quarantine (stop-spending)."]);
    });

    it("cannot prevent it: a feature that fails is reported", () => {
        const failing: Feature = {
            ...badges,
            wordsOnAccount: () => {
                throw new TypeError("no words");
            },
        };
        assert.deepEqual(words(failing), [
            "What else to know of account own could not be found out: TypeError: no words.",
        ]);
    });

    it("are none of an account that the definition does not know, and the definition is not read for it", () => {
        const context = {
            get model(): never {
                throw new Error("the definition has mistakes");
            },
        } as unknown as CommandContext;
        assert.deepEqual(quarantineWords(context, undefined, []), []);
    });
});
