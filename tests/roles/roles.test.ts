import assert from "node:assert/strict";
import { evaluateSession } from "../../evaluator/identity";
import { Catalogue } from "../../evaluator/catalogue/actionCatalogue";
import {
    COMMAND_PERMISSIONS,
    PERMISSIONS,
    POWERS,
    type PermissionStatement,
} from "../../operations/commands/bootstrap/permissions";
import { isChosen, statementJson, type PermissionChoice } from "../../operations/commands/bootstrap/rolePolicies";
import { actionsOfCall } from "./actionsOfCalls";
import { freshCalls, keptCalls, type RecordedCall } from "./recordedCalls";

const ACCOUNT = "123456789012";
/** The buckets are those of stateBucket.test.ts and of `export: true`. */
const VALUES: Readonly<Record<string, string>> = {
    "AWS::AccountId": ACCOUNT,
    "AWS::Partition": "aws",
    "AWS::Region": "us-east-1",
    "AWS::URLSuffix": "amazonaws.com",
    StateBucket: "acme-pulumi-state",
    "StateKey.Arn": `arn:aws:kms:us-east-1:${ACCOUNT}:key/1`,
    ExportBucket: `costs-${ACCOUNT}`,
    SecurityRoles: "arn:aws:iam::222222222222:role/OrganizationAccountAccessRole",
};
const EVERYTHING: PermissionChoice = { without: [], allowed: POWERS };

/** Calls that need no permission here, or none on AWS. */
const NOT_ASKED: Readonly<Record<string, string>> = {
    "iam.GetUser":
        "the AWS provider looks for the account's id so if skipCredentialsValidation is set, as for the local AWS; otherwise it asks STS",
};

/** Permissions that no call to the local AWS can show, and why they are needed. */
const UNSEEN: Readonly<Record<string, string>> = {
    "ce:UpdateAnomalyMonitor": "a monitor that is taken over may get another name",
    "identitystore:ListGroups": "asked instead of GetGroupId if the definition has many names (directoryNames.ts)",
    "identitystore:ListUsers": "as identitystore:ListGroups",
    "identitystore:ListGroupMemberships":
        "asked by a preview that takes a group over, and by `org access --in-aws` in the workflow drift",
    "sso:ListAccountAssignments": "asked by `org access --in-aws` in the workflow drift",
    "organizations:ListDelegatedServicesForAccount": "asked by `org drift` in the workflow drift",
    "tag:GetResources": "as organizations:ListDelegatedServicesForAccount",
    "organizations:DescribeHandshake": "asked about an invitation that AWS lists no longer (handshakes.ts)",
    "servicequotas:GetAWSDefaultServiceQuota":
        "asked if the account has no quota of its own; the local AWS always has one",
    "cloudtrail:RemoveTags": "the tests do not change the tags of the organisation",
    "cloudtrail:UpdateTrail": "the tests do not change where the trail writes",
    "guardduty:UntagResource": "as cloudtrail:RemoveTags",
    "guardduty:UpdateDetector": "a detector of the management account that somebody has suspended is resumed",
    "kms:Decrypt": "the tests' state has a passphrase, and their bucket no key",
    "kms:GenerateDataKey": "as kms:Decrypt",
    "iam:CreateServiceLinkedRole":
        "AWS makes the role of AWS Organizations within CreateOrganization, if the caller may",
};

const resolved = (text: string): string =>
    text.replace(/\$\{([\w:.]+)\}/g, (_, name: string) => VALUES[name] ?? assert.fail(name));

function documentOf(statements: readonly PermissionStatement[]): string {
    return JSON.stringify({
        Version: "2012-10-17",
        Statement: statements.map((statement) => statementJson(statement, resolved)),
    });
}

/** What a role may do, with everything that can be chosen. */
function statementsOf(role: "preview" | "up", choice = EVERYTHING): readonly PermissionStatement[] {
    return PERMISSIONS.filter((one) => (one.role === "preview" || role === "up") && isChosen(one, choice));
}

function isAllowed(statements: readonly PermissionStatement[], action: string, resource: string): boolean {
    const session = { role: { permissionSet: "Role" }, policies: [{ label: "role", content: documentOf(statements) }] };
    const context = { "iam:PassedToService": "budgets.amazonaws.com" };
    const hierarchy = { account: ACCOUNT, isManagementAccount: true, levels: [] };
    const asked = { action, resource, region: "us-east-1", context };
    return evaluateSession(session, hierarchy, asked, { assumeAbsent: true }).identity.says === "allowed";
}

/** What stands for the resource of an action if the record has none. */
function resourceOf(action: string, { resource }: RecordedCall): string {
    if (action === "iam:PassRole") return `arn:aws:iam::${ACCOUNT}:role/aws-organization-stop-spending`;
    // S3 Control names the bucket in a path that the record does not have.
    if (/^s3:(ListTagsForResource|TagResource|UntagResource)$/.test(action)) return `arn:aws:s3:::costs-${ACCOUNT}`;
    // hand-over reads all StackSets; the others are those of the baseline.
    if (/^cloudformation:(?!CreateStackSet$|ListStackSets$|\w+OrganizationsAccess$)/.test(action)) {
        return `arn:aws:cloudformation:us-east-1:${ACCOUNT}:stackset/baseline-oncall:#`;
    }
    if (action === "sts:AssumeRole") return VALUES["SecurityRoles"] ?? "";
    if (/^organizations:(CloseAccount|RemoveAccount)/.test(action)) {
        return `arn:aws:organizations::${ACCOUNT}:account/o-abc123defg/111122223333`;
    }
    // costsTakenOver.test.ts and tests/review give the bucket of the export names of their own.
    return (resource ?? "*").replace(/:::acme-costs(-west)?(?=$|\/)/, `:::costs-${ACCOUNT}`);
}

