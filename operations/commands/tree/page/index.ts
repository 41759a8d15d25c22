export { TREE_PAGE_HEAD, treePage } from "./treePage";
