import type { AwsClients } from "../../../aws/awsClients";
import { AT_A_TIME } from "../../../aws/callsAtATime";
import { fewAtATime } from "../../../aws/fewAtATime";
import type { IdentityCenterInstance } from "../../../aws/identityCenterInstance";
import { unlessNamed } from "../../../aws/organization";
import type { ExistingResource } from "../../../definition/feature";
import { listSome, visible } from "../../../limits";
import { IdentityCenterCalls } from "../../../providers/identityCenter/identityCenterCalls";
import { accountsWithStatus } from "../../../providers/identityCenter/provisioning";
import { PEOPLE_RESOURCES } from "../effect/accessBefore";

/**
 * Warns of permission sets that this run deletes and that somebody has outside of the stack: AWS deletes no permission set that somebody
 * has, so `up` would fail after it has changed the rest. One call for each 100 accounts of a set that is deleted, otherwise none. What
 * others have in an account in which the stack gives the set too is not seen.
 *
 * @param kept the keys of the permission sets that stay.
 * @param resources those of the state, by Pulumi's type.
 */
export async function heldSetWarnings(
    kept: ReadonlySet<string>,
    resources: ReadonlyMap<string, readonly ExistingResource[]>,
    { arn: instanceArn, region }: IdentityCenterInstance,
    clients: AwsClients,
): Promise<readonly string[]> {
    const deleted = (resources.get(PEOPLE_RESOURCES.permissionSet) ?? []).filter(({ name }) => !kept.has(name));
    const calls = new IdentityCenterCalls(clients);
    const own = resources.get(PEOPLE_RESOURCES.access) ?? [];
    const warnings = await fewAtATime(deleted, AT_A_TIME, async ({ name, outputs: { arn } }) => {
        const ours = new Set(
            own.flatMap(({ outputs }) => (outputs["permissionSetArn"] === arn ? accountsOf(outputs["accounts"]) : [])),
        );
        const at = { instanceArn, region, arn: String(arn) };
        // Somebody has deleted it already.
        const held = (await unlessNamed("ResourceNotFoundException", () => accountsWithStatus(at, calls))) ?? [];
        const others = held.filter((account) => !ours.has(account));
        return others.length === 0
            ? []
            : [
                  `permission set ${visible(name)}, which this run deletes, is also used outside of this stack, in ${listSome(others)}: AWS deletes no permission set that somebody has, so \`up\` would fail there. Keep it in the definition until \`./org access --in-aws\` lists nobody who has it there`,
              ];
    });
    return warnings.flat();
}

function accountsOf(value: unknown): readonly string[] {
    return Array.isArray(value) ? value.map(String) : [];
}
