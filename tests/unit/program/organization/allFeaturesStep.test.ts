import assert from "node:assert/strict";
import type { FoundHandshake } from "../../../../aws/organization";
import { accountSettings } from "../../../../features/accountSettings/definition";
import { prepareOrganization, type PreparedOrganization } from "../../../../program/organization";
import type { FeatureFacts } from "../../../../program/organization/allFeaturesStep";
import type { ExistingResources } from "../../../../program/state";
import { load } from "../../definition/definitionFixtures";
import { existing, inAws } from "./organizationSupport";

const DEFINITION = load(`
organization: { featureSet: ALL, serviceAccess: [account.amazonaws.com], withoutServiceAccess: [sso.amazonaws.com] }
defaults: { email: "aws+{account}@example.com" }
guardrails: [deny-root-user]
units:
    W:
        kind: workloads
        accounts:
            shop: { name: New, enabledRegions: [ap-east-1], state: quarantined }
            old: { state: closing, acknowledge: { closing: "444455556666" } }
            sold: { state: leaving, acknowledge: { leaving: "777788889999" } }
`);
const SHOP = { id: "111122223333", name: "shop", invited: true };
const OLD = { id: "444455556666", name: "old", invited: false };
const BILLING: Partial<ExistingResources> = {
    featureSet: "CONSOLIDATED_BILLING",
    accounts: new Map([["shop", { id: SHOP.id, name: "shop", email: "aws+shop@example.com", closing: false }]]),
};

const handshake = (id: string, action: string, state: string, account?: string): FoundHandshake => ({
    id,
    action,
    state,
    requested: new Date("2026-11-20T10:00:00Z"),
    expires: new Date("2027-02-18T10:00:00Z"),
    ...(account !== undefined && { recipient: { type: "ACCOUNT", id: account } }),
});
const request = (state: string, id = "h-request0"): FoundHandshake => handshake(id, "ENABLE_ALL_FEATURES", state);
const consent = (state: string, account = SHOP.id): FoundHandshake =>
    handshake("h-consent0", "APPROVE_ALL_FEATURES", state, account);
const facts = (
    handshakes: FoundHandshake[] = [],
    members: FeatureFacts["members"] = [SHOP, OLD],
    featureSet = "CONSOLIDATED_BILLING",
): FeatureFacts => ({ featureSet, members, handshakes });

function prepare(
    features: FeatureFacts | undefined,
    more: Partial<ExistingResources> = {},
    more_: Parameters<typeof inAws>[0] = {},
): Promise<PreparedOrganization> {
    const state = existing({ ...BILLING, ...more });
    return prepareOrganization(
        DEFINITION,
        DEFINITION.features,
        state,
        "organizations/test",
        inAws({ ...(features && { features }), ...more_ }),
    );
}

function assertHeldBack({ applied, features, change, problems }: PreparedOrganization): void {
    assert.deepEqual(problems, []);
    assert.deepEqual(
        [applied.serviceAccess, applied.policyTypes, applied.policies, applied.guardrails],
        [[], [], [], []],
    );
    assert.ok([...applied.units, ...applied.accounts].every(({ guardrails }) => guardrails.length === 0));
    assert.deepEqual(
        applied.accounts.map(({ key, name, state }) => [key, name, state]),
        [
            ["old", "old", "active"],
            ["shop", "shop", "active"],
            ["sold", "sold", "leaving"],
        ],
    );
    assert.equal(features.get(accountSettings).accounts.size, 0);
    assert.ok(change.unchanged.includes("featureSet"));
}

