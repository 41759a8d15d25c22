import { stringify } from "yaml";
import { bootstrapOptions } from "./bootstrapOptions";
import { bootstrapTemplate } from "./bootstrapTemplate";
import { PARTS, POWERS, POWER_PURPOSES } from "./permissions";
import type { ReadCommand } from "../../cli/orgCommand";

const HEAD = "# Made by `org bootstrap`. Make it again rather than edit it: permissions change with the program.";

export const bootstrap: ReadCommand = {
    name: "bootstrap",
    summary: "Print a CloudFormation template with the roles, the bucket and the key that this program needs",
    description:
        "An administrator of the management account deploys it once, and again after an upgrade of this program:\n\n" +
        "  ./org bootstrap --repository acme/aws-organization > bootstrap.yaml\n" +
        "  aws cloudformation deploy --stack-name aws-organization \\\n" +
        "      --template-file bootstrap.yaml --capabilities CAPABILITY_NAMED_IAM\n\n" +
        "The role aws-organization-preview reads; pull requests use it. The role aws-organization-up changes the organisation; only the environment (GitHub) or the branch (GitLab) may assume it. " +
        "Their permissions are what this program calls, and nothing else. With --sandbox-path there is a third role, aws-organization-sandboxes, for the workflow that empties sandboxes: it reads what the preview role reads, and gets into the accounts of these units only. The bucket for Pulumi's state is versioned, encrypted and private, and stays if the stack is deleted, as do its key and the identity provider. " +
        "The stack's outputs are the values of the workflows' variables.\n\n" +
        "GitHub puts ids into the tokens of repositories that were created or renamed since 15 July 2026. Then give the repository with its ids, owner@123/name@456, which this prints:\n\n" +
        "  gh api repos/acme/aws-organization \\\n" +
        "      --jq '\"\\(.owner.login)@\\(.owner.id)/\\(.name)@\\(.id)\"'\n\n" +
        `What --allow adds to the up role, and security-accounts to both:\n${POWERS.map((power) => `  ${power}: ${POWER_PURPOSES[power].replaceAll("`", "")}`).join("\n")}\n\n` +
        "The command asks AWS nothing and reads no definition. The same options print the same template.",
    options: [
        ["--repository <owner/name>", "the repository on GitHub whose workflows assume the roles"],
        ["--gitlab-project <path>", "the project on GitLab whose pipelines assume the roles"],
        ["--gitlab-url <url>", "the address of your GitLab (default: https://gitlab.com)"],
        ["--branch <name>", "the branch that is applied (default: main)"],
        ["--environment <name>", "the environment on GitHub in which the up role is assumed (default: prod)"],
        ["--existing-provider", "the account has the identity provider of GitHub or GitLab already"],
        ["--preview-permission-set <name...>", "permission sets whose people may assume the preview role"],
        ["--up-permission-set <name...>", "permission sets whose people may assume the up role"],
        ["--preview-principal <arn...>", "roles or users of IAM that may assume the preview role"],
        ["--up-principal <arn...>", "roles or users of IAM that may assume the up role"],
        ["--bucket <name>", "the state's bucket (default: aws-organization-state-<account id>)"],
        [
            "--existing-bucket <name>",
            "a bucket that has the state already, in the stack's region: the stack makes none",
        ],
        ["--existing-key <arn>", "the key of the state's secrets, if there is one already: the stack makes none"],
        ["--export-bucket <name>", "the bucket of costs.export (default: costs-<account id>)"],
        ["--security-role <arn...>", "the access roles of the accounts of `security`, for --allow security-accounts"],
        [
            "--sandbox-path <path...>",
            "units with sandboxes that end by themselves, as o-.../r-.../ou-...: adds the role that empties them",
        ],
        ["--sandbox-role <name>", "the access role of these sandboxes (default: OrganizationAccountAccessRole)"],
        ["--without <part...>", "parts of the definition that you do not use", undefined, PARTS],
        ["--allow <power...>", "what the roles may do besides", undefined, POWERS],
    ],
    examples: [
        "org bootstrap --repository acme/aws-organization",
        "org bootstrap --repository acme@123/aws-organization@456 --up-permission-set Platform --allow close-accounts",
        "org bootstrap --gitlab-project acme/aws-organization --without costs",
    ],
    run(context, values) {
        // A misspelt stack is a mistake here too, although the template is the same for each.
        void context.settings;
        const template = bootstrapTemplate(bootstrapOptions(values));
        // YAML 1.1, as CloudFormation reads it, in which a date has to be in quotes; without anchors and folded lines.
        const text = stringify(template, { version: "1.1", aliasDuplicateObjects: false, lineWidth: 0, indent: 4 });
        return Promise.resolve({ text: `${HEAD}\n${text.trimEnd()}`, json: template });
    },
};
