import { ROOT_UNIT } from "../../definition/model";

/** One unit in the outputs of a stack. */
interface UnitOutput {
    readonly id: string;
    readonly accounts?: Readonly<Record<string, string>>;
    readonly units?: Readonly<Record<string, UnitOutput>>;
}

/** The outputs of a stack that the tree shows. */
export interface TreeOutputs {
    readonly organization: { readonly id: string; readonly managementAccountId: string };
    readonly tree: Readonly<Record<string, UnitOutput>>;
    readonly accounts: Readonly<
        Record<string, { readonly email: string; readonly id?: string; readonly unit?: string }>
    >;
    /** The accounts that are invited and not yet members, by key. */
    readonly invitations?: Readonly<Record<string, InvitationOutput>>;
}

interface InvitationOutput {
    readonly unit: string;
    readonly invited: string;
    readonly handshakeId: string;
    readonly state: string;
    readonly expires?: string;
}

/**
 * Draws the organisation as a tree: units with their accounts, each with its id and e-mail. Invited accounts are shown in the unit that
 * they will be in, with the state of their invitation.
 *
 * @returns lines without a newline at the end.
 */
export function drawTree({ organization, tree, accounts, invitations = {} }: TreeOutputs): string {
    const rows: [string, string, string][] = [
        [`Organization ${organization.id}`, `management account ${organization.managementAccountId}`, ""],
    ];
    const draw = (unit: Omit<UnitOutput, "id">, path: string, indent: string): void => {
        const children: { name: string; id: string; email: string; below?: UnitOutput }[] = [
            ...Object.entries(unit.accounts ?? {}).map(([key, id]) => ({
                name: key,
                id,
                email: accounts[key]?.email ?? "",
            })),
            ...Object.entries(invitations)
                .filter(([, { unit: of }]) => `${of}/` === path)
                .map(([key, invitation]) => ({ name: key, id: "(invited)", email: describeInvitation(invitation) })),
            ...Object.entries(unit.units ?? {}).map(([key, below]) => ({
                name: `${key}/`,
                id: below.id,
                email: "",
                below,
            })),
        ];
        for (const [index, { name, id, email, below }] of children.entries()) {
            const last = index === children.length - 1;
            rows.push([`${indent}${last ? "└── " : "├── "}${name}`, id, email]);
            if (below) draw(below, path + name, indent + (last ? "    " : "│   "));
        }
    };
    const inRoot = Object.entries(accounts).filter(([, { unit }]) => unit === ROOT_UNIT);
    draw({ accounts: Object.fromEntries(inRoot.map(([key, { id = "" }]) => [key, id])), units: tree }, "", "");
    const widths = [0, 1].map((column) =>
        Math.max(...rows.slice(column === 0 ? 0 : 1).map((row) => row[column as 0 | 1].length)),
    );
    return rows
        .map(([name, id, email]) =>
            `${name.padEnd(widths[0] ?? 0)}  ${id.padEnd(email ? (widths[1] ?? 0) : 0)}  ${email}`.trimEnd(),
        )
        .join("\n");
}

/** `111122223333, PENDING until 2026-12-09 (h-12ab34cd56)` */
export function describeInvitation({ invited, state, expires, handshakeId }: InvitationOutput): string {
    const until = expires === undefined || expires === "" ? "" : ` until ${expires.slice(0, 10)}`;
    return `${invited}, ${state}${until} (${handshakeId})`;
}
