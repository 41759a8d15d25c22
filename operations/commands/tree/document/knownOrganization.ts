import type { Deployment } from "@pulumi/pulumi/automation/index.js";
import { jsonAt } from "../../../../evaluator/policyDocument";
import { listSome, visible } from "../../../../limits";
import type { TreeDocument, TreeDocumentNode } from "../../../../pages/data/treeDocument";
import type { ExistingResources } from "../../../../program/state";
import { parseUrn } from "../../../../program/state/urn";
import { exportedResources } from "../../../cli/exportedState";

/** The most units or accounts that a note names. */
const NAMED = 10;

/** The stack's outputs of its invitations, by account key: what AWS said of them in the last run. */
export function invitationNotes(state: Deployment): ReadonlyMap<string, string> {
    const stack = exportedResources(state).find(({ urn }) => parseUrn(urn).type === "pulumi:pulumi:Stack");
    const invitations = jsonAt(stack?.outputs, ["invitations"]);
    return new Map(
        Object.entries(typeof invitations === "object" && invitations !== null ? invitations : {}).map(
            ([key, invitation]) => [key, invitationNote(invitation)],
        ),
    );
}

/** `PENDING until 2026-12-09 (h-12ab34cd56)` */
function invitationNote(invitation: unknown): string {
    const text = (key: string): string => {
        const value = jsonAt(invitation, [key]);
        return typeof value === "string" ? visible(value) : "";
    };
    const [state, expires, handshake] = [text("state"), text("expires"), text("handshakeId")];
    const until = expires === "" ? "" : ` until ${expires.slice(0, 10)}`;
    return `${state}${until}${handshake === "" ? "" : ` (${handshake})`}`;
}

/** What the stack's state knows of the organisation. */
export interface KnownOrganization {
    readonly existing: Pick<ExistingResources, "organizationId" | "managementAccountId" | "accounts" | "units">;
    /** By account key: `PENDING until 2026-12-09 (h-12ab34cd56)`. */
    readonly invitations: ReadonlyMap<string, string>;
}

/** Adds to a document what the stack's state knows: AWS's ids, what does not exist yet, and how invitations stand. */
export function withState(document: TreeDocument, known: KnownOrganization): TreeDocument {
    const { organizationId, managementAccountId } = known.existing;
    return {
        ...document,
        ...(organizationId !== undefined && { organizationId }),
        ...(managementAccountId !== undefined && { managementAccountId }),
        notes: [...document.notes, ...stateNotes(document, known)],
        nodes: document.nodes.map((node) => nodeWithState(node, known)),
    };
}

function nodeWithState(node: TreeDocumentNode, { existing, invitations }: KnownOrganization): TreeDocumentNode {
    if (node.kind === "root") return node;
    const id = (node.kind === "unit" ? existing.units : existing.accounts).get(node.key)?.id;
    if (id !== undefined) return { ...node, id, ...(node.state === "invited" && { state: "active" as const }) };
    // A node that the definition has no more is in the state until the next `up`, or it never was.
    if (node.change?.kind === "removed") return node;
    const invitation = invitations.get(node.key);
    if (node.state === "invited") return invitation === undefined ? node : { ...node, stateNote: invitation };
    if (node.id !== undefined) return { ...node, stateNote: node.stateNote ?? "the next `up` takes it over" };
    return node.state === "active" ? { ...node, state: "new" } : node;
}

function stateNotes(
    { stack, nodes }: TreeDocument,
    { existing: { organizationId, accounts, units } }: KnownOrganization,
): readonly string[] {
    if (organizationId === undefined) {
        return [`Stack ${stack} has no organisation yet: the next \`up\` creates what is shown here.`];
    }
    const shown = new Set(
        nodes.flatMap(({ kind, key, change }) => (change?.kind === "removed" ? [] : [`${kind} ${key}`])),
    );
    const gone = [
        ...[...units].map(([key, { id }]) => [`unit ${key}`, id] as const),
        ...[...accounts].map(([key, { id }]) => [`account ${key}`, id] as const),
    ].filter(([name]) => !shown.has(name));
    if (gone.length === 0) return [];
    const names = gone.map(([name, id]) => `${name} (${id})`);
    return [
        `The stack's state also has ${listSome(names, NAMED)}, which the definition does not have any more. \`org effect\` and a preview say what the next \`up\` does.`,
    ];
}
