import { Account, Organization } from "../../../../components";
import { provision, type RegisteredResource } from "../mockedPulumi";

/** What a program with an organisation and the account play registers. */
export async function registeredBy(
    program: (organization: Organization, play: Account) => void,
): Promise<readonly RegisteredResource[]> {
    const { registered } = await provision(() => {
        const organization = new Organization("organization");
        program(organization, new Account("play", { parent: organization, email: "play@example.com" }));
    });
    return registered;
}

/** Without the properties that the SDK adds, which are undefined. */
export function given(inputs: Readonly<Record<string, unknown>>): Record<string, unknown> {
    return Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== undefined));
}
