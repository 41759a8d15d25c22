import assert from "node:assert/strict";
import { messageText } from "../../../../evaluator/effect";
import { delegation } from "../../../../features/delegation/definition";
import type { DelegationModel } from "../../../../features/delegation/delegationModel";
import { withNeededAdministrators } from "../../../../features/delegation/neededAdministrators";
import { reviewDelegation } from "../../../../features/delegation/review";
import { Files, load, mistakes } from "../../definition/definitionFixtures";

const ORGANISATION = `
organization: { serviceAccess: [sso.amazonaws.com, backup.amazonaws.com, iam.amazonaws.com] }
defaults: { email: "aws+{account}@example.com" }
units: { Security: { accounts: { audit: {}, tools: {}, old: { state: leaving, acknowledge: { leaving: "111122223333" } } } } }
`;
const modelOf = (keys: string): DelegationModel => load(ORGANISATION + keys).features.get(delegation);
const messages = (keys: string, organisation = ORGANISATION): string[] =>
    mistakes(organisation + keys).map(({ path, message }) => `${path}: ${message}`);

describe("delegatedAdministrators, centralRootAccess and resourcePolicy", () => {
    it("are accounts by service, AWS's names of the features, and a document", () => {
        const model = modelOf(
            "delegatedAdministrators: { sso.amazonaws.com: audit, backup.amazonaws.com: [tools, audit] }\n" +
                "centralRootAccess: true\n" +
                "resourcePolicy: { Statement: [{ Effect: Allow, Principal: '*', Action: 'organizations:List*', Resource: '*' }] }",
        );
        assert.deepEqual(
            [...model.accounts],
            [
                ["audit", { administers: ["backup.amazonaws.com", "sso.amazonaws.com"] }],
                ["tools", { administers: ["backup.amazonaws.com"] }],
            ],
        );
        assert.deepEqual(model.rootFeatures, ["RootCredentialsManagement", "RootSessions"]);
        assert.match(model.resourcePolicy ?? "", /^\{"Statement":\[\{"Effect":"Allow"/);
    });

    it("are nothing in a definition without them, also with empty keys", () => {
        for (const keys of ["", "delegatedAdministrators:\n"]) {
            const { accounts, rootFeatures, resourcePolicy } = modelOf(keys);
            assert.deepEqual([accounts.size, rootFeatures, resourcePolicy], [0, [], undefined]);
        }
    });

    it("report every mistake at once", () => {
        const found = messages(
            "delegatedAdministrators:\n" +
                "    sso.amazonaws.com: [audit, tools]\n" +
                "    bakup.amazonaws.com: audit\n" +
                "    health.amazonaws.com: audit\n" +
                "    ram.amazonaws.com: audit\n" +
                "    backup.amazonaws.com: [audti, audit, audit, old, constructor]\n" +
                "centralRootAccess: [root-sessions, root-sessions]\n" +
                "resourcePolicy: { Statement: [{ Effect: Allow }] }",
        );
        const expected = [
            /sso\.amazonaws\.com.*names 2 accounts: AWS allows 1 delegated administrator/,
            /bakup.*Did you mean backup\.amazonaws\.com\?/,
            /health.*serviceAccess: \[backup/s,
            /AWS has no delegated administrators for ram\.amazonaws\.com/,
            /there is no account .audti.\. Did you mean audit\?/,
            /names .audit. a second time/,
            /is to leave the organisation/,
            /there is no account .constructor./,
            /names root-sessions a second time/,
            /lacks Principal, Action and Resource/,
        ];
        for (const one of expected)
            assert.ok(
                found.some((text) => one.test(text)),
                `${one}\n${found.join("\n")}`,
            );
        assert.equal(found.length, expected.length, found.join("\n"));
    });

    it("need IAM's access for central root access, and all features for everything", () => {
        const bare =
            "organization: { featureSet: CONSOLIDATED_BILLING }\ndefaults: { email: '{account}@example.com' }\n";
        assert.match(messages("centralRootAccess: true", bare).join(), /needs all features/);
        const noAccess = "defaults: { email: '{account}@example.com' }\n";
        assert.match(
            messages("centralRootAccess: true", noAccess).join(),
            /needs the access of IAM[^]*serviceAccess: \[iam\.amazonaws\.com\]/,
        );
    });

    it("refuse a policy larger than AWS takes", () => {
        const sid = "x".repeat(40_000);
        const policy = `resourcePolicy: { Statement: [{ Sid: ${sid}, Effect: Allow, Principal: '*', Action: '*', Resource: '*' }] }`;
        assert.match(messages(policy).join(), /characters: AWS allows 40,000/);
    });

    describe("a resource policy in a file", () => {
        const POLICY = {
            Statement: [{ Effect: "Allow", Principal: "*", Action: "organizations:List*", Resource: "*" }],
        };
        const withFile = (keys: string, text: string): Files =>
            new Files({ "organization.yaml": ORGANISATION + keys, "policies/organization.json": text });
        const FILE = "resourcePolicy: { file: policies/organization.json }\n";

        it("is the document of the file", () => {
            const model = load(withFile(FILE, JSON.stringify(POLICY, undefined, 4))).features.get(delegation);
            assert.equal(model.resourcePolicy, JSON.stringify(POLICY));
        });

        it("has its mistakes at their places in the file", () => {
            const [found, ...others] = mistakes(
                withFile(FILE, '{\n    "Statement": [\n        { "Effect": "Allow" }\n    ]\n}\n'),
            );
            assert.match(found?.message ?? "", /lacks Principal, Action and Resource/);
            assert.match(found?.at ?? "", /policies\/organization\.json:3:9/);
            assert.deepEqual(others, []);
            const empty = mistakes(withFile(FILE, "{}"));
            assert.match(empty[0]?.message ?? "", /is no policy: it needs a Statement/);
        });

        it("is there, is JSON, and is given instead of a document", () => {
            assert.match(messages("resourcePolicy: { file: policies/none.json }").join(), /none\.json/);
            assert.match(
                mistakes(withFile(FILE, "{ no }"))
                    .map(({ message }) => message)
                    .join(),
                /is not valid JSON/,
            );
            const both = mistakes(withFile(FILE.replace(" }", ", Statement: [] }"), JSON.stringify(POLICY)));
            assert.match(both[0]?.message ?? "", /gives file and "Statement": keep the file, or the document/);
        });
    });

    it("say what people should know before the account ends", () => {
        const { features, accounts } = load(`${ORGANISATION}delegatedAdministrators: { sso.amazonaws.com: audit }`);
        const wordsOf = (key: string): string[] =>
            features.wordsOnAccount(accounts.find((one) => one.key === key) ?? assert.fail(), { kind: "closing" });
        assert.match(
            wordsOf("audit").join(),
            /It administers sso\.amazonaws\.com .* remove it from delegatedAdministrators/,
        );
        assert.deepEqual(wordsOf("tools"), []);
    });
});

describe("the review of what an organisation delegates", () => {
    const TYPE = "aws:organizations/delegatedAdministrator:DelegatedAdministrator";
    const inState = (...names: string[]): Parameters<typeof reviewDelegation>[1] => ({
        resources: new Map([[TYPE, names.map((name) => ({ name, outputs: {} }))]]),
    });

    it("has nothing to say where the state is the definition", () => {
        const model = modelOf("delegatedAdministrators: { sso.amazonaws.com: audit }");
        assert.deepEqual(reviewDelegation(model, inState("sso.amazonaws.com@audit")), { problems: [], warnings: [] });
    });

    it("refuses a change of accounts in one run where AWS allows one, and warns of it elsewhere", () => {
        const one = modelOf("delegatedAdministrators: { sso.amazonaws.com: audit }");
        assert.match(
            reviewDelegation(one, inState("sso.amazonaws.com@a@b"))
                .problems.map(({ message }) => message)
                .join(),
            /account a@b is registered until the end of this run/,
        );
        const many = modelOf("delegatedAdministrators: { backup.amazonaws.com: audit }");
        const { problems, warnings } = reviewDelegation(many, inState("backup.amazonaws.com@tools"));
        assert.deepEqual(problems, []);
        assert.match(warnings.map(messageText).join(), /account tools no longer administers backup/);
    });

    it("names the switch, and no line, where a feature needs the other administrator", () => {
        const usedAt = ["security", "guardDuty"];
        const needed = [{ service: "guardduty.amazonaws.com", account: "audit", usedAt }];
        const model = withNeededAdministrators(modelOf(""), needed);
        const [problem] = reviewDelegation(model, inState("guardduty.amazonaws.com@tools")).problems;
        assert.deepEqual(problem?.path, usedAt);
        assert.match(
            problem?.message ?? "",
            /Do it in two runs: turn security\.guardDuty off, run `up`, then turn it on again$/,
        );
    });

    it("refuses to disable a service's access in the run that deregisters its administrator", () => {
        const model: DelegationModel = { ...modelOf(""), withoutServiceAccess: ["backup.amazonaws.com"] };
        const { problems } = reviewDelegation(model, inState("backup.amazonaws.com@audit"));
        assert.match(problems.map(({ message }) => message).join(), /Do it in two runs: take backup/);
    });

    it("names an administrator that the definition does not know", () => {
        const others = new Map([["sso.amazonaws.com", [{ id: "111122223333", name: "By hand" }]]]);
        const model = modelOf("delegatedAdministrators: { sso.amazonaws.com: audit }");
        const { problems } = reviewDelegation(model, { resources: new Map() }, { administrators: new Map(), others });
        assert.match(
            problems[0]?.message ?? "",
            /By hand \(111122223333\) is registered[^]*deregister-delegated-administrator/,
        );
    });
});
