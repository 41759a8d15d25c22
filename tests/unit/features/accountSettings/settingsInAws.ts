import type { AlternateContact } from "@aws-sdk/client-account";
import { awsError } from "../../operations/commands/adopt/adoptionReading";

/** The settings of an account as AWS has them. An error is AWS's answer to a question. */
export interface SettingsInAws {
    /** By type, such as `SECURITY`. */
    readonly contacts?: Readonly<Record<string, AlternateContact | Error>>;
    /** Status by region. */
    readonly regions?: Readonly<Record<string, string>> | Error;
}

interface AccountRequest {
    readonly AccountId: string;
    readonly AlternateContactType?: string;
    readonly RegionName?: string;
    readonly RegionOptStatusContains?: readonly string[];
    readonly NextToken?: string;
}

/** Clients of an AWS that knows these accounts, by id, and what they were asked. Regions come two on a page. */
export function clientsOf(accounts: Readonly<Record<string, SettingsInAws>>): {
    readonly asked: string[];
    account(): Promise<never>;
} {
    const asked: string[] = [];
    const send = ({ constructor, input }: { constructor: { name: string }; input: AccountRequest }): unknown => {
        const { AccountId, AlternateContactType = "", RegionName = "" } = input;
        const operation = constructor.name.replace(/Command$/, "");
        asked.push(`${operation} ${AccountId} ${AlternateContactType}${RegionName}`.trimEnd());
        const { contacts = {}, regions = {} } = accounts[AccountId] ?? {};
        if (operation === "GetAlternateContact") {
            const contact = contacts[AlternateContactType] ?? awsError("ResourceNotFoundException");
            if (contact instanceof Error) throw contact;
            return { AlternateContact: contact };
        }
        if (regions instanceof Error) throw regions;
        if (operation === "GetRegionOptStatus") return { RegionOptStatus: regions[RegionName] ?? "DISABLED" };
        const listed = Object.entries(regions).filter(([, status]) => input.RegionOptStatusContains?.includes(status));
        const from = Number(input.NextToken ?? 0);
        return {
            Regions: listed
                .slice(from, from + 2)
                .map(([name, RegionOptStatus]) => ({ RegionName: name, RegionOptStatus })),
            ...(from + 2 < listed.length && { NextToken: String(from + 2) }),
        };
    };
    const client = { send: (command: unknown) => Promise.resolve().then(() => send(command as never)) };
    return { asked, account: () => Promise.resolve(client as never) };
}

/** A contact as AWS has it. */
export function inAws(name: string, more: AlternateContact = {}): AlternateContact {
    return {
        Name: name,
        Title: "Security",
        EmailAddress: "security@example.com",
        PhoneNumber: "+49 30 1234567",
        ...more,
    };
}
