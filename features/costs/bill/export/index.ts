export { ExportError } from "./exportError";
export { ExportFileSource } from "./exportFileSource";
export { FolderFiles } from "./folderFiles";
export { BucketFiles, type BucketPlace } from "./bucketFiles";
export { exportLocation, modelLocation, type ExportLocation } from "./exportLocation";
