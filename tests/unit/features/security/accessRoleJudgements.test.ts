import assert from "node:assert/strict";
import { trailBucketPolicy } from "../../../../components/security/policies/trailBucketPolicy";
import { trailKeyPolicy } from "../../../../components/security/policies/trailKeyPolicy";
import { security } from "../../../../features/security/definition";
import { otherAccessRole } from "../../../../features/security/judgements/accessRoleJudgements";
import {
    SECURITY_RESOURCES,
    TRAIL,
    TRAIL_KEY,
    type SecurityInState,
} from "../../../../features/security/plan/securityResources";
import { load } from "../../definition/definitionFixtures";
import { ORGANISATION } from "./securityFixture";

const ID = "222222222222";
const roleArn = (name: string): string => `arn:aws:iam::${ID}:role/${name}`;

/** The policies that the trail has, as a run with a role has made them, or somebody after it. */
function stateOf(role: string, changed = (policy: string): string => policy): SecurityInState {
    const parties = {
        partition: "aws",
        organizationId: "o-a1b2",
        managementAccountId: "111111111111",
        logArchiveId: ID,
        accessRoleArn: roleArn(role),
        trailArn: "arn:trail",
    };
    const ofBucket = { bucket: "logs", policy: changed(trailBucketPolicy("logs", parties)) };
    return new Map([
        [SECURITY_RESOURCES.bucketPolicy, [{ name: TRAIL, outputs: ofBucket }]],
        [SECURITY_RESOURCES.key, [{ name: TRAIL_KEY, outputs: { policy: changed(trailKeyPolicy(parties)) } }]],
    ]);
}

function refused(role: string, resources: SecurityInState, keys = "security: { auditTrail: true }"): string {
    const account = `log-archive: { id: "${ID}", roleName: ${role} }`;
    const organization = load(ORGANISATION.replace("log-archive: {}", account) + keys);
    const { refused: found } = otherAccessRole(organization.features.get(security), { resources }, organization);
    return found.map(({ path, message }) => `${path.join(".")}: ${message}`).join();
}

describe("another access role for the log archive", () => {
    it("is refused while the policies of the trail let the old one alone change them", () => {
        assert.equal(
            refused("New", stateOf("Old")),
            `units.Security.accounts.log-archive.roleName: the access role of log-archive is "New" now, but the policies of the bucket logs and the key of the trail let ${roleArn("Old")} alone change them: AWS would deny to the new role what \`up\` does there. Do it in this order:\n` +
                `1. With the old role, add ${roleArn("New")} to \`aws:PrincipalArn\` in the policies of the bucket logs and the key of the trail, in the statements whose Sid begins with OnlyTheAccessRole.\n` +
                "2. Run `pulumi refresh`, so that the state knows it.\n" +
                "3. Run `up` with the new `roleName`: it takes the old role out.",
        );
    });

    it("is not, after a refresh has found that both may", () => {
        const [old, both] = [roleArn("Old"), [roleArn("Old"), roleArn("New")]].map((one) => JSON.stringify(one));
        const withBoth = (policy: string): string => policy.replace(old ?? "", both ?? "");
        assert.equal(refused("New", stateOf("Old", withBoth)), "");
    });

    it("is none where the role is the same, the trail is off, or no run has made one", () => {
        assert.equal(refused("Old", stateOf("Old")), "");
        assert.equal(refused("New", stateOf("Old"), "security: { macie: true }"), "");
        assert.equal(refused("New", new Map()), "");
    });
});
