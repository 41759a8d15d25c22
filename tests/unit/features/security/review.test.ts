import assert from "node:assert/strict";
import { messageText } from "../../../../evaluator/effect";
import type { ExistingState, Findings } from "../../../../definition/feature";
import { security } from "../../../../features/security/definition";
import { deniedSwitches } from "../../../../features/security/language/deniedSwitches";
import { wordsOnSharedAccount } from "../../../../features/security/language/securityFacts";
import { NOTHING_FOUND, type FoundSecurity } from "../../../../features/security/plan/foundSecurity";
import { COMPONENT_OF, SECURITY_RESOURCES, TRAIL } from "../../../../features/security/plan/securityResources";
import { reviewSecurity } from "../../../../features/security/review";
import { load } from "../../definition/definitionFixtures";
import { modelOf, ORGANISATION } from "./securityFixture";

const IDS = { logArchive: "222222222222", audit: "333333333333" };
const ACCOUNTS = new Map([
    ["log-archive", { id: IDS.logArchive }],
    ["audit", { id: IDS.audit }],
    ["shop", { id: "444444444444" }],
]);
const stateWith = (resources: Record<string, Record<string, unknown>> = {}): ExistingState => ({
    accounts: ACCOUNTS,
    resources: new Map(
        Object.entries(resources).map(([key, outputs]) => {
            const [type = "", name = ""] = key.split(" ");
            return [type, [{ name, outputs }]];
        }),
    ),
});
const found = (some: Partial<FoundSecurity>): FoundSecurity => ({ ...NOTHING_FOUND, ids: IDS, ...some });
const review = (keys: string, state: ExistingState, inAws: FoundSecurity, organisation = ORGANISATION): Findings => {
    const organization = load(organisation + keys);
    return reviewSecurity(organization.features.get(security), state, inAws, organization);
};
const problems = (keys: string, state: ExistingState, inAws: FoundSecurity = found({})): string =>
    review(keys, state, inAws)
        .problems.map(({ path, message }) => `${path.join(".")}: ${message}`)
        .join("\n");
const warnings = (keys: string, state: ExistingState, inAws: FoundSecurity = found({})): string =>
    review(keys, state, inAws).warnings.map(messageText).join("\n");

