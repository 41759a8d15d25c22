import { createHash } from "node:crypto";
import type { CloudFormationTemplate, TemplateResource } from "../../../cloudformation";
import type { OrganizationModel } from "../../../definition/model";
import type { Path, Report } from "../../../definition/problemReport";
import { awsPolicyError } from "../../../evaluator/awsPolicies";
import { asList, mistakesOfIdentityPolicy } from "../../../evaluator/policyDocument";
import {
    countOf,
    listSome,
    MANAGED_POLICY_NAME,
    quoted,
    ROLE_DESCRIPTION,
    ROLE_NAME,
    ROLE_PATH,
    textError,
    visible,
} from "../../../limits";
import type { BlockDocument } from "../model";
import type { BlockSource } from "./blockSource";
import type { RoleInput } from "./roleSchema";
import { misspeltServices, trustStatement } from "./roleTrust";

/**
 * Policies attached to a role, unless raised: "IAM and AWS STS quotas" (awsdocs/iam-user-guide, a copy of 2022 or 2023), read 2026-11-27.
 * Characters of its inline policies: others' quotes of that page, whose own list the copy lacks, and IAM's error in alienplatform/alien.
 */
const ATTACHED = 10;
const INLINE_CHARACTERS = 10_240;

/**
 * Roles in a few lines as a source of a template. It has no parameters: what differs by place is another block. Roles of a wrong form have
 * been reported, and left out.
 */
export function rolesSource(
    roles: Readonly<Record<string, RoleInput>>,
    at: Path,
    organization: OrganizationModel,
    report: Report,
): BlockSource | undefined {
    const names = Object.keys(roles);
    if (names.length === 0) {
        if (report.keysAt(at).length === 0) {
            report.add(at, "has no roles: write one by its name, with `trust` and what it may do");
        }
        return undefined;
    }
    const resources: Record<string, TemplateResource> = {};
    const byName = new Map<string, string>();
    let isRight = true;
    for (const [name, input] of Object.entries(roles)) {
        const resource = new RoleReader(name, [...at, name], organization, report).read(input);
        const same = byName.get(name.toLowerCase());
        byName.set(name.toLowerCase(), same ?? name);
        if (same !== undefined) {
            report.add(
                [...at, name],
                `is role ${visible(same)} to IAM, which does not tell names apart by their case: give one of them another name`,
            );
        }
        if (resource && same === undefined) resources[logicalId(name)] = resource;
        else isRight = false;
    }
    if (!isRight) return undefined;
    const template: CloudFormationTemplate = {
        AWSTemplateFormatVersion: "2010-09-09",
        Description: `Roles ${listSome(names, 6)}`.slice(0, 1_000),
        Resources: resources,
    };
    const text = JSON.stringify(template);
    const documents = Object.entries(roles).flatMap(([name, { statements = [] }]): BlockDocument[] =>
        statements.length === 0
            ? []
            : [
                  {
                      name: `role ${visible(name)}`,
                      path: ["roles", name],
                      statements: statements.map((statement, index) => ({
                          path: ["roles", name, "statements", index],
                          statement,
                      })),
                  },
              ],
    );
    return {
        kind: "roles",
        title: `${countOf(names.length, "role")}: ${listSome(names, 6)}`,
        isGlobal: true,
        capabilities: ["CAPABILITY_NAMED_IAM"],
        keepsStacks: false,
        warnings: misspeltServices(roles, at, report),
        make: () => ({ template: text, parameters: {}, documents }),
    };
}

/** The name of a role's resource. It depends on the role's name alone, so that another role in the same block changes nothing. */
function logicalId(name: string): string {
    const plain = name.replace(/[^A-Za-z0-9]/g, "");
    const id = `Role${plain.charAt(0).toUpperCase()}${plain.slice(1)}`;
    return plain === name ? id : `${id}${createHash("sha256").update(name).digest("hex").slice(0, 6)}`;
}

class RoleReader {
    readonly #name: string;
    readonly #path: Path;
    readonly #organization: OrganizationModel;
    readonly #report: Report;
    #isRight = true;

    constructor(name: string, path: Path, organization: OrganizationModel, report: Report) {
        this.#name = name;
        this.#path = path;
        this.#organization = organization;
        this.#report = report;
    }

