/** An export of all costs by AWS Data Exports, as Parquet files in a bucket of the management account. */
export interface CostExportModel {
    readonly name: string;
    readonly format: "focus" | "cur2";
    /** The name of the bucket, which is made for it. Absent: `<name>-<id of the management account>`. */
    readonly bucket?: string;
    readonly prefix: string;
    /** The bucket's region. */
    readonly region: string;
    /** Resource ids are in the export, which makes it larger. */
    readonly resources: boolean;
    /** Old versions of files are deleted after these days. */
    readonly keepOldVersionsDays: number;
}