describe("program: from consolidated billing to all features", () => {
    it("asks AWS nothing if the stack has the feature set of the definition", async () => {
        const { change, applied } = await prepare(
            undefined,
            {
                featureSet: "ALL",
                serviceAccess: ["account.amazonaws.com"],
                policyTypes: ["SERVICE_CONTROL_POLICY"],
            },
            { services: ["account.amazonaws.com"], policyTypes: ["SERVICE_CONTROL_POLICY"] },
        );
        assert.deepEqual(change, { unchanged: ["featureSet", "serviceAccess", "policyTypes"] });
        assert.ok(applied.policies.length > 0);
    });

    it("first asks the invited accounts, and applies nothing else that needs all features", async () => {
        const prepared = await prepare(facts());
        assertHeldBack(prepared);
        assert.deepEqual(prepared.change.allFeatures, { finalise: false });
        const [warning = "", ...more] = prepared.warnings;
        assert.deepEqual(more, []);
        assert.match(warning, /AWS has no way back from ALL to CONSOLIDATED_BILLING/);
        assert.match(warning, /This run asks shop \(111122223333\), and they have 90 days/);
        assert.match(warning, /accept-handshake/);
        assert.match(
            warning,
            /parts wait until all features are in force, and a later `up` applies them: \d+ policies, 1 services, 1 accounts' regions, 1 new names of accounts, 2 states/,
        );
    });

    it("waits for the accounts that have not agreed, and names them", async () => {
        const prepared = await prepare(facts([request("REQUESTED"), consent("OPEN")]), {
            allFeatures: { handshakeId: "h-request0", finalise: false },
        });
        assertHeldBack(prepared);
        assert.deepEqual(prepared.change.allFeatures, { finalise: false });
        assert.match(
            prepared.warnings.join("\n"),
            /^PENDING: .*\(h-request0, until 2027-02-18\)[^]*Not agreed yet: shop \(111122223333, h-consent0\)/,
        );
    });

    it("waits if one has declined, and says what can be done", async () => {
        const prepared = await prepare(facts([request("REQUESTED"), consent("DECLINED")]));
        assertHeldBack(prepared);
        assert.match(
            prepared.warnings.join("\n"),
            /Declined: shop \(111122223333, h-consent0\)[^]*cancel-handshake --handshake-id h-request0/,
        );
    });

    it("happens when all have agreed, together with everything else that needs it", async () => {
        const prepared = await prepare(facts([request("OPEN"), consent("ACCEPTED")]), {
            allFeatures: { handshakeId: "h-request0", finalise: false },
        });
        assert.deepEqual(prepared.change, { unchanged: ["featureSet"], allFeatures: { finalise: true } });
        assert.deepEqual(prepared.applied.serviceAccess, ["account.amazonaws.com"]);
        assert.deepEqual(prepared.applied.policyTypes, ["SERVICE_CONTROL_POLICY"]);
        assert.match(prepared.warnings.join("\n"), /^this run changes the organisation .* for good/);
    });

    it("happens at once if no account was invited, or those have left", async () => {
        assert.deepEqual((await prepare(facts([], [OLD]))).change.allFeatures, { finalise: true });
        const left = await prepare(facts([request("OPEN"), consent("OPEN")], [OLD]));
        assert.deepEqual(left.change.allFeatures, { finalise: true });
    });

    it("is requested again if the request has ended", async () => {
        const prepared = await prepare(facts([request("EXPIRED", "h-ended000")]), {
            allFeatures: { handshakeId: "h-ended000", finalise: false },
        });
        assert.deepEqual(prepared.change.allFeatures, { finalise: false, previous: "h-ended000" });
        assert.match(prepared.warnings.join("\n"), /The request h-ended000 has ended \(EXPIRED\)/);
    });

    it("follows AWS if the state is behind", async () => {
        const prepared = await prepare(facts([], [], "ALL"), {}, { services: [], policyTypes: [] });
        assert.equal(prepared.existing.featureSet, "ALL");
        assert.deepEqual(prepared.change, { unchanged: ["featureSet"] });
        assert.ok(prepared.applied.policies.length > 0);
        assert.match(prepared.warnings.join("\n"), /AWS has all features in force/);
    });

    it("is refused if the definition still names the old feature set, because there is no way back", async () => {
        const silent = load("units: { W: {} }");
        const { problems, change } = await prepareOrganization(
            silent,
            silent.features,
            existing(BILLING),
            "organizations/test",
            inAws({ features: facts() }),
        );
        assert.match(problems.map(({ message }) => message).join(), /^is not given, which means ALL/);
        assert.ok(change.unchanged.includes("featureSet"));
    });

    it("can be taken back before it happens: the request is deleted with its resource", async () => {
        const back = load("organization: { featureSet: CONSOLIDATED_BILLING }\nunits: { W: {} }");
        const state = existing({ ...BILLING, allFeatures: { handshakeId: "h-request0", finalise: false } });
        const { change } = await prepareOrganization(back, back.features, state, "organizations/test", inAws({}));
        assert.equal(change.allFeatures, undefined);
    });
});
