import assert from "node:assert/strict";
import { parse } from "yaml";
import { partitionOf } from "../../../../evaluator/request/endpointRegions";
import {
    makingCommands,
    takingOverCommands,
    template,
    trustPolicy,
    type AccessRole,
} from "../../../../operations/commands/accessRole/accessRole";
import { inStack, org } from "../orgRuns";

const ROLE: AccessRole = {
    name: "OrganizationAccountAccessRole",
    managementAccountId: "111122223333",
    partition: "aws",
};

describe("the access role of an invited account", () => {
    it("trusts only the management account, as the role that AWS creates", () => {
        assert.deepEqual(trustPolicy(ROLE), {
            Version: "2012-10-17",
            Statement: [
                { Effect: "Allow", Principal: { AWS: "arn:aws:iam::111122223333:root" }, Action: "sts:AssumeRole" },
            ],
        });
    });

    it("is created, or taken over from another organisation, by commands that can be pasted into a shell", () => {
        const [create, attach, ...more] = makingCommands(ROLE);
        assert.deepEqual(more, []);
        assert.match(
            create ?? "",
            /^aws iam create-role --role-name OrganizationAccountAccessRole --description '[^']+' /,
        );
        const document = / --assume-role-policy-document '([^']+)'$/.exec(create ?? "")?.[1] ?? assert.fail(create);
        assert.deepEqual(JSON.parse(document), trustPolicy(ROLE));
        assert.equal(
            attach,
            "aws iam attach-role-policy --role-name OrganizationAccountAccessRole --policy-arn arn:aws:iam::aws:policy/AdministratorAccess",
        );
        assert.match(
            takingOverCommands(ROLE)[0] ?? "",
            /^aws iam update-assume-role-policy --role-name Org.* '\{.*\}'$/,
        );
        assert.match(makingCommands({ ...ROLE, name: "a,b=c+d" })[0] ?? "", / --role-name 'a,b=c\+d' /);
    });

    it("has the right ARNs in other partitions", () => {
        const partition = partitionOf("cn-northwest-1");
        assert.deepEqual(
            [partition, partitionOf("us-gov-west-1"), partitionOf("us-east-1")],
            ["aws-cn", "aws-us-gov", "aws"],
        );
        assert.match(
            makingCommands({ ...ROLE, partition }).join(),
            /arn:aws-cn:iam::111122223333:root.*arn:aws-cn:iam::aws:policy/,
        );
    });

    it("has a template that keeps it when the stack is deleted", () => {
        const tags = [{ tag: "!Sub", resolve: (text: string) => text }];
        const { Resources } = parse(template({ ...ROLE, name: "@odd" }), { customTags: tags }) as {
            Resources: { AccessRole: { DeletionPolicy: string; Properties: Record<string, unknown> } };
        };
        const { DeletionPolicy, Properties } = Resources.AccessRole;
        assert.equal(DeletionPolicy, "Retain");
        assert.equal(Properties["RoleName"], "@odd");
        assert.match(JSON.stringify(Properties), /iam::111122223333:root.*AdministratorAccess/);
    });
});

describe("org accounts", () => {
    it("shows an account with `invite` as invited", () =>
        inStack(
            {
                "organization.yaml":
                    'defaults: { email: "{account}@example.com" }\nunits: { U: { accounts: { a: {}, b: { invite: true } } } }\n',
            },
            async (folder) => {
                const { code, out, error } = await org(folder, ["accounts", "--stack", "test"]);
                assert.equal(code, 0, error);
                assert.match(out, /^a +U +active/m);
                assert.match(out, /^b +U +invited/m);
            },
        ));
});
