import { partitionOf } from "../../../evaluator/request/endpointRegions";
import { accessRoleProtection } from "../../../definition";
import { makingCommands, takingOverCommands, template, type AccessRole } from "./accessRole";
import { textValue, type ReadCommand } from "../../cli/orgCommand";

export const accessRole: ReadCommand = {
    name: "access-role",
    summary: "Print how an invited account gets the access role that AWS makes in others",
    description:
        "AWS makes the access role in the accounts that it creates, and none in one that was invited. This prints what somebody signed in to that account as an administrator runs there. " +
        "The role is as AWS makes it: it trusts the management account, and has AdministratorAccess. Guardrails bind it like everything in the account.\n\n" +
        "Best before the account accepts its invitation. It changes nothing, and asks AWS only for the account that the credentials are for, the management account.",
    arguments: [["<account>", "its key, name, e-mail or id"]],
    options: [["--template", "print a CloudFormation template alone, for a file"]],
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
                          `To be run in ${key} (${id ?? email}), by an administrator of that account. Look first whether it is the right one:`,
                          "  aws sts get-caller-identity",
                          "",
                          `Make ${roleName}, which trusts the management account ${role.managementAccountId}:`,
                          lines(commands),
                          "",
                          "Where a role of that name is there already, an account of another organisation has one that trusts that organisation's management account:",
                          lines(takeOver),
                          "",
                          "With CloudFormation instead of the first: `org access-role --template`.",
                          protection
                              ? `\n! In ${unit} the guardrail ${protection.key} lets nobody give the role its rights: run this before the account is taken in. ` +
                                "Afterwards it takes a change of the definition that lifts the guardrail for that time."
                              : "",
                      ]
                          .join("\n")
                          .trimEnd(),
            json: { account: key, ...(id !== undefined && { id }), role, commands, takeOver, template: template(role) },
        };
    },
};
