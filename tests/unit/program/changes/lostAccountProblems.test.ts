import assert from "node:assert/strict";
import { TYPES } from "../../../../components/typeTokens";
import { lostAccountProblems } from "../../../../program/changes";
import { load } from "../../definition/definitionFixtures";

const MODEL = load("accounts: { shop: { unit: W, email: s@example.com } }\nunits: { W: {} }");
const URN = `urn:pulumi:s::p::x$${TYPES.account}$aws:organizations/account:Account::shop`;

describe("what is refused of accounts that AWS has closed or suspended", () => {
    const refusal = (state: string, ...codes: readonly string[]): string | undefined => {
        const lost = [{ key: "shop", id: "1", state, isDefined: true }];
        return lostAccountProblems({ lost, model: MODEL }, [{ operation: "update", urn: URN }], "x", codes)[0]?.message;
    };
    const code = /AWS_ORGANIZATION_ACKNOWLEDGED=([0-9a-f]{8}) for this run alone$/;

    it("can be tried of a suspended one, which the definition keeps, with the code of the refusal", () => {
        const [, given = ""] = code.exec(refusal("SUSPENDED") ?? "") ?? [];
        assert.equal(refusal("SUSPENDED", given), undefined);
        assert.match(refusal("SUSPENDED", "12345678") ?? "", code);
        // It is out of the definition with its take-over.
        assert.doesNotMatch(refusal("CLOSED", given) ?? assert.fail(), code);
    });
});
