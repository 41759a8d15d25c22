import { listSome, visible } from "../../../../limits";
import {
    CommandError,
    EXIT,
    memberOf,
    readMembership,
    type CommandContext,
    type CommandOutcome,
} from "../../../../operations/cli";
import { MANAGEMENT_ACCOUNT } from "../../matrix";
import { readExistingPeople } from "../../adoption/readExistingPeople";
import type { ExistingPeople } from "../../adoption/existingPeople";
import type { PeopleModel } from "../../model";
import {
    accessDifferences,
    type AccessDifference,
    type AccessDifferences,
    type AccessInDirectory,
} from "../../plan/accessDifferences";

/**
 * Asks AWS who has what, and reports where that differs from the definition.
 *
 * @throws CommandError if AWS does not answer: half an answer would look like none.
 */
export async function directoryReport(context: CommandContext, people: PeopleModel): Promise<CommandOutcome> {
    const { clients, settings, stack } = context;
    if (people.groups.length + people.users.length + people.permissionSets.length + people.grants.length === 0) {
        const text = "The definition has no people, so AWS was not asked.";
        return { text, json: { stack, beyond: [], missing: [] } };
    }
    await clients.managementAccount();
    const answer = await readExistingPeople({
        clients,
        caller: clients.pacedCaller(),
        endpoints: settings.aws.endpoints,
        journal: { answer: (_, ask) => ask() },
    });
    if ("unread" in answer)
        throw new CommandError(`what people have in AWS was not read: ${answer.unread}`, EXIT.failed);
    if (!answer.value) throw new CommandError("AWS has no organisation instance of IAM Identity Center", EXIT.failed);
    const day = clients.now().toISOString().slice(0, 10);
    const differences = accessDifferences(people, namedAccess(answer.value, await accountNames(context)), day);
    const isSame = differences.beyond.length + differences.missing.length === 0;
    return {
        text: directoryText(differences),
        json: { stack, day, beyond: differences.beyond, missing: differences.missing },
        code: isSame ? EXIT.done : EXIT.found,
    };
}

/** By id, how an account is called here. Only active accounts: AWS goes on listing access to closed ones, in which nobody can work. */
async function accountNames({ clients, model }: CommandContext): Promise<ReadonlyMap<string, string>> {
    const membership = await readMembership(clients);
    const keys = new Map(model.accounts.map((account) => [memberOf(account, membership)?.id, account.key]));
    return new Map(
        membership.members
            .filter(({ state }) => state === "ACTIVE")
            .map(({ id }) => [id, id === membership.managementAccountId ? MANAGEMENT_ACCOUNT : (keys.get(id) ?? id)]),
    );
}

function namedAccess(
    { groups, users, permissionSets, assignments }: ExistingPeople,
    accounts: ReadonlyMap<string, string>,
): AccessInDirectory {
    const userNames = new Map(users.map(({ id, userName }) => [id, userName]));
    const groupNames = new Map(groups.map(({ id, name }) => [id, name]));
    const setNames = new Map(permissionSets.map(({ arn, name }) => [arn, name]));
    return {
        groups: new Map(groups.map(({ name, members }) => [name, members.map((id) => userNames.get(id) ?? id).sort()])),
        access: assignments.map(({ permissionSet, principal: { kind, id }, accounts: ids }) => ({
            who: { kind, key: (kind === "user" ? userNames : groupNames).get(id) ?? id },
            permissionSet: setNames.get(permissionSet) ?? permissionSet,
            accounts: ids.flatMap((account) => accounts.get(account) ?? []),
        })),
    };
}

/** What a person reads. */
export function directoryText({ beyond, missing }: AccessDifferences): string {
    if (beyond.length + missing.length === 0) {
        return "In AWS, the people and permission sets of the definition have what it says, and nothing else.";
    }
    return [
        ...(beyond.length === 0
            ? []
            : [
                  "AWS has what the definition does not give. Remove it in the console of IAM Identity Center, or write it into the definition:",
                  ...beyond.map((one) => `  ${sentence(one)}`),
              ]),
        ...(missing.length === 0
            ? []
            : [
                  "AWS lacks what the definition gives. `pulumi up --refresh` gives it:",
                  ...missing.map((one) => `  ${sentence(one)}`),
              ]),
    ].join("\n");
}

/** The most accounts that a line names. */
const MOST_ACCOUNTS = 12;

function sentence(one: AccessDifference): string {
    const who = one.who.kind === "group" ? `group ${visible(one.who.key)}` : visible(one.who.key);
    if ("group" in one) return `${who} in group ${visible(one.group)}`;
    const where = one.accounts.map((key) => (key === MANAGEMENT_ACCOUNT ? "the management account" : key));
    return `${who}: ${visible(one.permissionSet)} in ${listSome(where, MOST_ACCOUNTS)}`;
}