    /** @returns undefined if something is wrong; that is reported. */
    read(input: RoleInput): TemplateResource | undefined {
        const { description, path, hours, statements, boundary } = input;
        this.#checkName();
        const policies = this.#policies(input);
        if (statements) this.#checkStatements(statements);
        if (boundary !== undefined) this.#checkPolicy(boundary, ["boundary"]);
        for (const [limits, key, text] of [
            [ROLE_PATH, "path", path],
            [ROLE_DESCRIPTION, "description", description],
        ] as const) {
            const error = text === undefined ? undefined : textError(limits, text);
            if (error !== undefined) this.#refuse([key], error);
        }
        if (policies.length === 0 && !statements) {
            this.#refuse([], `role ${visible(this.#name)} may do nothing: write managedPolicies or statements`);
        }
        const trust = trustStatement(input.trust, this.#organization, (inside, message) =>
            this.#refuse(["trust", ...inside], message),
        );
        if (!this.#isRight || !trust) return undefined;
        return {
            Type: "AWS::IAM::Role",
            Properties: {
                RoleName: this.#name,
                ...(description !== undefined && { Description: description }),
                ...(path !== undefined && { Path: path }),
                ...(hours !== undefined && { MaxSessionDuration: hours * 3_600 }),
                AssumeRolePolicyDocument: { Version: "2012-10-17", Statement: trust },
                ...(policies.length > 0 && { ManagedPolicyArns: policies }),
                ...(statements && {
                    Policies: [
                        { PolicyName: "statements", PolicyDocument: { Version: "2012-10-17", Statement: statements } },
                    ],
                }),
                ...(boundary !== undefined && { PermissionsBoundary: ofAccount(boundary) }),
            },
        };
    }

    #refuse(inside: Path, message: string): void {
        this.#isRight = false;
        const at = [...this.#path, ...inside];
        if (!this.#report.hasMistakeAt(at)) this.#report.add(at, message);
    }

    #checkName(): void {
        const error = textError(ROLE_NAME, this.#name);
        if (error !== undefined) this.#refuse([], error);
        const { accounts, breakGlassRole } = this.#organization;
        const access = accounts.find(({ roleName }) => roleName === this.#name);
        if (access) {
            this.#refuse(
                [],
                `role ${visible(this.#name)} is the access role of account ${access.key}, which AWS made with the account. Give this one another name`,
            );
        } else if (this.#name === breakGlassRole) {
            this.#refuse(
                [],
                `role ${visible(this.#name)} is the role that guardrails spare in an emergency (organization.breakGlassRole). Use the block break-glass-role, or give this one another name`,
            );
        }
    }

    #policies({ managedPolicies = [], customerManagedPolicies = [] }: RoleInput): unknown[] {
        for (const [index, one] of managedPolicies.entries()) {
            if (managedPolicies.indexOf(one) < index) {
                this.#refuse(["managedPolicies", index], `names ${quoted(one)} a second time: keep one`);
            }
            const error = awsPolicyError(one, { holder: "role", ownKey: "customerManagedPolicies" });
            if (error !== undefined) this.#refuse(["managedPolicies", index], error);
        }
        for (const [index, one] of customerManagedPolicies.entries()) {
            this.#checkPolicy(one, ["customerManagedPolicies", index]);
        }
        const all = managedPolicies.length + customerManagedPolicies.length;
        if (all > ATTACHED) this.#refuse([], `role ${visible(this.#name)} has ${all} policies: AWS allows ${ATTACHED}`);
        return [
            ...managedPolicies.map((one) => ({ "Fn::Sub": `arn:\${AWS::Partition}:iam::aws:policy/${one}` })),
            ...customerManagedPolicies.map(ofAccount),
        ];
    }

    /** The name of a policy of the account, perhaps with its path. */
    #checkPolicy(name: string, inside: Path): void {
        if (name.startsWith("arn:")) {
            this.#refuse(inside, "is an ARN: write the name alone, with its path, such as platform/boundary");
            return;
        }
        const error = name
            .split("/")
            .map((part) => textError(MANAGED_POLICY_NAME, part))
            .find((one) => one !== undefined);
        if (error !== undefined) this.#refuse(inside, error);
    }

    #checkStatements(statements: readonly Readonly<Record<string, unknown>>[]): void {
        const document = JSON.stringify({ Version: "2012-10-17", Statement: statements });
        for (const { path, message } of mistakesOfIdentityPolicy(document)) {
            // The first key is Statement, which the definition does not write.
            this.#refuse(["statements", ...path.slice(1)], message);
        }
        const length = document.replace(/\s/g, "").length;
        if (length > INLINE_CHARACTERS) {
            this.#refuse(
                ["statements"],
                `has ${length} characters: AWS allows ${INLINE_CHARACTERS} for the inline policies of a role`,
            );
        }
        const widest = statements.findIndex(
            ({ Effect, Action, Resource }) =>
                Effect === "Allow" && asList(Action).includes("*") && asList(Resource).includes("*"),
        );
        if (widest >= 0) {
            this.#refuse(
                ["statements", widest],
                `lets role ${visible(this.#name)} do everything in every account. Write what it needs; for emergencies use the block break-glass-role`,
            );
        }
    }
}

/** The ARN of a policy in the stack's own account. */
function ofAccount(name: string): { readonly "Fn::Sub": string } {
    return { "Fn::Sub": `arn:\${AWS::Partition}:iam::\${AWS::AccountId}:policy/${name}` };
}
