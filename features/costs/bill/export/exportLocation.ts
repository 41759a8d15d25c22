import { quoted, visible } from "../../../../limits";
import type { CostExportModel } from "../../model";
import { ExportError } from "./exportError";

/** Where an export is read from. */
export type ExportLocation =
    | { readonly kind: "folder"; readonly folder: string }
    /** `region` is absent if it is not known. */
    | {
          readonly kind: "bucket";
          readonly bucket: string;
          readonly prefix: string;
          readonly region?: string;
          /** AWS delivers the export of a definition there. */
          readonly isDelivery?: true;
      }
    | { readonly kind: "athena"; readonly workgroup: string; readonly database: string; readonly table: string };

const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
/** Names that Athena allows without quotes, and those with a few more characters. */
const ATHENA_NAME = /^[A-Za-z0-9_.-]{1,255}$/;

/** @param text `/work/costs`, `s3://acme-costs/focus` or `athena://primary/costs/focus`. */
export function exportLocation(text: string): ExportLocation {
    const [, scheme, rest = ""] = /^([A-Za-z][A-Za-z0-9+.-]*):\/\/(.*)$/s.exec(text) ?? [];
    if (scheme === undefined) {
        if (text.trim() === "")
            throw new ExportError("name a folder, s3://bucket/prefix or athena://workgroup/database/table");
        return { kind: "folder", folder: text };
    }
    const [first = "", ...others] = rest.replace(/\/+$/, "").split("/");
    switch (scheme.toLowerCase()) {
        case "s3":
            if (!BUCKET.test(first))
                throw new ExportError(`${quoted(first)} in ${quoted(text)} is no name of a bucket`);
            return { kind: "bucket", bucket: first, prefix: others.filter((part) => part !== "").join("/") };
        case "athena": {
            const [database = "", table = ""] = others;
            if (others.length === 2 && [first, database, table].every((name) => ATHENA_NAME.test(name))) {
                return { kind: "athena", workgroup: first, database, table };
            }
            throw new ExportError(
                `${quoted(text)} must be athena://workgroup/database/table, such as athena://primary/costs/focus`,
            );
        }
        default:
            throw new ExportError(
                `a source of costs is a folder, s3://bucket/prefix or athena://workgroup/database/table, and not ${visible(scheme)}://`,
            );
    }
}

/** Where AWS delivers the export of a definition. */
export function modelLocation(model: CostExportModel, managementAccount: string): ExportLocation {
    const { name, bucket = `${name}-${managementAccount}`, prefix, region } = model;
    const folder = [prefix, name].filter((part) => part !== "").join("/");
    return { kind: "bucket", bucket, prefix: folder, region, isDelivery: true };
}