/** The calls that a role does not allow. */
function refused(calls: readonly RecordedCall[], statements: readonly PermissionStatement[]): string[] {
    return calls.flatMap((call) =>
        actionsOfCall(call.call)
            .map((action) => [action, resourceOf(action, call)] as const)
            .filter(([action, resource]) => !isAllowed(statements, action, resource))
            .map(([action, resource]) => `${call.caller}: ${action} on ${resource}`),
    );
}

describe("the roles of org bootstrap", function () {
    this.timeout(60_000);
    const calls = [...keptCalls(), ...freshCalls()].filter(({ call }) => !Object.hasOwn(NOT_ASKED, call));
    const by = (caller: string): readonly RecordedCall[] => calls.filter((one) => one.caller === caller);

    for (const role of ["preview", "up"] as const) {
        it(`allow every call of the integration tests: ${role}`, () => {
            assert.ok(by(role).length > 50, `${by(role).length} calls of ${role} were recorded`);
            assert.deepEqual(refused(by(role), statementsOf(role)), []);
        });
    }

    it("have no permission that no call needs", () => {
        const needed = new Set([...by("preview"), ...by("up")].flatMap(({ call }) => actionsOfCall(call)));
        const unneeded = PERMISSIONS.filter(({ sid }) => sid !== "AccessToManagementAccount")
            .flatMap(({ actions }) => actions)
            .filter((action) => !needed.has(action) && !Object.hasOwn(UNSEEN, action));
        assert.deepEqual([...new Set(unneeded)].sort(), []);
    });

    it("let the preview role read only", async () => {
        // What it may do in the accounts of security, it is allowed by name.
        const own = statementsOf("preview").filter(({ power }) => power === undefined);
        const actions = own.flatMap((statement) => statement.actions);
        const catalogue = await Catalogue.load(actions.map((action) => action.split(":")[0] ?? ""));
        for (const action of actions) {
            const level = catalogue.action(action)?.accessLevel ?? assert.fail(`AWS has no action ${action}`);
            if (action !== "kms:Decrypt") assert.match(level, /^(Read|List)$/i, action);
        }
        for (const { actions } of PERMISSIONS) for (const action of actions) assert.doesNotMatch(action, /[*?]/);
    });

    it("close, remove, invite and stop accounts only with a power, and never delete the organisation", () => {
        const without = { ...EVERYTHING, allowed: [] };
        const account = `arn:aws:organizations::${ACCOUNT}:account/o-abc123defg/111122223333`;
        for (const action of ["CloseAccount", "RemoveAccountFromOrganization"]) {
            assert.equal(isAllowed(statementsOf("up", without), `organizations:${action}`, account), false, action);
            assert.equal(isAllowed(statementsOf("up"), `organizations:${action}`, account), true, action);
        }
        for (const action of ["DeleteOrganization", "LeaveOrganization"]) {
            assert.equal(isAllowed(statementsOf("up"), `organizations:${action}`, "*"), false, action);
        }
        const stopRole = `arn:aws:iam::${ACCOUNT}:role/aws-organization-stop-spending`;
        assert.equal(isAllowed(statementsOf("up", without), "iam:PutRolePolicy", stopRole), false);
        assert.equal(isAllowed(statementsOf("up"), "iam:PutRolePolicy", stopRole), true);
        const assignment = (where: string, choice: PermissionChoice): boolean =>
            isAllowed(statementsOf("up", choice), "sso:CreateAccountAssignment", `arn:aws:sso:::account/${where}`);
        assert.equal(assignment(ACCOUNT, without), false);
        assert.equal(assignment("111122223333", without), true);
        assert.equal(assignment(ACCOUNT, EVERYTHING), true);
    });

    it("read and write this project's states only, and no other role of IAM", () => {
        const up = statementsOf("up");
        const state = (project: string): string => `arn:aws:s3:::acme-pulumi-state/.pulumi/stacks/${project}/prod.json`;
        for (const action of ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"]) {
            assert.equal(isAllowed(up, action, state("aws-organization")), true, action);
            assert.equal(isAllowed(up, action, state("another-project")), false, action);
        }
        assert.equal(isAllowed(statementsOf("preview"), "s3:PutObject", state("aws-organization")), false);
        for (const role of ["aws-organization-up", "Administrator"]) {
            assert.equal(isAllowed(up, "iam:PutRolePolicy", `arn:aws:iam::${ACCOUNT}:role/${role}`), false, role);
            assert.equal(isAllowed(up, "iam:PassRole", `arn:aws:iam::${ACCOUNT}:role/${role}`), false, role);
        }
    });

    it("suffice for the commands of org, together with what is listed besides", () => {
        const commands = new Set(calls.map(({ caller }) => caller).filter((caller) => caller.startsWith("org ")));
        for (const command of commands) {
            const permissions = COMMAND_PERMISSIONS[command.replace("org ", "")];
            const { role, writesState, besides = [] } = permissions ?? assert.fail(`${command} asks AWS`);
            const own: PermissionStatement = { sid: "Besides", role, actions: besides, resources: ["*"] };
            const state = PERMISSIONS.filter(({ sid }) => writesState && /^(Write|Encrypt)State$/.test(sid));
            const statements = [...statementsOf(role), ...state, ...(besides.length > 0 ? [own] : [])];
            assert.deepEqual(refused(by(command), statements), []);
        }
    });
});