describe("the review of security", () => {
    it("says what a switch costs when it is turned on, and what is lost when it is turned off", () => {
        assert.match(warnings("security: { macie: true }", stateWith()), /Macie is turned on\. Macie bills 0\.10 USD/);
        const was = stateWith({ [`${COMPONENT_OF.macie} macie`]: { audit: IDS.audit } });
        assert.equal(warnings("security: { macie: true }", was), "");
        assert.match(warnings("", was), /Macie is turned off: Macie is suspended in every account/);
    });

    it("refuses a second trail, and says whose the first is", () => {
        const trails = [{ name: "aws-controltower-BaselineCloudTrail", arn: "arn:1", bucket: "aws-controltower-logs" }];
        const refused = problems("security: { auditTrail: true }", stateWith(), found({ trails }));
        assert.match(refused, /security\.auditTrail: the organisation has a trail already: .*Control Tower's/);
        const beside = "security: { auditTrail: { besides: [aws-controltower-BaselineCloudTrail] } }";
        assert.equal(problems(beside, stateWith(), found({ trails })), "");
        assert.match(warnings(beside, stateWith(), found({ trails })), /bills the second copy/);
        // One with the name that this program would give.
        const same = [{ name: "organization-trail", arn: "arn:2", bucket: "by-hand" }];
        assert.match(
            problems("security: { auditTrail: true }", stateWith(), found({ trails: same })),
            /name: organization-trail-2/,
        );
    });

    it("refuses a trail where AWS does not say which there are, and names that are taken", () => {
        const trail = (some: Partial<FoundSecurity>): string =>
            problems("security: { auditTrail: true }", stateWith(), found(some));
        const unread = ["the organisation's trails could not be looked at: denied"];
        assert.match(trail({ areTrailsUnread: true, unread }), /is not known, and AWS bills a second one: .* denied/);
        assert.match(trail({ takenTrailName: "organization-trail" }), /name: organization-trail-2/);
        assert.match(trail({ takenBucket: "organization-trail-222222222222-access" }), /-access. exists already/);
    });

    it("refuses to delete logs, unless the definition says so with the number", () => {
        const kept = stateWith({
            [`${SECURITY_RESOURCES.lifecycle} ${TRAIL}`]: { rules: [{ expiration: { days: 365 } }] },
        });
        assert.match(
            problems("security: { auditTrail: { retentionDays: 30 } }", kept),
            /retentionDays: logs are kept for 365 days/,
        );
        const meant = (days: number): string =>
            problems(
                `security: { auditTrail: { retentionDays: 30, acknowledge: { deletesLogsAfterDays: ${days} } } }`,
                kept,
            );
        assert.match(meant(31), /logs are kept for 365 days/);
        assert.equal(meant(30), "");
        assert.equal(problems("security: { auditTrail: { retentionDays: 400 } }", kept), "");
    });

    it("refuses to delete logs that an earlier trail has left, which the state does not know", () => {
        const left = (retentionDays?: number): FoundSecurity =>
            found({ leftTrail: { bucket: "left", ...(retentionDays !== undefined && { retentionDays }) } });
        const back = (days: number, inAws: FoundSecurity): string =>
            problems(`security: { auditTrail: { retentionDays: ${days} } }`, stateWith(), inAws);
        assert.match(
            back(365, left(3650)),
            /logs are kept for 3650 days in the bucket .left. that an earlier trail has left/,
        );
        assert.match(back(365, left()), /logs are kept for ever in the bucket/);
        assert.equal(back(3650, left(3650)), "");
    });

    it("says what a lock means for logs that are there, whenever it changes", () => {
        const locked = (mode: string, days: number): ExistingState =>
            stateWith({
                [`${SECURITY_RESOURCES.lock} ${TRAIL}`]: { rule: { defaultRetention: { mode, days } } },
            });
        const compliance =
            "security: { auditTrail: { objectLock: { mode: compliance }, acknowledge: { locksLogsForDays: 365 } } }";
        assert.match(warnings(compliance, stateWith()), /nobody can delete a new log of the trail for 365 days/);
        assert.match(warnings(compliance, locked("GOVERNANCE", 365)), /nobody can delete a new log/);
        assert.doesNotMatch(warnings(compliance, locked("COMPLIANCE", 365)), /nobody can delete/);
        assert.match(
            warnings("security: { auditTrail: { objectLock: false } }", locked("GOVERNANCE", 365)),
            /`objectLock: false` changes nothing in AWS/,
        );
        assert.match(
            warnings("security: { auditTrail: { objectLock: { days: 10 } } }", locked("COMPLIANCE", 365)),
            /Those that are there stay locked as they were: for 365 days \(compliance\)/,
        );
    });

    it("refuses another account and another home region while something is on", () => {
        const state = stateWith({
            [`${COMPONENT_OF.auditTrail} ${TRAIL}`]: { logArchive: IDS.logArchive, homeRegion: "eu-central-1" },
            [`${COMPONENT_OF.guardDuty} guardduty`]: { audit: IDS.audit },
        });
        assert.equal(problems("security: { auditTrail: true, guardDuty: true }", state), "");
        assert.match(
            problems("security: { auditTrail: true, logArchive: shop }", state),
            /security\.logArchive: the audit trail is in account 222222222222 now/,
        );
        assert.match(
            problems("security: { guardDuty: true, audit: shop }", state),
            /security\.audit: GuardDuty is in account 333333333333 now/,
        );
        assert.match(
            problems("security: { auditTrail: true, regions: [eu-west-1] }", state),
            /security\.regions: the home region is eu-central-1/,
        );
    });

    it("says what ends in a region that is taken out, also without GuardDuty", () => {
        const watched = stateWith({
            [`${SECURITY_RESOURCES.macieAccount} us-east-2`]: {},
            [`${SECURITY_RESOURCES.analyzer} unused-access`]: {},
        });
        const on = "security: { macie: true, accessAnalyzer: { unusedAccessDays: 90 }, regions: [eu-central-1] }";
        assert.match(warnings(on, watched), /Macie ends in us-east-2 in every account: nothing is seen there any more/);
        assert.doesNotMatch(warnings(on, watched), /unused-access/);
    });

    it("says what begins in a region that is added, and is billed there", () => {
        const on = "security: { macie: true, search: true, securityHub: true, regions: [eu-central-1, us-east-2] }";
        const watched = stateWith({
            [`${SECURITY_RESOURCES.macieAccount} eu-central-1`]: {},
            [`${SECURITY_RESOURCES.index} eu-central-1`]: {},
            [`${COMPONENT_OF.securityHub} security-hub`]: { audit: IDS.audit, homeRegion: "eu-central-1" },
        });
        assert.match(
            warnings(on, watched),
            /^Security Hub and Macie begin in us-east-2 in every account, and are billed there as in each other region$/m,
        );
        assert.doesNotMatch(warnings(on, stateWith()), /begin/);
    });

    it("says that Security Hub stays on in a region that is taken out", () => {
        const watched = stateWith({
            [`${COMPONENT_OF.securityHub} security-hub`]: { audit: IDS.audit, homeRegion: "eu-central-1" },
            [`${SECURITY_RESOURCES.hubAggregator} security-hub`]: { specifiedRegions: ["us-east-2"] },
        });
        const stays = /^Security Hub no longer collects the findings of us-east-2, .* goes on being billed/m;
        assert.match(warnings("security: { securityHub: true, regions: [eu-central-1] }", watched), stays);
        assert.doesNotMatch(
            warnings("security: { securityHub: true, regions: [eu-central-1, us-east-2] }", watched),
            /no longer collects|begins/,
        );
    });

    it("refuses to end a region that a policy of the same run denies: Pulumi changes policies before it deletes", () => {
        const watched = stateWith({ [`${SECURITY_RESOURCES.macieAccount} us-east-2`]: {} });
        const other = `organization: { breakGlassRole: Emergency }${ORGANISATION}`;
        const refused = (organisation: string, keys: string): string =>
            review(keys, watched, found({}), organisation)
                .problems.map(({ message }) => message)
                .join();
        assert.match(
            refused(other, "security: { macie: true }"),
            /us-east-2 is no longer watched, and a policy of the same definition denies/,
        );
        // The access role is the break-glass role, which `regions` spares.
        assert.equal(refused(ORGANISATION, "security: { macie: true }"), "");
    });

    it("refuses a second administrator, and takes over the one that is the audit account", () => {
        const by = (accountId: string): FoundSecurity =>
            found({ administrators: [{ service: "inspector", region: "eu-west-1", accountId }] });
        assert.match(
            problems("security: { inspector: true }", stateWith(), by("555555555555")),
            /account 555555555555 administers Inspector in eu-west-1 already/,
        );
        assert.equal(problems("security: { inspector: true }", stateWith(), by(IDS.audit)), "");
        assert.match(
            warnings("security: { inspector: true }", stateWith(), by(IDS.audit)),
            /takes over as it is: the administrator of Inspector in eu-west-1/,
        );
    });

    it("says what could not be looked at", () => {
        const unread = ["GuardDuty's detector could not be looked at: denied"];
        assert.match(
            warnings("security: { guardDuty: true }", stateWith(), found({ unread })),
            /could not be looked at: denied/,
        );
    });
});

describe("guardrails that deny what security does", () => {
    const denied = (organisation: string, keys: string): string => {
        const model = load(organisation + keys);
        return deniedSwitches(modelOf(keys, organisation), model).join("\n");
    };

    it("are named with the action, the account and the region", () => {
        const secured = ORGANISATION.replace(", without: [protect-security-services, protect-logs]", "");
        const text = denied(secured, "security: { guardDuty: true, auditTrail: true }");
        assert.match(
            text,
            /policy protect-security-services at .*Security.* denies guardduty:DeleteDetector.* in account audit/,
        );
        assert.match(text, /policy protect-logs at .*Security.* in account log-archive/);
    });

    it("come with the lines that spare the access role, which work", () => {
        const secured = ORGANISATION.replace(", protect-logs]", "]");
        const text = denied(secured, "security: { auditTrail: true }");
        const [, policies = ""] = /`(policies: [^`]*)` \(if that entry is there, add to its list\)/.exec(text) ?? [];
        assert.match(policies, /exemptRoles: \["arn:\*:iam::\*:role\/OrganizationAccountAccessRole"\]/);
        assert.equal(denied(`${secured}\n${policies}\n`, "security: { auditTrail: true }"), "");
    });

    it("are not named one by one for a quarantined account, whose quarantine must be applicable", () => {
        const quarantined = `organization: { breakGlassRole: Emergency }${ORGANISATION}`.replace(
            "audit: {}",
            "audit: { state: quarantined }",
        );
        const text = denied(quarantined, "security: { guardDuty: true }");
        assert.match(text, /account audit is quarantined: what `security` has in it goes on/);
        assert.doesNotMatch(text, /denies guardduty/);
    });

    it("are the regions without one of those that are watched", () => {
        // `regions` spares the break-glass role, which is the access role unless the definition names another.
        const other = `organization: { breakGlassRole: Emergency }${ORGANISATION}`;
        const text = denied(other, "security: { guardDuty: true, regions: [eu-central-1, us-east-2] }");
        assert.match(text, /denies guardduty:CreateDetector, .* in account audit in us-east-2 to the access role/);
        assert.doesNotMatch(text, /eu-central-1 to the access role/);
    });

    it("are none where the access role is spared", () => {
        assert.equal(
            denied(
                ORGANISATION,
                "security: { guardDuty: true, auditTrail: true, findings: { emails: [a@example.com] } }",
            ),
            "",
        );
    });
});

describe("what people should know of the shared accounts", () => {
    it("is what they hold, before something happens to them", () => {
        const model = modelOf("security: { auditTrail: true, guardDuty: true }");
        assert.match(wordsOnSharedAccount(model, "log-archive", "closing").join(), /so are all logs/);
        assert.match(wordsOnSharedAccount(model, "audit", "hand-over").join(), /turn those off in `security`/);
        assert.deepEqual(wordsOnSharedAccount(model, "audit", "addition"), []);
        assert.deepEqual(wordsOnSharedAccount(model, "shop", "closing"), []);
    });
});
