import assert from "node:assert/strict";
import { PlaceTexts } from "../../../aws/organization";
import { answeringAws, exception } from "./answeringAws";

describe("aws: how messages name accounts and units of which they know the id", () => {
    const PARENT = { Parents: [{ Id: "ou-a1b2-own", Type: "ORGANIZATIONAL_UNIT" }] };

    it("is by their names, each asked for once", async () => {
        const { calls, asked } = answeringAws({
            DescribeAccount: [{ Account: { Id: "1", Name: "One\u001b[31m" } }, { Account: { Id: "2", Name: "two" } }],
            ListParents: [PARENT, { Parents: [{ Id: "r-a1b2", Type: "ROOT" }] }],
            DescribeOrganizationalUnit: { OrganizationalUnit: { Id: "ou-a1b2-own", Name: "Own" } },
        });
        const texts = new PlaceTexts(calls);
        assert.equal(await texts.account("1"), "One\\u001b[31m (1) in unit Own");
        assert.equal(await texts.unit("ou-a1b2-own"), "unit Own (ou-a1b2-own)");
        assert.equal(await texts.accounts(["1", "2"]), "One\\u001b[31m (1) in unit Own and two (2) in the root");
        assert.equal(asked.length, 5);
    });

    it("is by the id of what AWS does not say, or has no more", async () => {
        const refused = answeringAws({
            DescribeAccount: exception("AccessDeniedException"),
            DescribeOrganizationalUnit: exception("AccessDeniedException"),
        });
        assert.equal(await new PlaceTexts(refused.calls).accounts(["1"]), "1");
        assert.equal(await new PlaceTexts(refused.calls).unit("ou-a1b2-own"), "unit ou-a1b2-own");
        const gone = answeringAws({ DescribeAccount: exception("AccountNotFoundException") });
        assert.equal(await new PlaceTexts(gone.calls).account("1"), "1");
    });

    it("asks about a few accounts only, however many there are", async () => {
        const { calls, asked } = answeringAws({ DescribeAccount: exception("AccountNotFoundException") });
        const ids = Array.from({ length: 1_000 }, (_, index) => `id-${index}`);
        assert.equal(await new PlaceTexts(calls).accounts(ids), "id-0, id-1, id-2, id-3, id-4 and 995 more");
        assert.equal(asked.length, 5);
    });
});
