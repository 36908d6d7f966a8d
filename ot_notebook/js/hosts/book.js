// The script of every page, with or without figures.
import { watchDetails } from "../page/details.js";

watchDetails(window);
