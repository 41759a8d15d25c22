import assert from "node:assert/strict";
import { EnableOrganizationAdminAccountCommand, Macie2Client } from "@aws-sdk/client-macie2";
import { MacieMembers } from "../../../providers/serviceMembers/macieMembers";
import { newDetection } from "./newDetection";

describe("the members of Macie in the local AWS", () => {
    const world = newDetection();

    it("are watched again after they were let go: Macie is still paused in their accounts", async () => {
        const management = new Macie2Client(world.in());
        await management.send(new EnableOrganizationAdminAccountCommand({ adminAccountId: world.audit }));
        await world.aws.advanceSeconds(1);
        const members = new MacieMembers(new Macie2Client(world.in(world.audit)));
        const dev = { id: world.dev, email: "dev@example.com" };
        for (const time of ["first", "second"]) {
            assert.deepEqual([...(await members.watch([dev]))], [], time);
            assert.deepEqual([...(await members.watched())], [dev.id], time);
            assert.deepEqual([...(await members.end([dev.id]))], [], time);
            assert.deepEqual([...(await members.watched())], [], time);
        }
    });
});
