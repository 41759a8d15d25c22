import type { AwsClients } from "../../../aws/awsClients";
import { DirectoryNames } from "../../../aws/directoryNames";
import { text } from "../../../program/state/stateResources";
import type { InterruptedChange } from "./interruptedChange";
import { NOTHING, type ResourceInAws } from "./resourceInAws";

/** Looks for groups, users and memberships in the directory of Identity Center. */
export class DirectoryInAws {
    readonly #clients: AwsClients;

    constructor(clients: AwsClients) {
        this.#clients = clients;
    }

    async group({ inputs }: InterruptedChange): Promise<ResourceInAws> {
        const name = text(inputs["displayName"]);
        const found = (await this.#names(inputs).groups([name])).get(name);
        if (!found) return NOTHING;
        const { description = "" } = found.content;
        return resource(inputs, found.id, { groupId: found.id, displayName: name, description, externalIds: [] });
    }

    async user({ inputs }: InterruptedChange): Promise<ResourceInAws> {
        const name = text(inputs["userName"]);
        const found = (await this.#names(inputs).users([name])).get(name);
        if (!found) return NOTHING;
        const { givenName, familyName, displayName, email } = found.content;
        return resource(inputs, found.id, {
            userId: found.id,
            userName: name,
            displayName,
            name: { givenName, familyName },
            emails: { primary: true, value: email },
            externalIds: [],
        });
    }

    async membership({ inputs }: InterruptedChange): Promise<ResourceInAws> {
        const [groupId, memberId] = [text(inputs["groupId"]), text(inputs["memberId"])];
        const membershipId = await this.#names(inputs).membership(groupId, memberId);
        return membershipId === undefined
            ? NOTHING
            : resource(inputs, membershipId, { groupId, memberId, membershipId });
    }

    #names(inputs: InterruptedChange["inputs"]): DirectoryNames {
        const identityStoreId = text(inputs["identityStoreId"]);
        return new DirectoryNames({ identityStoreId, region: text(inputs["region"]) }, this.#clients);
    }
}

/** The AWS provider's id has the directory in it. What else it keeps, the next refresh adds. */
function resource(
    inputs: InterruptedChange["inputs"],
    awsId: string,
    outputs: Readonly<Record<string, unknown>>,
): ResourceInAws {
    const { identityStoreId, region } = inputs;
    const id = `${text(inputs["identityStoreId"])}/${awsId}`;
    return { has: "resource", id, outputs: { ...outputs, id, identityStoreId, region }, said: `as ${awsId}` };
}
