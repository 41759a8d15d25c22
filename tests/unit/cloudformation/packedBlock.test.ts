import assert from "node:assert/strict";
import fc from "fast-check";
import {
    packedAccounts,
    packedTemplate,
    unpackedAccounts,
    unpackedTemplate,
} from "../../../cloudformation/packedBlock";

describe("a block of the baseline in the state", () => {
    it("keeps a template, whatever it contains, in one line that is no JSON", () => {
        fc.assert(
            fc.property(fc.json(), (template) => {
                const packed = packedTemplate(template);
                assert.doesNotMatch(packed, /\s|^[[{"]/);
                assert.equal(unpackedTemplate(packed), template);
                assert.equal(packedTemplate(template), packed);
            }),
        );
        assert.equal(unpackedTemplate(undefined), "{}");
    });

    it("keeps accounts, whatever their rings and parameters are", () => {
        const account = fc.record(
            {
                id: fc.stringMatching(/^[0-9]{12}$/),
                name: fc.stringMatching(/^[a-z][a-z0-9-]{0,9}$/),
                target: fc.constantFrom("r-a1b2", "ou-a1b2-c3d4e5f6", "Policy Staging"),
                ring: fc.string(),
                regions: fc.subarray(["eu-central-1", "eu-west-1", "us-east-1"]),
                parameters: fc.dictionary(fc.stringMatching(/^[A-Za-z0-9]{1,9}$/), fc.string(), {
                    noNullPrototype: true,
                }),
                isLeftAlone: fc.boolean(),
            },
            { noNullPrototype: true },
        );
        const accounts = fc.uniqueArray(account, { selector: ({ name }) => name });
        fc.assert(
            fc.property(accounts, (wanted) => {
                const found = unpackedAccounts(packedAccounts(wanted));
                const byName = (all: readonly { readonly name: string }[]): readonly object[] =>
                    [...all].sort((one, other) => (one.name < other.name ? -1 : 1));
                assert.deepEqual(byName(found), byName(wanted));
            }),
        );
        assert.deepEqual(unpackedAccounts(undefined), []);
    });

    it("reads an account that is not known in a preview as one without a target", () => {
        const [found] = unpackedAccounts({ shop: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" });
        assert.equal(found?.target, "");
        assert.deepEqual(found.regions, []);
    });
});
