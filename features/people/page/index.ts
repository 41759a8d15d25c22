export { ACCESS_PAGE_HEAD, accessPage } from "./accessPage";
