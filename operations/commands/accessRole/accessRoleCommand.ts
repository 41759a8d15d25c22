import { partitionOf } from "../../../evaluator/request/endpointRegions";
import { accessRoleProtection } from "../../../definition";
import { makingCommands, takingOverCommands, template, type AccessRole } from "./accessRole";
import { textValue, type ReadCommand } from "../../cli/orgCommand";

export const accessRole: ReadCommand = {
    name: "access-role",
    summary: "Print the commands that create the access role in an invited account",
    description:
        "AWS makes the access role only in accounts that it creates, not in invited ones. This prints the commands that an administrator of the invited account runs there. " +
        "The role is the same as the one that AWS makes: it trusts the management account and has AdministratorAccess. Guardrails bind it, as they bind everything in the account.\n\n" +
        "Make the role before the account accepts its invitation. This command changes nothing. It asks AWS only for the id of the management account.",
    arguments: [["<account>", "the account's key, name, e-mail or id"]],
    options: [["--template", "print only a CloudFormation template, to be saved as a file"]],
    examples: ["org access-role shop-old", "org access-role shop-old --template"],
    async run(context, values) {
        const account = context.account(textValue(values, "account") ?? "");
        const { key, id, email, roleName, unit } = account;
        const role: AccessRole = {
            name: roleName,
            managementAccountId: await context.clients.managementAccount(),
            partition: partitionOf(context.clients.homeRegion),
        };
        const commands = makingCommands(role);
        const takeOver = takingOverCommands(role);
        const protection = accessRoleProtection(account, context.model);
        const lines = (all: readonly string[]): string => all.map((line) => `  ${line}`).join("\n");
        return {
            text:
                values.template === true
                    ? template(role).trimEnd()
                    : [
                          `An administrator of account ${key} (${id ?? email}) runs these commands in it. Check first that it is the right account:`,
                          "  aws sts get-caller-identity",
                          "",
                          `Create ${roleName}, which trusts the management account ${role.managementAccountId}:`,
                          lines(commands),
                          "",
                          "If the account has a role of that name already, which trusts the management account of another organisation, change its trust instead:",
                          lines(takeOver),
                          "",
                          "To create the role with CloudFormation: `org access-role --template`.",
                          protection
                              ? `\n! In ${unit}, the guardrail ${protection.key} lets nobody attach a policy to the role: run this before the account joins. ` +
                                "Afterwards you first have to take the guardrail off in the definition, and put it back later."
                              : "",
                      ]
                          .join("\n")
                          .trimEnd(),
            json: { account: key, ...(id !== undefined && { id }), role, commands, takeOver, template: template(role) },
        };
    },
};
