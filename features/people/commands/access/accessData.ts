import { csvText, type CsvCell } from "../../../../pages/files";
import { MANAGEMENT_ACCOUNT, type AccessReport } from "../../matrix";

/** A line of `org access --json`. */
export interface AccessDatum {
    readonly who: string;
    readonly kind: "person" | "external group" | "empty group";
    /** A group; null if the grant names the person. */
    readonly through: string | null;
    readonly permissionSet: string;
    /** The key of an account; null for the management account. */
    readonly account: string | null;
    readonly unit: string | null;
    readonly until: string | null;
    readonly because: string | null;
    readonly from: string;
}

/** A report for programs. The keys are part of the public interface: a release may add some, and changes none. */
export function accessJson({ stack, day, lines, notes }: AccessReport): {
    readonly stack: string;
    readonly day: string;
    readonly access: readonly AccessDatum[];
    readonly notes: readonly string[];
} {
    return {
        stack,
        day,
        access: lines.map(({ who, kind, through, permissionSet, account, unit, until, because, from }) => ({
            who,
            kind,
            through: through ?? null,
            permissionSet,
            account: account === MANAGEMENT_ACCOUNT ? null : account,
            unit: unit ?? null,
            until: until ?? null,
            because: because ?? null,
            from,
        })),
        notes,
    };
}

const COLUMNS = ["who", "kind", "through", "permission_set", "account", "unit", "until", "because", "from"];

/** A report for spreadsheets: a row for each person, permission set and account. */
export function accessCsv({ lines }: AccessReport): string {
    return csvText(
        COLUMNS,
        lines.map(({ who, kind, through, permissionSet, account, unit, until, because, from }): CsvCell[] => [
            { text: who },
            kind,
            { text: through ?? "" },
            { text: permissionSet },
            { text: account === MANAGEMENT_ACCOUNT ? "management account" : account },
            { text: unit ?? "" },
            until ?? "",
            { text: because ?? "" },
            { text: from },
        ]),
    );
}
