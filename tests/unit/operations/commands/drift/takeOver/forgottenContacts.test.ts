import assert from "node:assert/strict";
import { TYPES } from "../../../../../../components/typeTokens";
import { exportedResources, type ExportedResource } from "../../../../../../operations/cli/exportedState";
import { withoutContactsOf } from "../../../../../../operations/commands/drift/takeOver/forgottenContacts";

const urn = (types: string, name: string): string => `urn:pulumi:s::p::x$${types}::${name}`;
const contact = (name: string): string =>
    urn(`${TYPES.account}$aws:account/alternativeContact:AlternativeContact`, name);
const stateOf = (...resources: readonly (ExportedResource & { readonly propertyDependencies?: unknown })[]) => ({
    version: 3,
    deployment: { manifest: {}, resources },
});

describe("the contacts of accounts that AWS no longer lets anybody reach", () => {
    const [gone, stays] = [contact("SECURITY@gone"), contact("SECURITY@web@gone")];

    it("leave the state, and nothing else does", () => {
        const account = urn(`${TYPES.account}$aws:organizations/account:Account`, "gone");
        const attachment = urn(`${TYPES.account}$aws:organizations/policyAttachment:PolicyAttachment`, "p@gone");
        const left = withoutContactsOf(stateOf({ urn: account }, { urn: gone }, { urn: stays }, { urn: attachment }), [
            "gone",
        ]);
        assert.deepEqual(
            exportedResources(left ?? assert.fail()).map((one) => one.urn),
            [account, stays, attachment],
        );
    });

    it("leave no dependency behind, which Pulumi would refuse", () => {
        const other = { urn: stays, dependencies: [gone, "a"], propertyDependencies: { email: [gone], name: null } };
        const left = withoutContactsOf(stateOf({ urn: gone }, other), ["gone"]);
        assert.deepEqual(exportedResources(left ?? assert.fail()), [
            { urn: stays, dependencies: ["a"], propertyDependencies: { email: [], name: null } },
        ]);
    });

    it("change nothing where there are none", () => {
        assert.equal(withoutContactsOf(stateOf({ urn: stays }), ["gone"]), undefined);
    });
});
